/** A learned rate rests on the last 60 requests that came through. */
const memory = 60;

/** Fewer than three requests between refusals are too few to tell a rate. */
const enough = 3;

/** A rate that has proved itself is raised by a tenth at first, then with the square. */
const raise = 0.1;

/** Time proves a rate too, so that one that is seldom used recovers: in ten minutes to 3.5 times. */
const provenSeconds = 120;
const mostByTime = 5;

/** During a longer gap the API saves up, so nothing can be measured across it. */
const longestGapMs = 1000;

/**
 * The rate that refusals (429) teach. A refusal shows that the allowance is used up at that moment,
 * so what comes through between two refusals is what the API allows. The rate then rises with each
 * request that comes through, the more slowly the more requests it rests on, until the next refusal
 * corrects it.
 */
export class LearnedRate {
	private rate?: number;
	/** What the rate rests on. */
	private passedBefore = 0;
	private secondsBefore = 0;
	/** Requests that came through since the last refusal; unset after a gap. */
	private passedNow?: number;
	private refusedAt = 0;
	/** Whether the time before the last refusal was measured. */
	private wasMeasured = false;
	/** Those of them that had to wait, which shows that the rate was in use. */
	private proof = 0;

	/** Requests per second as last measured; unset while too few have come through. */
	get measured(): number | undefined {
		return this.rate;
	}

	/** Requests per second to try now. */
	perSecond(now: number): number | undefined {
		if (this.rate === undefined) return undefined;
		const byRequests = this.proof / Math.min(memory, 2 * this.passedBefore + 2);
		const byTime = Math.min(mostByTime, (now - this.refusedAt) / 1000 / provenSeconds);
		return this.rate * (1 + raise * (byRequests + byTime) ** 2);
	}

	/** A request was sent after a gap in which none was waiting or on its way. */
	resumed(gapMs: number): void {
		if (gapMs > longestGapMs) this.passedNow = undefined;
	}

	/** A request came through. */
	passed(hadToWait: boolean): void {
		if (this.passedNow !== undefined) this.passedNow++;
		if (hadToWait) this.proof++;
	}

	/** A request came through that was sent before the last refusal. */
	passedLate(): void {
		if (!this.wasMeasured) return;
		this.passedBefore++;
		this.update();
	}

	/** A request was refused. Of requests that are refused together only the first counts. */
	refused(now: number): void {
		// Nothing came through: the pause was too short, which says nothing about the rate.
		this.wasMeasured = Boolean(this.passedNow);
		if (this.passedNow) this.measure(this.passedNow, (now - this.refusedAt) / 1000);
		this.passedNow = 0;
		this.proof = 0;
		this.refusedAt = now;
	}

	private measure(passed: number, seconds: number): void {
		// Less than half of what was expected: the API now allows less.
		const isOutdated = passed + 1 < ((this.rate ?? 0) * seconds) / 2;
		const room = isOutdated ? 0 : Math.max(0, memory - passed);
		const kept = this.passedBefore > room ? room / this.passedBefore : 1;
		this.passedBefore = this.passedBefore * kept + passed;
		this.secondsBefore = this.secondsBefore * kept + seconds;
		this.update();
	}

	private update(): void {
		if (this.rate === undefined && this.passedBefore < enough) return;
		this.rate = this.passedBefore / this.secondsBefore;
	}
}
