import type { Failure } from './outcome';

/** Attempts of one request that is not rate-limited, the first included. */
const maxAttempts = 8;

/** Attempts where no connection is made: more often a wrong address than a vendor that restarts. */
const maxConnectAttempts = 4;

/** A request is given up when its retries have taken this long. */
export const maxRetryMs = 5 * 60_000;

/** Likewise when it waited for a rate limit: it was not executed, so there is more patience. */
export const maxLimitedMs = 10 * 60_000;

/** No wait that an API asks for is longer: quotas that refill tomorrow are for the user to plan. */
export const maxRetryAfterMs = 5 * 60_000;

const baseDelayMs = 400;
const maxDelayMs = 20_000;

/** Methods whose repetition changes nothing (RFC 9110, section 9.2.2). */
const idempotent = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);

/** The connection was never made, so nothing can have been executed. */
const neverSent = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
]);

/**
 * Failures that stay however often the request is sent: certificates, TLS, a server that speaks
 * another protocol, redirects that do not end or lead elsewhere than to HTTP.
 */
const lasting =
	/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO|^EPROTO$|^ERR_(FR_TOO_MANY_REDIRECTS|INVALID_PROTOCOL|INVALID_URL)$/;

/** Whether a connection fails however often it is tried. */
export const isLasting = ({ code }: Extract<Failure, { kind: 'disconnected' }>): boolean =>
	lasting.test(code);

const passingStatus = new Set([502, 503, 504]);

/**
 * Whether a request may be sent again. One that may have been executed is never repeated unless
 * its method is idempotent. Rate limits (429) are not decided here: they are always repeatable.
 */
export function mayRepeat(method: string, failure: Failure): boolean {
	if (failure.kind === 'unexpected') return false;
	if (failure.kind === 'disconnected') {
		if (isLasting(failure)) return false;
		return neverSent.has(failure.code) || idempotent.has(method);
	}
	return passingStatus.has(failure.reply.status) && idempotent.has(method);
}

/** How often a request is tried that fails in this way, the first time included. */
export const attemptsFor = (failure: Failure): number =>
	failure.kind === 'disconnected' && neverSent.has(failure.code) ? maxConnectAttempts : maxAttempts;

/**
 * Exponential backoff with full jitter, in milliseconds.
 *
 * @param attempt the attempt that has just ended, from 1
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
	return Math.round(random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (attempt - 1)));
}

/**
 * Reads a Retry-After header: whole seconds or an HTTP date (RFC 9110, section 10.2.3).
 *
 * @returns milliseconds from `now`, at least 0; `undefined` where it is absent or not readable
 */
export function retryAfterMs(value: unknown, now: number): number | undefined {
	const text = Array.isArray(value) ? value[0] : value;
	if (typeof text === 'number') return Math.max(0, text * 1000);
	if (typeof text !== 'string') return undefined;
	const trimmed = text.trim();
	if (/^\d+(\.\d+)?$/.test(trimmed)) return Math.ceil(Number(trimmed) * 1000);
	if (!/[a-z]/i.test(trimmed)) return undefined;
	const at = Date.parse(trimmed);
	return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
