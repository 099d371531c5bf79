import type { IDataObject } from 'n8n-workflow';

import { readBaseUrl } from '../shared/http/baseUrl';
import { operation, type RecordShape, type Resource } from '../shared/vendor/operation';
import { epoch } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import type { BaseUrl } from '../shared/vendor/request';
import { apiUrl } from './apiUrl';
import { clientKind } from './client';

/** The counters in the documented sample; those that are zero are left out, and there may be others. */
export const counters = ['speech_recognition', 'voice_translate'];

/** Nanoseconds, in which usage is counted, per second. */
const perSecond = 1e9;

const isCount = (value: unknown) =>
	typeof value === 'number' || (typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value));

/**
 * The seconds of each counter; those that were left out are 0. More than 104 days come as a text of
 * digits, which no number of JavaScript holds.
 */
export function secondsOf(usage: IDataObject): Record<string, number> {
	const zero = Object.fromEntries(counters.map((counter) => [counter, 0]));
	return Object.fromEntries(
		Object.entries({ ...zero, ...usage })
			.filter(([, nanoseconds]) => isCount(nanoseconds))
			.map(([counter, nanoseconds]) => [counter, Number(nanoseconds) / perSecond]),
	);
}

/** Usage as `<counter>_seconds`. */
export const inSeconds = (usage: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(secondsOf(usage)).map(([counter, seconds]) => [`${counter}_seconds`, seconds]),
	);

/** The samples of usage show a host of their own. */
export const usageUrl: BaseUrl = (credentials) =>
	readBaseUrl(credentials.usageBaseUrl, apiUrl(credentials), 'Usage Base URL');

const output: RecordShape = { fields: counters, simplified: inSeconds };

const range = [
	epoch('from', {
		required: true,
		default: "={{ $now.startOf('month') }}",
		description: 'Start of the period',
	}),
	epoch('to', { required: true, default: '={{ $now }}', description: 'End of the period' }),
] as const;

/** Stenomatic would answer that there was no usage. */
const inOrder = ({ from = 0, to = 0 }: { from?: number; to?: number }): string | undefined =>
	from < to ? undefined : 'From must be before To';

export const usage = {
	name: 'Usage',
	operations: {
		getForClient: operation({
			name: 'Get for Client',
			action: 'Get usage of client',
			description: "Get a client's API usage",
			request: 'GET /clients/{client_id}/api_usage',
			baseUrl: usageUrl,
			parameters: [
				pick(clientKind, {
					description: 'The client to get usage for. For your own client, use By ID.',
				}),
				...range,
			],
			check: inOrder,
			output,
		}),
		getForCustomer: operation({
			name: 'Get for Customer',
			action: 'Get usage of customer',
			description: 'Get the API usage of your customer account',
			request: 'GET /customers/me/api_usage',
			baseUrl: usageUrl,
			parameters: [...range],
			check: inOrder,
			output,
		}),
	},
} satisfies Resource;
