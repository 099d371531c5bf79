import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Api } from './api';
import { defaultTimeout, type Settings } from './request';

/** Most requests at once that a user may choose. */
const maxConcurrency = 100;

/** The options that every action node has, in the order of the editor. */
export const settingsFields = ({ name, concurrency }: Api): INodeProperties[] => [
	{
		displayName: 'Max Concurrent Requests',
		name: 'maxConcurrentRequests',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: maxConcurrency, numberPrecision: 0 },
		default: concurrency,
		description: `How many requests may be on their way at once. ${name} is asked less when it limits requests.`,
	},
	{
		displayName: 'Retry On Rate Limit',
		name: 'retryOnRateLimit',
		type: 'boolean',
		default: true,
		description: `Whether to wait and go on when ${name} limits requests, instead of stopping`,
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: defaultTimeout,
		description: 'Milliseconds to wait for the complete answer to one request',
	},
];

const positive = (value: unknown, fallback: number) =>
	Number.isFinite(Number(value)) && Number(value) >= 1 ? Math.floor(Number(value)) : fallback;

/** Reads those options; what is missing or makes no sense is the default. */
export const readSettings = (api: Api, options: IDataObject): Settings => ({
	concurrency: Math.min(maxConcurrency, positive(options.maxConcurrentRequests, api.concurrency)),
	timeout: positive(options.timeout, defaultTimeout),
	retryOnRateLimit: options.retryOnRateLimit !== false,
});
