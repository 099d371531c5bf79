import type { Rate } from '../vendor/request';
import { LearnedRate } from './learnedRate';

/** The pause after a refusal if the API asks for none, or if no rate is known. */
const pauseMs = 1000;

/** The shortest pause, whatever the API asks for. */
const shortestPauseMs = 250;

/** Pauses double with each refusal in a row, up to this one. */
const longestPauseMs = 20_000;

/** More refusals in a row mean that the learned rate no longer holds. */
const mostRefusals = 3;

/** After a rest, a learned rate sends at once what it allows in one second. */
const savedSeconds = 1;

/** Rounding may take this much from a token; after the computed time it counts as whole. */
const rounding = 1e-9;

/**
 * When an account may send its next request: by the published rate, by the rate that refusals (429)
 * teach, and not during a pause that the API asks for.
 *
 * Until a rate is learned, a run that is alone may use its whole concurrency. Several runs share a
 * window that begins with one request, two where a limit is published, and grows with each that comes
 * through. After the first
 * refusal, which shows that a published rate does not hold, requests go one by one until a rate is
 * learned.
 */
export class Allowance {
	private learned = new LearnedRate();
	private tokens: number;
	private filledAt = 0;
	private pausedUntil = 0;
	private wasRefused = false;
	/** In a row. Requests that are on their way together are refused together, which counts once. */
	private refusals = 0;
	/** Requests of several runs at once until a rate is learned. */
	private window: number;
	/** How much it widens with each request that comes through. */
	private readonly widening: number;
	private sentCount = 0;
	private sentAtRefusal = 0;
	private idleSince?: number;

	constructor(private readonly published?: Rate) {
		this.tokens = this.burst();
		// A published limit is sooner reached than an unknown one.
		this.window = published ? 2 : 1;
		this.widening = published ? 1 / 6 : 1 / 3;
	}

	/** Whether a run may have one more request on its way; `own` of those in flight are its own. */
	hasRoom(inFlight: number, own: number): boolean {
		if (this.learned.measured !== undefined) return true;
		return inFlight < Math.floor(this.window) || (!this.wasRefused && own === inFlight);
	}

	/** Milliseconds until the next request may be sent. */
	delayMs(): number {
		if (!this.published && !this.wasRefused) return 0;
		const now = performance.now();
		if (now < this.pausedUntil) return this.pausedUntil - now;
		const perSecond = this.perSecond(now);
		if (perSecond === Infinity) return 0;
		const earned = ((now - this.filledAt) * perSecond) / 1000;
		this.tokens = Math.min(this.burst(), this.tokens + earned);
		this.filledAt = now;
		return this.tokens >= 1 - rounding ? 0 : ((1 - this.tokens) * 1000) / perSecond;
	}

	/** Milliseconds left of the current pause. */
	pauseLeftMs(): number {
		return Math.max(0, this.pausedUntil - performance.now());
	}

	/**
	 * A request is sent.
	 *
	 * @returns its number, for `passed` and `refused`
	 */
	sent(): number {
		this.tokens--;
		if (this.idleSince !== undefined) {
			this.learned.resumed(performance.now() - this.idleSince);
			this.idleSince = undefined;
		}
		return ++this.sentCount;
	}

	/**
	 * A request came through.
	 *
	 * @param request its number
	 * @param othersWait whether a wider window would be used
	 */
	passed(request: number, hadToWait: boolean, othersWait: boolean): void {
		this.refusals = 0;
		if (request > this.sentAtRefusal) this.learned.passed(hadToWait);
		else this.learned.passedLate();
		if (othersWait) this.window += this.wasRefused ? 1 / 5 : this.widening;
		const { published } = this;
		if (published && (this.learned.perSecond(performance.now()) ?? 0) >= published.perSecond) {
			this.learned = new LearnedRate();
			this.wasRefused = false;
		}
	}

	/**
	 * A request was refused.
	 *
	 * @param request its number
	 * @param askedMs how long the API asks to wait
	 */
	refused(request: number, askedMs = 0): void {
		const now = performance.now();
		this.wasRefused = true;
		let waitMs = askedMs;
		if (request > this.sentAtRefusal) {
			this.sentAtRefusal = this.sentCount;
			this.refusals++;
			if (this.refusals > mostRefusals) this.learned = new LearnedRate();
			this.learned.refused(now);
			if (!this.isRateKnown()) this.window = 1;
			this.tokens = 0;
			this.filledAt = now;
			waitMs = Math.max(askedMs, this.ownPauseMs(askedMs));
		}
		this.pausedUntil = Math.max(this.pausedUntil, now + waitMs);
	}

	/** No request is waiting or on its way. */
	idle(): void {
		if (this.wasRefused) this.idleSince ??= performance.now();
	}

	/** A published rate is one only until a request is refused that it would allow. */
	private isRateKnown(): boolean {
		const isTrusted = this.published !== undefined && !this.wasRefused;
		return isTrusted || this.learned.measured !== undefined;
	}

	private perSecond(now: number): number {
		const { published, learned } = this;
		return Math.min(published?.perSecond ?? Infinity, learned.perSecond(now) ?? Infinity);
	}

	/** Requests at once after a rest. One less than published: requests overtake each other. */
	private burst(): number {
		const { measured } = this.learned;
		if (measured !== undefined) return Math.max(1, measured * savedSeconds);
		return Math.max(1, (this.published?.burst ?? Infinity) - 1);
	}

	/** At first a second where no rate is known, so that enough is saved up to measure one. */
	private ownPauseMs(askedMs: number): number {
		const first = askedMs > 0 && this.isRateKnown() ? shortestPauseMs : pauseMs;
		return Math.min(longestPauseMs, first * 2 ** (this.refusals - 1));
	}
}
