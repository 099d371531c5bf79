import type { IDataObject } from 'n8n-workflow';

import { path, query, type RecordShape, type Resource } from '../shared/operation';
import { clientLocator } from './locators';

/** The counters in the vendor's sample; it leaves out those that are zero, and may have others. */
export const counters = ['speech_recognition', 'voice_translate'];

/** Nanoseconds, in which usage is counted, per second. */
const perSecond = 1e9;

/**
 * Each counter in nanoseconds as it comes, and beside it `<counter>_seconds`; those that were left
 * out are 0.
 */
export function withSeconds(usage: IDataObject): IDataObject {
	const zero = Object.fromEntries(counters.map((counter) => [counter, 0]));
	return Object.fromEntries(
		Object.entries({ ...zero, ...usage }).flatMap(([counter, nanoseconds]) =>
			typeof nanoseconds === 'number'
				? [
						[counter, nanoseconds],
						[`${counter}_seconds`, nanoseconds / perSecond],
					]
				: [],
		),
	);
}

const usageShape: RecordShape = { fields: counters, simplified: withSeconds };

const range = [
	query('from', {
		displayName: 'From',
		type: 'dateTime',
		format: 'epoch-ms',
		required: true,
		description: 'Where the time begins in which usage is counted',
	}),
	query('to', {
		displayName: 'To',
		type: 'dateTime',
		format: 'epoch-ms',
		required: true,
		description: 'Where the time ends in which usage is counted',
	}),
];

/** Stenomatic would answer that there was no usage. */
const inOrder = (value: (name: string) => unknown): string | undefined =>
	Number(value('from')) < Number(value('to')) ? undefined : 'From must be a time before To';

export const usage = {
	name: 'Usage',
	operations: {
		getForClient: {
			name: 'Get for Client',
			action: 'Get usage of client',
			description: 'Retrieve how long a client used each part of the API',
			method: 'GET',
			path: '/clients/{client_id}/api_usage',
			server: 'usage',
			parameters: [
				path(
					'client_id',
					clientLocator('The client that used the API; you as a client by your own ID'),
				),
				...range,
			],
			check: inOrder,
			shape: usageShape,
		},
		getForCustomer: {
			name: 'Get for Customer',
			action: 'Get usage of customer',
			description: 'Retrieve how long your customer account used each part of the API',
			method: 'GET',
			path: '/customers/me/api_usage',
			server: 'usage',
			parameters: range,
			check: inOrder,
			shape: usageShape,
		},
	},
} satisfies Resource;
