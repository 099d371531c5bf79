import type { Failure as Cause } from 'n8n-workflow';

import type { Failure } from './outcome';
import { isLasting } from './retry';

/** Statuses after which the service comes back on its own. */
const passing = new Set([408, 425, 500, 502, 503, 504]);

const statusCauses: Record<number, Cause['cause']> = {
	401: 'credential-invalid',
	402: 'quota-exhausted',
	400: 'configuration-invalid',
	403: 'configuration-invalid',
	404: 'configuration-invalid',
	405: 'configuration-invalid',
	410: 'configuration-invalid',
	422: 'configuration-invalid',
};

const waiting = (
	cause: 'rate-limited' | 'temporarily-unavailable',
	retryAfterMs?: number,
): Cause => (retryAfterMs === undefined ? { cause } : { cause, retryAfterMs });

/**
 * Why a request failed, in n8n's words: it decides when a trigger polls again. Versions of n8n that
 * do not know it ignore it.
 *
 * @returns `undefined` where nobody can say
 */
export function causeOf(failure: Failure): Cause | undefined {
	if (failure.kind === 'disconnected') {
		return { cause: isLasting(failure) ? 'configuration-invalid' : 'temporarily-unavailable' };
	}
	if (failure.kind === 'rateLimited') return waiting('rate-limited', failure.retryAfterMs);
	const { status, flaw } = failure.reply;
	if (passing.has(status)) {
		return waiting(
			'temporarily-unavailable',
			failure.kind === 'failed' ? failure.retryAfterMs : undefined,
		);
	}
	const cause = statusCauses[status];
	if (cause !== undefined) return { cause } as Cause;
	if (flaw === 'incomplete') return waiting('temporarily-unavailable');
	// A web page with a status of success: the Base URL leads elsewhere.
	return flaw === 'page' ? { cause: 'configuration-invalid' } : undefined;
}
