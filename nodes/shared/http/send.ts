import type { Reply, Request } from '../vendor/request';
import { attempt } from './attempt';
import type { Connection } from './connection';
import { requestError } from './errors';
import type { Outcome } from './outcome';
import {
	attemptsFor,
	backoffMs,
	maxLimitedMs,
	maxRetryAfterMs,
	maxRetryMs,
	mayRepeat,
} from './retry';
import { Cancelled, wait } from './wait';

/** A refusal that comes in the middle of such a body breaks the connection, and is never read. */
const isStreamed = ({ body }: Request): boolean => body instanceof FormData;

const isUnauthorized = (outcome: Outcome): boolean =>
	outcome.kind === 'failed' && outcome.reply.status === 401;

/**
 * Sends one request and sees it through: turns, pauses, repeats, time-outs.
 *
 * @returns the reply, always a success by status and by the API's own envelope
 * @throws NodeApiError whose message says what to change; Cancelled
 */
export async function send(connection: Connection, request: Request): Promise<Reply> {
	const { lane, settings, halt, session, tally } = connection;
	if (session && isStreamed(request)) {
		await session.check(async () => await send(connection, session.rules.probe));
	}
	let isRenewed = false;
	let failures = 0;
	// A refused request was not executed: it does not use up an attempt.
	let refusals = 0;
	// What attempts take and the waits after them. Waiting behind other requests is no failure.
	let elapsedMs = 0;
	for (;;) {
		let sentAt = 0;
		let token = '';
		const outcome = await lane.run(
			async () => {
				sentAt = Date.now();
				token = session?.token ?? '';
				return await attempt(connection, request);
			},
			failures + refusals > 0 || isRenewed,
		);
		elapsedMs += Date.now() - sentAt;
		tally.requests++;
		if (failures + refusals > 0 || isRenewed) tally.retries++;
		if (outcome.kind === 'rateLimited') tally.refusals++;
		const attempts = failures + refusals + 1;
		switch (outcome.kind) {
			case 'success':
				session?.accept();
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
				if (session && !isRenewed && isUnauthorized(outcome)) {
					isRenewed = true;
					await session.renew(token);
					break;
				}
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
