import type { Clock } from './clock';

/** What rounding may take from a token: whoever waited as long as told must find it whole. */
const rounding = 1e-9;

/** A token bucket: `burst` requests at once, refilled at `perSecond`. */
export class TokenBucket {
	private tokens: number;

	private refilledAt: number;

	constructor(
		private readonly perSecond: number,
		private readonly burst: number,
		private readonly clock: Clock,
	) {
		this.tokens = burst;
		this.refilledAt = clock.now();
	}

	/** Takes a token and returns 0, or takes none and returns the milliseconds until there is one. */
	take(): number {
		const now = this.clock.now();
		const refill = ((now - this.refilledAt) / 1000) * this.perSecond;
		this.tokens = Math.min(this.burst, this.tokens + refill);
		this.refilledAt = now;
		if (this.tokens >= 1 - rounding) {
			this.tokens -= 1;
			return 0;
		}
		return ((1 - this.tokens) / this.perSecond) * 1000;
	}
}
