import { object } from './jsonSchema';

/** Which requests a fault is for; without either, all of the vendor's. */
export interface RequestMatch {
	method?: string;
	/** As in the request record; a trailing `*` stands for any rest. */
	path?: string;
}

/** How often a fault strikes the requests it is for; without either, each time. */
export interface Chance extends RequestMatch {
	/** The share of the requests, from 0 to 1. */
	rate?: number;
	/** The next so many requests. */
	count?: number;
}

export interface ErrorFault extends Chance {
	status: number;
	/** Do the work first and answer the error then, so that a request sent again is seen as work done twice. */
	afterHandling?: boolean;
	/** Instead of the vendor's own error envelope; a string is sent as text. */
	body?: unknown;
	headers?: Record<string, string>;
}

export interface DropFault extends Chance {
	/** `midBody` sends the head and half of the body first. */
	when: 'beforeHandling' | 'afterHandling' | 'midBody';
}

export interface SlowBodyFault extends Chance {
	bytesPerSecond?: number;
	/** Instead of `bytesPerSecond`: the pause before each of ten parts of the body. */
	chunkDelayMs?: number;
}

export interface RateLimitFault {
	perSecond: number;
	burst: number;
	/** How Retry-After is written; `seconds` by default. */
	retryAfter?: 'seconds' | 'date' | 'none';
}

/** Everything that can go wrong between a client and a vendor. At most one fault strikes a request. */
export interface Faults {
	/** For every rate and for the jitter; 1 by default. */
	seed?: number;
	latencyMs?: number;
	/** Up to so much more latency, evenly spread. */
	latencyJitterMs?: number;
	rateLimit?: RateLimitFault;
	errors?: ErrorFault[];
	drop?: DropFault;
	emptyBody?: Chance;
	malformedJson?: Chance;
	slowBody?: SlowBodyFault;
}

const match = { method: { type: 'string' }, path: { type: 'string' } };
const chance = {
	...match,
	rate: { type: 'number', minimum: 0, maximum: 1 },
	count: { type: 'integer', minimum: 0 },
};

/** JSON Schema of {@link Faults}: a knob that is misspelt must not pass for one that is set. */
export const faultsSchema = object({
	seed: { type: 'integer' },
	latencyMs: { type: 'number', minimum: 0 },
	latencyJitterMs: { type: 'number', minimum: 0 },
	rateLimit: object(
		{
			perSecond: { type: 'number', exclusiveMinimum: 0 },
			burst: { type: 'integer', minimum: 1 },
			retryAfter: { enum: ['seconds', 'date', 'none'] },
		},
		['perSecond', 'burst'],
	),
	errors: {
		type: 'array',
		items: object(
			{
				...chance,
				status: { type: 'integer', minimum: 200, maximum: 599 },
				afterHandling: { type: 'boolean' },
				body: {},
				headers: { type: 'object', additionalProperties: { type: 'string' } },
			},
			['status'],
		),
	},
	drop: object({ ...chance, when: { enum: ['beforeHandling', 'afterHandling', 'midBody'] } }, [
		'when',
	]),
	emptyBody: object(chance),
	malformedJson: object(chance),
	slowBody: {
		...object({
			...chance,
			bytesPerSecond: { type: 'number', exclusiveMinimum: 0 },
			chunkDelayMs: { type: 'number', exclusiveMinimum: 0 },
		}),
		oneOf: [{ required: ['bytesPerSecond'] }, { required: ['chunkDelayMs'] }],
	},
});
