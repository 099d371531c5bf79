import type { Api } from '../vendor/api';
import type { ValuesOf } from '../vendor/operation';
import { number, toggle } from '../vendor/parameter';

/** What a user may set for a run. */
export interface Settings {
	/** Requests at once. */
	concurrency: number;
	/** Milliseconds for one attempt, the body included. */
	timeout: number;
	retryOnRateLimit: boolean;
	/** Attempts of one request; as many as its failure deserves unless given. */
	attempts?: number;
}

/** Milliseconds for one attempt unless the user chooses otherwise. */
export const defaultTimeout = 30_000;

/** Most requests at once that a user may choose. */
const maxConcurrency = 100;

/** The options that every action node has. */
export const settingsParameters = ({ name, concurrency }: Api) => [
	number('maxConcurrentRequests', {
		in: 'local',
		typeOptions: { minValue: 1, maxValue: maxConcurrency, numberPrecision: 0 },
		default: concurrency,
		description: `How many requests may be on their way at once. ${name} is asked less when it limits requests.`,
	}),
	toggle('retryOnRateLimit', {
		in: 'local',
		default: true,
		description: `Whether to wait and go on when ${name} limits requests, instead of stopping`,
	}),
	number('timeout', {
		in: 'local',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: defaultTimeout,
		description: 'Milliseconds to wait for the complete answer to one request',
	}),
];

const positive = (value: number | undefined, fallback: number) =>
	value !== undefined && value >= 1 ? Math.floor(value) : fallback;

/** Reads those options; what is missing or out of range is the default. */
export const readSettings = (
	api: Api,
	values: ValuesOf<ReturnType<typeof settingsParameters>[number]>,
): Settings => ({
	concurrency: Math.min(maxConcurrency, positive(values.maxConcurrentRequests, api.concurrency)),
	timeout: positive(values.timeout, defaultTimeout),
	retryOnRateLimit: values.retryOnRateLimit !== false,
});
