import { systemClock } from '../../../../../simulator/clock';
import { seededRandom } from '../../../../../simulator/random';
import { TokenBucket } from '../../../../../simulator/tokenBucket';
import type { Outcome } from '../../../../../nodes/shared/http/outcome';
import type { Rate } from '../../../../../nodes/shared/vendor/request';

/** How an API names the wait in a refusal: not at all, in whole seconds, or to the millisecond. */
export type RetryAfter = 'none' | 'seconds' | 'exact';

const latency = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const reply = (status: number) => ({ status, headers: {}, body: {} });

function waitAsked(waitMs: number, retryAfter: RetryAfter): number | undefined {
	if (retryAfter === 'none') return undefined;
	return retryAfter === 'exact' ? waitMs : Math.max(1000, Math.ceil(waitMs / 1000) * 1000);
}

/** An API with a limit and 5 to 50 ms of latency, for jest's fake timers. */
export class LimitedApi {
	/** When each request was accepted, by its name: more than once is a mistake. */
	readonly accepted = new Map<string, number[]>();

	/** When requests were refused. */
	readonly refused: number[] = [];

	private bucket: TokenBucket;

	private readonly random: () => number;

	constructor(
		rate: Rate,
		private readonly retryAfter: RetryAfter,
		seed: number,
	) {
		this.bucket = new TokenBucket(rate.perSecond, rate.burst, systemClock);
		this.random = seededRandom(seed);
	}

	/** Has another limit from now on. */
	change(rate: Rate): void {
		this.bucket = new TokenBucket(rate.perSecond, rate.burst, systemClock);
	}

	/** Answers a request, as `attempt` would report it. */
	async answer(name: string): Promise<Outcome> {
		const latencyMs = 5 + this.random() * 45;
		await latency(latencyMs / 2);
		const waitMs = this.bucket.take();
		if (waitMs === 0) this.accepted.set(name, [...(this.accepted.get(name) ?? []), Date.now()]);
		else this.refused.push(Date.now());
		await latency(latencyMs / 2);
		if (waitMs === 0) return { kind: 'success', reply: reply(200) };
		const retryAfterMs = waitAsked(waitMs, this.retryAfter);
		return { kind: 'rateLimited', reply: reply(429), retryAfterMs };
	}
}
