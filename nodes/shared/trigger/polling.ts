import { createHash } from 'node:crypto';

import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';

import { connect, type Connection } from '../http/connection';
import { asNodeError } from '../http/errors';
import { InvalidValue } from '../parameters/errors';
import { toJson } from '../records/output';
import type { Page } from '../records/pagination';
import type { Api } from '../vendor/api';
import { complete, keyOf, newState, pause, readState, takeNew, type Met } from './pollState';

/** One event that a trigger polls for: a list in which new records turn up. */
export interface PollSource {
	/** The event's name: on each item as `event`, and where its state is kept. */
	name: string;
	/** Which records the list has, besides the credential: when it changes, polling starts anew. */
	settings: IDataObject;
	/** What is in the list already when polling starts is handed on too. */
	fromBeginning?: boolean;
	/**
	 * The list's pages in the service's order, whatever that is.
	 *
	 * @param from `next` of the page before, where an earlier poll had to stop
	 */
	read: (connection: Connection, from: string | undefined) => AsyncIterable<Page>;
	/** What makes the event this one, such as an ID, or an ID and when it was last changed. */
	identity: (record: IDataObject) => string;
	/** When the event happened; see `timeOf`. */
	time?: (record: IDataObject) => number | undefined;
}

/** What a poll reads. */
export interface Polled {
	sources: readonly PollSource[];
	/** What the user set in place of fields of the credential. */
	overrides?: IDataObject;
}

type NodeError = ReturnType<typeof asNodeError>;

/** Not one page was read in time. The message says what to change. */
class TooSlow extends Error {
	constructor({ name }: Api) {
		super(`${name} responds too slowly. Poll less often, or select fewer events.`);
	}
}

/** n8n's own budget of a poll, where this version of n8n does not tell it. */
const defaultBudgetMs = 45_000;

/** n8n polls once a minute at most; a longer poll would overlap the next. */
const maxBudgetMs = 60_000;

/** The rest is left to n8n, to hand on what was found. */
const shareOfBudget = 0.8;

/**
 * Reads a vendor's date.
 *
 * @param value ISO 8601 text or milliseconds
 * @returns milliseconds; `undefined` for anything else, and for dates that stand for "none"
 */
export function timeOf(value: unknown): number | undefined {
	const time = typeof value === 'string' ? Date.parse(value) : value;
	return typeof time === 'number' && Number.isFinite(time) && time > 0 ? time : undefined;
}

/** A date as a point in time, however it is written; anything else as it is. */
export const instantOf = (value: unknown): unknown => timeOf(value) ?? value;

/** Milliseconds that a poll may take. */
export function budgetMs(context: IPollFunctions): number {
	const { getPollBudgetMs } = context as Partial<IPollFunctions>;
	const budget = Math.min(maxBudgetMs, getPollBudgetMs?.() ?? defaultBudgetMs);
	return Math.floor(shareOfBudget * budget);
}

/** What one poll has read of a list. */
export interface Reading {
	source: PollSource;
	settings: string;
	/** Settings of the state that the reading began with; absent where there was none. */
	began?: string;
	from?: string;
	met: Met[];
	/** Where the next poll goes on; absent when the end was reached. */
	next?: string;
}

/**
 * Reads a list from where the last poll stopped, until its end or until time is up.
 *
 * @param data the node's static data; not changed
 * @param settings fingerprint of the source's settings
 * @throws what the source throws, when it does so before the first page is complete
 */
export async function readSource(
	data: IDataObject,
	source: PollSource,
	settings: string,
	connection: Connection,
	timeIsUp: Pick<AbortSignal, 'aborted'>,
): Promise<Reading> {
	const stored = readState(data[source.name]);
	const from = stored?.settings === settings ? stored.next : undefined;
	const reading: Reading = { source, settings, began: stored?.settings, from, met: [], next: from };
	let pages = 0;
	try {
		for await (const { records, next } of source.read(connection, from)) {
			for (const record of records) {
				const key = keyOf(source.identity(record));
				reading.met.push({ key, time: source.time?.(record), record });
			}
			pages++;
			reading.next = next;
			if (next !== undefined && timeIsUp.aborted) return reading;
		}
	} catch (error) {
		if (pages === 0) throw error as Error;
		// What was read is handed on; the next poll begins with the page that failed.
		return reading;
	}
	delete reading.next;
	return reading;
}

/**
 * The new records of a reading, oldest first where they have dates; the state remembers them.
 * Nothing is awaited between the look and the change, so that of two polls that overlap in one
 * process each record is handed on by one.
 *
 * @param data the node's static data
 * @throws TooManyUndated, with the data unchanged
 */
export function handOn(data: IDataObject, reading: Reading): Met[] {
	const { source, settings, began, from, met, next } = reading;
	const stored = readState(data[source.name]);
	// Meanwhile another poll has begun with other settings: this one is out of date.
	if (stored && stored.settings !== began && stored.settings !== settings) return [];
	const state =
		stored?.settings === settings ? stored : newState(settings, source.fromBeginning !== true);
	const fresh = takeNew(state, met);
	// Unless a poll that overlaps has moved the reading on.
	if (state.next === from) {
		if (next !== undefined) pause(state, next);
		else complete(state, from === undefined ? new Set(met.map(({ key }) => key)) : undefined);
	}
	if (JSON.stringify(state) !== JSON.stringify(data[source.name])) {
		data[source.name] = state as unknown as IDataObject;
	}
	return fresh.sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
}

/** The item of an event: the record, the event's name, and an ID by which a repetition is known. */
function toItem({ name, identity }: PollSource, record: IDataObject): INodeExecutionData {
	const eventId = createHash('sha256')
		.update(`${name}:${identity(record)}`)
		.digest('hex')
		.slice(0, 32);
	return { json: { ...toJson(record), event: name, eventId } };
}

/** Changes with everything that decides which records a list has. */
function fingerprint({ context, credentialType, ...connection }: Connection, source: PollSource) {
	const { settings, fromBeginning = false } = source;
	const credential = context.getNode().credentials?.[credentialType]?.id ?? null;
	const baseUrl = connection.api.baseUrl(connection.credentials);
	return keyOf(JSON.stringify([credential, baseUrl, settings, fromBeginning]));
}

/** A test run: the newest record of the first page of each list. */
async function sample(context: IPollFunctions, api: Api, { sources, overrides }: Polled) {
	const items: INodeExecutionData[] = [];
	const signal = AbortSignal.timeout(budgetMs(context));
	const connection = await connect(context, api, { overrides, signal });
	for (const source of sources) {
		for await (const { records } of source.read(connection, undefined)) {
			const newest = records.reduce<IDataObject | undefined>((best, record) => {
				const isNewer = (source.time?.(record) ?? 0) > ((best && source.time?.(best)) ?? 0);
				return best === undefined || isNewer ? record : best;
			}, undefined);
			if (newest === undefined) continue;
			items.push(toItem(source, newest));
			break;
		}
	}
	if (items.length > 0) return items;
	throw new NodeOperationError(
		context.getNode(),
		`No test data in ${api.name} yet. Create a record and try again, or publish the workflow and wait for an event.`,
	);
}

/** An error of a poll, with its cause: by it n8n decides when to poll again. */
function pollError(context: IPollFunctions, error: unknown, secrets: string[] = []): NodeError {
	const nodeError = asNodeError(context.getNode(), error, secrets);
	if (error instanceof TooSlow) nodeError.failure ??= { cause: 'temporarily-unavailable' };
	if (error instanceof InvalidValue) nodeError.failure ??= { cause: 'configuration-invalid' };
	return nodeError;
}

/** Reads each list within its share of the budget. */
async function readAll(
	context: IPollFunctions,
	api: Api,
	data: IDataObject,
	{ sources, overrides }: Polled,
): Promise<{ readings: Reading[]; failures: NodeError[] }> {
	const endsAt = Date.now() + budgetMs(context);
	const readings: Reading[] = [];
	const failures: NodeError[] = [];
	for (const [index, source] of sources.entries()) {
		const share = Math.max(1, (endsAt - Date.now()) / (sources.length - index));
		const signal = AbortSignal.timeout(Math.floor(share));
		const connection = await connect(context, api, { overrides, signal });
		const settings = fingerprint(connection, source);
		try {
			readings.push(await readSource(data, source, settings, connection, signal));
		} catch (error) {
			const failure = signal.aborted ? new TooSlow(api) : error;
			failures.push(pollError(context, failure, connection.secrets));
		}
	}
	return { readings, failures };
}

/**
 * One poll of a trigger node.
 *
 * In production it returns each record that its lists have not shown before. What holds until it
 * returns:
 * - State and items leave together, at the end. A poll that is killed or fails has returned nothing.
 *   The next one finds the same records.
 * - Nothing is returned twice, also when two polls overlap in one process. Across processes that is
 *   for n8n to see to. `eventId` is the same each time.
 * - Nothing that stays in its list is lost, however late it turns up, whatever order the list has
 *   and however its pages shift. Only a dated record that first turns up after 1,000 newer ones
 *   counts as done with, and so does one of more than 10,000 that have the same date.
 * - The first reading, which may take several polls, only remembers what is there; so does the
 *   first one after the settings have changed. It counts once n8n has saved it.
 *
 * What does not hold: n8n saves the state before it starts the execution. A process that is killed
 * in between loses the items of this poll. With n8n's durable cursors they come again instead.
 *
 * A test run shows an example of each event and leaves the state alone.
 *
 * @param polled says what to watch; what it throws is shown as an error of the poll
 * @returns `null` when there is nothing, as n8n wants it
 * @throws NodeApiError, NodeOperationError when a list could not be read and nothing was found
 */
export async function poll(
	context: IPollFunctions,
	api: Api,
	polled: () => Polled,
): Promise<INodeExecutionData[][] | null> {
	try {
		if (context.getMode() === 'manual') return [await sample(context, api, polled())];
		const data = context.getWorkflowStaticData('node');
		const { readings, failures } = await readAll(context, api, data, polled());
		const items: INodeExecutionData[] = [];
		for (const reading of readings) {
			try {
				for (const { record } of handOn(data, reading)) items.push(toItem(reading.source, record));
			} catch (error) {
				failures.push(pollError(context, error));
			}
		}
		const [failure] = failures;
		if (items.length === 0 && failure) throw failure;
		// A failure that stays is shown by the first poll that has nothing to hand on.
		if (failure) context.logger.warn(failure.message);
		return items.length > 0 ? [items] : null;
	} catch (error) {
		throw pollError(context, error);
	}
}
