import type { IDataObject } from 'n8n-workflow';

import type { Page } from '../../../../nodes/shared/records/pagination';
import {
	handOn,
	readSource,
	type PollSource,
	type Reading,
} from '../../../../nodes/shared/trigger/polling';
import { capacity, readState, type PollState } from '../../../../nodes/shared/trigger/pollState';
import type { Connection } from '../../../../nodes/shared/http/connection';

/** A record as the vendor has it. */
interface VendorRecord extends IDataObject {
	id: number;
	kind: number;
	/** Milliseconds of the fake clock; absent in a world without dates. */
	at?: number;
	/** Position in a list that has an order of its own. */
	rank: number;
}

/** What a world is like from its first to its last step. */
export interface WorldTraits {
	/** Whether records carry the time at which they came to be. */
	dated: boolean;
	order: 'newestFirst' | 'oldestFirst' | 'arbitrary';
	pageSize: number;
	/**
	 * `inProcess`: polls of one process share their static data, which is stored when they hand items
	 * on and after the first poll of a process. `durable`: each poll has a copy, which is stored with
	 * its items or not at all, and only by the first of those that overlap.
	 */
	storage: 'inProcess' | 'durable';
	fromBeginning: boolean;
}

/** What comes of asking for a page; when time is up the poll ends after it. */
export type Outcome = 'page' | 'failure' | 'timeIsUp';

/** One step of a history; `poll` and `record` count round what there is. */
export type Step =
	| { do: 'create'; lateBy: number; rank: number }
	| { do: 'remove'; record: number }
	| { do: 'tick'; by: number }
	| { do: 'startPoll' }
	| { do: 'nextPage'; poll: number; outcome: Outcome }
	/** The process dies; after reading, `poll` had all its pages, but n8n had not stored its result. */
	| { do: 'kill'; poll: number; afterReading: boolean }
	| { do: 'changeSettings' };

class VendorFailure extends Error {}

/** A poll that stops before each page until it is told what comes of it. */
class RunningPoll {
	readonly timeIsUp = { aborted: false };

	/** Whether n8n learns of its result. */
	survives = true;

	private ended = false;

	private go: (outcome: Outcome) => void = () => undefined;

	private arrive: () => void = () => undefined;

	/** @param basedOn how often something had been stored when it began */
	constructor(
		readonly era: Era,
		readonly basedOn: number,
	) {}

	/** Called by the vendor before each page. */
	async pass(): Promise<Outcome> {
		const outcome = new Promise<Outcome>((resolve) => (this.go = resolve));
		this.arrive();
		return await outcome;
	}

	/** Fetches one page; returns when it waits for the next or has ended. */
	async step(outcome: Outcome): Promise<void> {
		const waits = this.nextGate();
		this.go(outcome);
		await waits;
	}

	async finish(): Promise<void> {
		while (!this.ended) await this.step('page');
	}

	async nextGate(): Promise<void> {
		await new Promise<void>((resolve) => (this.arrive = resolve));
	}

	end(): void {
		this.ended = true;
		this.arrive();
	}
}

/** The time from one change of the settings to the next. */
interface Era {
	settings: string;
	kind: number;
	/** IDs handed on, in order. */
	handed: number[];
	/** The first record that was not there when it began. */
	firstRecord: number;
	/** How many records had been removed when it began. */
	removals: number;
}

/** What is remembered and what is true of it, for one era. */
interface Truth {
	/** IDs that were there before, as far as the first reading can know it. */
	history: number[];
	/** Records from this ID on came after the first reading had ended. */
	firstNew?: number;
	/** IDs met by now, and how many of them when the list was last read to its end. */
	met: number[];
	metAtLastEnd: number;
	/** IDs of dated records that turned up after enough that are as new or newer. */
	late: number[];
}

/** What a process keeps: lost when it is killed, unless stored. */
interface Memory {
	data: IDataObject;
	/** By the settings of the era. */
	truth: Record<string, Truth>;
}

const nothingYet = (): Truth => ({ history: [], met: [], metAtLastEnd: 0, late: [] });

const copy = <T>(value: T): T => structuredClone(value);

/** A vendor, n8n and the polling engine between them, on a clock of their own. */
export class PollingWorld {
	/** All records that ever were, removed ones too. */
	readonly everything: VendorRecord[] = [];

	/** What must never happen, in words. */
	readonly violations: string[] = [];

	private records: VendorRecord[] = [];

	private removals = 0;

	private now = 1_000_000_000_000;

	private live: Memory = { data: {}, truth: {} };

	private stored: Memory = { data: {}, truth: {} };

	private storedTimes = 0;

	private firstOfProcess = true;

	private polls: RunningPoll[] = [];

	private era: Era = { settings: '0', kind: 0, handed: [], firstRecord: 0, removals: 0 };

	constructor(private readonly traits: WorldTraits) {}

	async take(step: Step): Promise<void> {
		switch (step.do) {
			case 'create':
				return this.create(step.lateBy, step.rank);
			case 'remove':
				if (this.records.length > 0) this.records.splice(step.record % this.records.length, 1);
				this.removals++;
				return;
			case 'tick':
				this.now += step.by;
				return;
			case 'startPoll':
				return await this.startPoll();
			case 'nextPage':
				return await this.pick(step.poll)?.step(step.outcome);
			case 'kill': {
				const poll = this.pick(step.poll);
				if (poll && step.afterReading) {
					poll.survives = false;
					await poll.finish();
				}
				this.polls = [];
				return this.restart();
			}
			case 'changeSettings': {
				const settings = Number(this.era.settings) + 1;
				this.era = {
					settings: String(settings),
					kind: settings % 2,
					handed: [],
					firstRecord: this.everything.length,
					removals: this.removals,
				};
				return this.restart();
			}
		}
	}

	/** Nothing happens any more: three polls see everything there is. */
	async comeToRest(): Promise<void> {
		for (let count = 0; count < 3; count++) {
			for (const poll of this.polls) await poll.finish();
			await this.startPoll();
		}
		for (const poll of this.polls) await poll.finish();
	}

	/** Records that had to be handed on since the settings were last changed, and were not. */
	get lost(): VendorRecord[] {
		const { truth } = this.traits.storage === 'durable' ? this.stored : this.live;
		const { firstNew, late } = truth[this.era.settings] ?? nothingYet();
		if (firstNew === undefined) throw new Error('A world at rest has had its first reading');
		return this.records.filter(
			({ id, kind }) =>
				kind === this.era.kind &&
				(id >= firstNew || this.traits.fromBeginning) &&
				!this.era.handed.includes(id) &&
				!late.includes(id),
		);
	}

	private create(lateBy: number, rank: number): void {
		const record: VendorRecord = {
			id: this.everything.length,
			kind: this.era.kind,
			rank,
			...(this.traits.dated ? { at: this.now - lateBy } : {}),
		};
		this.records.push(record);
		this.everything.push(record);
	}

	/** Another process, or another version of the workflow: it knows what was stored. */
	private restart(): void {
		this.live = copy(this.stored);
		this.firstOfProcess = true;
	}

	private pick(index: number): RunningPoll | undefined {
		return this.polls[index % Math.max(1, this.polls.length)];
	}

	private list(kind: number): VendorRecord[] {
		const sign = { newestFirst: -1, oldestFirst: 1, arbitrary: 0 }[this.traits.order];
		return this.records
			.filter((record) => record.kind === kind)
			.sort((a, b) => (sign === 0 ? a.rank - b.rank || a.id - b.id : sign * (a.id - b.id)));
	}

	private async *pages(poll: RunningPoll, from = '1'): AsyncGenerator<Page> {
		const { pageSize } = this.traits;
		for (let page = Number(from); ; page++) {
			const outcome = await poll.pass();
			if (outcome === 'failure') throw new VendorFailure();
			if (outcome === 'timeIsUp') poll.timeIsUp.aborted = true;
			const records = this.list(poll.era.kind).slice((page - 1) * pageSize, page * pageSize);
			if (records.length < pageSize) return yield { records };
			yield { records, next: String(page + 1) };
		}
	}

	private async startPoll(): Promise<void> {
		const memory = this.traits.storage === 'durable' ? copy(this.stored) : this.live;
		const poll = new RunningPoll(this.era, this.storedTimes);
		const source: PollSource = {
			name: 'records',
			settings: {},
			fromBeginning: this.traits.fromBeginning,
			read: (_connection, from) => this.pages(poll, from),
			identity: ({ id }) => String(id),
			time: ({ at }) => at as number | undefined,
		};
		this.polls.push(poll);
		const waits = poll.nextGate();
		void this.run(poll, source, memory)
			.catch((error: Error) => {
				if (!(error instanceof VendorFailure)) this.violations.push(String(error.stack));
			})
			.finally(() => {
				this.polls = this.polls.filter((other) => other !== poll);
				poll.end();
			});
		await waits;
	}

	private async run(poll: RunningPoll, source: PollSource, memory: Memory): Promise<void> {
		const { era, timeIsUp } = poll;
		const reading = await readSource(memory.data, source, era.settings, {} as Connection, timeIsUp);
		const before = readState(memory.data.records);
		const handed = handOn(memory.data, reading).map(({ record }) => record.id as number);
		if (era === this.era) this.remember(memory, before, reading);
		if (poll.survives) this.store(poll, memory, handed);
	}

	/** What the engine need not know, but is true of what it remembers. */
	private remember(memory: Memory, stored: PollState | undefined, reading: Reading): void {
		const { settings, from, next } = reading;
		const before = stored?.settings === settings ? stored : undefined;
		const truth = (memory.truth[settings] ??= nothingYet());
		const ids = reading.met.map(({ record }) => record.id as number);
		const known = truth.met.slice(0, truth.metAtLastEnd);
		for (const id of ids) {
			if (truth.met.includes(id)) continue;
			const { at } = this.everything[id] ?? {};
			const asNew = known.filter((other) => (this.everything[other]?.at ?? 0) >= (at ?? 0));
			if (at !== undefined && asNew.length >= capacity.dated) truth.late.push(id);
		}
		truth.met = [...new Set([...truth.met, ...ids])];
		if (next === undefined && before?.next === from) truth.metAtLastEnd = truth.met.length;

		if (before?.starting ?? !this.traits.fromBeginning) truth.history.push(...ids);
		if (readState(memory.data.records)?.starting !== false || truth.firstNew !== undefined) return;
		truth.firstNew = this.everything.length;
		// Only a removal moves a record from a page to come to one that was read.
		if (!this.traits.fromBeginning && this.removals === this.era.removals) {
			const { kind, firstRecord } = this.era;
			const wereThere = this.records.filter((one) => one.kind === kind && one.id < firstRecord);
			truth.history.push(...wereThere.map(({ id }) => id));
		}
	}

	/** What n8n does with the result of a poll. */
	private store(poll: RunningPoll, memory: Memory, handed: number[]): void {
		const durable = this.traits.storage === 'durable';
		const isCurrent = poll.era === this.era && (durable || memory === this.live);
		if (!isCurrent || (durable && poll.basedOn !== this.storedTimes)) return;
		const history = memory.truth[poll.era.settings]?.history ?? [];
		for (const id of handed) {
			if (poll.era.handed.includes(id)) this.violations.push(`${id} was handed on twice`);
			if (history.includes(id)) this.violations.push(`${id} was there before, yet handed on`);
			poll.era.handed.push(id);
		}
		if (durable || handed.length > 0 || this.firstOfProcess) {
			this.stored = copy(memory);
			this.storedTimes++;
		}
		this.firstOfProcess = false;
	}
}
