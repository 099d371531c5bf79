import type { Bench } from './bench';

/** One row of a case's table: a contender and what was measured of it. */
export interface Row {
	contender: string;
	/** By column; numbers in the unit that the column names. */
	figures: Record<string, number | string>;
}

/** A figure that was set in advance, and what came out. */
export interface Target {
	/** "of the HTTP Request node's time" */
	what: string;
	value: number;
	limit: number;
	/** Whether the figure has to be at least the limit instead of at most. */
	atLeast?: boolean;
	met: boolean;
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
	met: value <= limit,
});

/** A figure that must reach the limit. */
export const atLeast = (limit: number, what: string, value: number): Target => ({
	what,
	value,
	limit,
	atLeast: true,
	met: value >= limit,
});

/** Ends the benchmark when something did not work: its figures would mean nothing. */
export function ensure(holds: boolean, what: string): void {
	if (!holds) throw new Error(`The benchmark is not valid: ${what}`);
}
