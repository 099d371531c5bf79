import type { Reply } from '../vendor/request';

/** What became of one attempt to send a request. */
export type Outcome =
	/** A success by status, and by the API's own envelope. */
	| { kind: 'success'; reply: Reply }
	/** Status 429; `retryAfterMs` is what the API asked for. */
	| { kind: 'rateLimited'; reply: Reply; retryAfterMs?: number }
	/** Any other reply. */
	| { kind: 'failed'; reply: Reply; retryAfterMs?: number }
	/** No complete reply. `code` is Node's: ECONNREFUSED, ENOTFOUND …; TIMEOUT is our own. */
	| { kind: 'disconnected'; code: string }
	| { kind: 'cancelled' };

/** Why there is no usable reply. `unexpected` is a success that is not what was asked for. */
export type Failure =
	| Exclude<Outcome, { kind: 'success' | 'cancelled' }>
	| { kind: 'unexpected'; reply: Reply; expected: string };
