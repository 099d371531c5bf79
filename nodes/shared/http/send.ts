import type { Reply, Request } from '../vendor/request';
import { attempt } from './attempt';
import type { Connection } from './connection';
import { requestError } from './errors';
import {
	attemptsFor,
	backoffMs,
	maxLimitedMs,
	maxRetryAfterMs,
	maxRetryMs,
	mayRepeat,
} from './retry';
import { Cancelled, wait } from './wait';

/**
 * Sends one request and sees it through: turns, pauses, repeats, time-outs.
 *
 * @returns the reply, always a success by status and by the API's own envelope
 * @throws NodeApiError whose message says what to change; Cancelled
 */
export async function send(connection: Connection, request: Request): Promise<Reply> {
	const { lane, settings, halt } = connection;
	let failures = 0;
	// A refused request was not executed: it does not use up an attempt.
	let refusals = 0;
	// What attempts take and the waits after them. Waiting behind other requests is no failure.
	let elapsedMs = 0;
	for (;;) {
		let sentAt = 0;
		const outcome = await lane.run(
			async () => {
				sentAt = Date.now();
				return await attempt(connection, request);
			},
			failures + refusals > 0,
		);
		elapsedMs += Date.now() - sentAt;
		const attempts = failures + refusals + 1;
		switch (outcome.kind) {
			case 'success':
				return outcome.reply;
			case 'cancelled':
				throw new Cancelled();
			case 'rateLimited': {
				refusals++;
				const pauseMs = Math.max(outcome.retryAfterMs ?? 0, lane.pauseLeftMs());
				const tooLong = pauseMs > maxRetryAfterMs || elapsedMs + pauseMs > maxLimitedMs;
				if (!settings.retryOnRateLimit || tooLong) {
					throw requestError(connection, request, outcome, { attempts, elapsedMs });
				}
				elapsedMs += pauseMs;
				break;
			}
			default: {
				failures++;
				const askedMs = (outcome.kind === 'failed' && outcome.retryAfterMs) || 0;
				// Never sooner than the own backoff, whatever Retry-After says.
				const delayMs = Math.max(askedMs, backoffMs(failures));
				const tooLong = delayMs > maxRetryAfterMs || elapsedMs + delayMs > maxRetryMs;
				const most = settings.attempts ?? attemptsFor(outcome);
				if (tooLong || failures >= most || !mayRepeat(request.method, outcome)) {
					throw requestError(connection, request, outcome, { attempts, elapsedMs });
				}
				await wait(delayMs, halt);
				elapsedMs += delayMs;
			}
		}
	}
}
