/** What the requests of one run came to. */
export interface Tally {
	/** Attempts, those that were repeated included. */
	requests: number;
	/** Attempts after the first. */
	retries: number;
	/** Answers of 429. */
	refusals: number;
}

/** Nothing yet. */
export const newTally = (): Tally => ({ requests: 0, retries: 0, refusals: 0 });
