import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

/** What a poll remembers of one list, as plain JSON in the node's static data. */
export interface PollState {
	version: typeof version;
	/** Fingerprint of the settings that it belongs to. */
	settings: string;
	/** The first reading is not complete: what it meets was there before. */
	starting: boolean;
	/** Where the reading goes on, when the last poll could not finish it. */
	next?: string;
	/** Records dated before this are done with; milliseconds. */
	doneUntil?: number;
	/** Keys of the records dated exactly then; absent when they are too many: all are done with. */
	doneAt?: string[];
	/** Dated records met beyond that: key and milliseconds. */
	dated: Record<string, number>;
	/** Keys of all records met that have no date. */
	undated: string[];
}

/** A record as it was met on a page. */
export interface Met<T = IDataObject> {
	key: string;
	/** Milliseconds; absent where the service gives no date. */
	time?: number;
	record: T;
}

/** A list of which not enough can be remembered. The message says what to change. */
export class TooManyUndated extends Error {}

/** A state of another version is not read: the trigger starts anew. */
const version = 1;

/** How much is remembered. n8n loads and stores it with the workflow, so it must stay small. */
export const capacity = { dated: 1_000, equal: 10_000, undated: 20_000 };

/** A short name for a record; two of 20,000 share one with a probability of less than 10^-6. */
export const keyOf = (identity: string): string =>
	createHash('sha256').update(identity).digest('base64url').slice(0, 8);

/** @param fromNow what is there already is not handed on */
export const newState = (settings: string, fromNow: boolean): PollState => ({
	version,
	settings,
	starting: fromNow,
	dated: {},
	undated: [],
});

/**
 * The stored state.
 *
 * @returns a copy; `undefined` where there is none, or one that this version cannot read
 */
export function readState(stored: unknown): PollState | undefined {
	const state = stored as Partial<PollState> | undefined;
	const isState =
		state?.version === version &&
		typeof state.settings === 'string' &&
		typeof state.dated === 'object' &&
		state.dated !== null &&
		Array.isArray(state.undated);
	return isState ? (JSON.parse(JSON.stringify(state)) as PollState) : undefined;
}

/**
 * Which of the records are new, in the order of `met`. All of them are remembered from then on;
 * during the first reading none is new.
 *
 * @param state is changed
 */
export function takeNew<T>(state: PollState, met: ReadonlyArray<Met<T>>): Array<Met<T>> {
	const dated = new Map(Object.entries(state.dated));
	const undated = new Set(state.undated);
	const { doneUntil = -Infinity, doneAt } = state;
	const equal = doneAt && new Set(doneAt);
	const isDone = ({ key, time = Infinity }: Met<T>) =>
		time < doneUntil || (time === doneUntil && (!equal || equal.has(key)));
	const fresh: Array<Met<T>> = [];
	for (const one of met) {
		const { key, time } = one;
		if (dated.has(key) || undated.has(key) || isDone(one)) continue;
		if (time === undefined) undated.add(key);
		else if (time === doneUntil) equal?.add(key);
		else dated.set(key, time);
		if (!state.starting) fresh.push(one);
	}
	state.dated = Object.fromEntries(dated);
	state.undated = [...undated];
	if (equal) rememberEqual(state, equal);
	return fresh;
}

/** Of the records of one date, all are remembered or none. */
function rememberEqual(state: PollState, keys: ReadonlySet<string>): void {
	if (keys.size > capacity.equal) delete state.doneAt;
	else state.doneAt = [...keys];
}

/** Forgets the oldest dated records beyond the capacity; whatever is older is done with. */
function forgetOldest(state: PollState): void {
	const times = Object.values(state.dated).sort((a, b) => b - a);
	const doneUntil = times[capacity.dated];
	if (doneUntil === undefined) return;
	const entries = Object.entries(state.dated);
	const equal = entries.filter(([, time]) => time === doneUntil).map(([key]) => key);
	state.doneUntil = doneUntil;
	state.dated = Object.fromEntries(entries.filter(([, time]) => time > doneUntil));
	rememberEqual(state, new Set(equal));
}

/**
 * The poll ended before the list did: the next one goes on at `next`. Nothing is forgotten before
 * all pages have been read, or a page that is still to come could look old; a first reading, which
 * hands nothing on, need not wait.
 */
export function pause(state: PollState, next: string): void {
	state.next = next;
	if (state.starting) forgetOldest(state);
}

/**
 * The list was read to its end: what is too much is forgotten.
 *
 * @param listed keys of all the list's records, where one poll has read them all
 * @throws TooManyUndated when records without a date are too many to tell new ones apart
 */
export function complete(state: PollState, listed: ReadonlySet<string> | undefined): void {
	if (state.undated.length > capacity.undated) {
		state.undated = state.undated.filter((key) => listed?.has(key) ?? true);
		if (state.undated.length > capacity.undated) {
			throw new TooManyUndated(
				`The list has more than ${capacity.undated} records without a date, too many to detect new ones. Filter the trigger, for example by user or type.`,
			);
		}
	}
	delete state.next;
	state.starting = false;
	forgetOldest(state);
}
