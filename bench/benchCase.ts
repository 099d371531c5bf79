import type { Bench } from './bench';
import { isHidden, type Difference } from './statistics';

/** One row of a case's table: a contender and what was measured of it. */
export interface Row {
	contender: string;
	/** By column; numbers in the unit that the column names. */
	figures: Record<string, number | string>;
}

/** Whether a target is met; `unclear` where noise hides the figure. */
export type Verdict = 'met' | 'missed' | 'unclear';

/** A figure that was set in advance, and what came out. */
export interface Target {
	/** "of the HTTP Request node's time" */
	what: string;
	value: number;
	limit: number;
	/** Whether the figure has to be at least the limit instead of at most. */
	atLeast?: boolean;
	verdict: Verdict;
}

export interface CaseResult {
	name: string;
	/** What was done. */
	work: string;
	rows: Row[];
	targets: Target[];
}

/** One thing that is measured. */
export interface BenchCase {
	name: string;
	/** @throws Error when something did not work: a missed target is a result, not an error */
	run(bench: Bench): Promise<Omit<CaseResult, 'name'>>;
}

/** A figure that must not exceed the limit. */
export const atMost = (limit: number, what: string, value: number): Target => ({
	what,
	value,
	limit,
	verdict: value <= limit ? 'met' : 'missed',
});

/** A difference that must not exceed the limit, in a unit of so much; unclear when noise decides. */
export function gainAtMost(limit: number, what: string, gain: Difference, unit = 1): Target {
	const [low, high] = [gain.value - gain.noise, gain.value + gain.noise];
	const verdict = high / unit <= limit ? 'met' : low / unit > limit ? 'missed' : 'unclear';
	// Packages make nothing smaller or faster: less than nothing is noise.
	return { what, value: Math.max(0, gain.value) / unit, limit, verdict };
}

/** A share of two differences that must not exceed the limit; unclear when noise hides one of them. */
export function shareAtMost(
	limit: number,
	what: string,
	part: Difference,
	whole: Difference,
): Target {
	const target = atMost(limit, what, part.value / whole.value);
	return isHidden(part) || isHidden(whole) ? { ...target, verdict: 'unclear' } : target;
}

/** A figure that must reach the limit. */
export const atLeast = (limit: number, what: string, value: number): Target => ({
	what,
	value,
	limit,
	atLeast: true,
	verdict: value >= limit ? 'met' : 'missed',
});

/** Ends the benchmark when something did not work: its figures would mean nothing. */
export function ensure(holds: boolean, what: string): void {
	if (!holds) throw new Error(`The benchmark is not valid: ${what}`);
}
