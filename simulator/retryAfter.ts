import type { RateLimitFault } from './faults';

/** The Retry-After header for a client that has to wait so long: rounded up, as both forms count in whole seconds. */
export function retryAfterHeader(
	style: NonNullable<RateLimitFault['retryAfter']>,
	waitMs: number,
	now: number,
): Record<string, string> {
	if (style === 'none') return {};
	if (style === 'seconds') return { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) };
	const until = Math.ceil((now + waitMs) / 1000) * 1000;
	return { 'retry-after': new Date(until).toUTCString() };
}
