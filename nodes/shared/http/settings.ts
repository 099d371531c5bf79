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
		description: `Maximum number of requests to send at the same time. Lower it if ${name} reports rate limits.`,
	}),
	toggle('retryOnRateLimit', {
		in: 'local',
		displayName: 'Retry on Rate Limit',
		default: true,
		description: `Whether to wait and retry when ${name} returns a rate limit error (429)`,
	}),
	number('timeout', {
		in: 'local',
		displayName: 'Timeout (Ms)',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: defaultTimeout,
		description: 'How long to wait for a response, in milliseconds',
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
