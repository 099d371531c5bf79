import { Limiter, type Lane } from '../../../../../nodes/shared/http/limiter';
import type { Rate } from '../../../../../nodes/shared/vendor/request';
import { LimitedApi, type RetryAfter } from './limitedApi';

/** One execution: it starts, sends its requests, and ends. */
export interface SimulatedRun {
	atMs?: number;
	/** One unless given. */
	requests?: number;
	/** The most requests at once; 16 unless given. */
	concurrency?: number;
}

export interface Situation {
	/** What the API allows; `published` is what the limiters know of it: nothing unless given. */
	rate: Rate;
	published?: Rate;
	retryAfter: RetryAfter;
	runs: SimulatedRun[];
	/** Processes, each with its own limiter, that take executions from one queue; one unless given. */
	processes?: number;
	/** Executions at once in each; any number unless given. */
	slots?: number;
	/** The limit changes to this. */
	change?: { atMs: number; rate: Rate };
	seed: number;
}

export interface Figures {
	/** Requests that were accepted exactly once. */
	once: number;
	refusedPerAccepted: number;
	/** Least possible time by the time it took, from the first acceptance to the last. */
	share: number;
	seconds: number;
}

const sendUntilAccepted = async (api: LimitedApi, lane: Lane, name: string) => {
	for (let isRepeated = false; ; isRepeated = true) {
		const outcome = await lane.run(async () => await api.answer(name), isRepeated);
		if (outcome.kind === 'success') return;
	}
};

async function execute(api: LimitedApi, limiter: Limiter, run: SimulatedRun, name: string) {
	const { requests = 1, concurrency = 16 } = run;
	const lane = limiter.join({ concurrency });
	let next = 0;
	const work = async () => {
		while (next < requests) await sendUntilAccepted(api, lane, `${name}/${next++}`);
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, requests) }, work));
}

/** Plays executions against an API with a limit, on jest's fake timers. */
export async function simulateRuns(situation: Situation): Promise<Figures> {
	const { rate, published, retryAfter, runs, processes = 1, slots = Infinity, seed } = situation;
	const api = new LimitedApi(rate, retryAfter, seed);
	const limiters = Array.from({ length: processes }, () => new Limiter(published));
	const busy = limiters.map(() => 0);
	const queue: number[] = [];
	const ended: Array<Promise<void>> = [];
	const startNext = () => {
		while (queue.length > 0) {
			const fewest = busy.indexOf(Math.min(...busy));
			const limiter = limiters[fewest];
			const index = (busy[fewest] ?? slots) < slots ? queue.shift() : undefined;
			const run = index === undefined ? undefined : runs[index];
			if (!limiter || !run) return;
			busy[fewest] = (busy[fewest] ?? 0) + 1;
			const execution = execute(api, limiter, run, String(index)).then(() => {
				busy[fewest] = (busy[fewest] ?? 0) - 1;
				startNext();
			});
			ended.push(execution);
		}
	};
	for (const [index, { atMs = 0 }] of runs.entries()) {
		setTimeout(() => {
			queue.push(index);
			startNext();
		}, atMs);
	}
	const { change } = situation;
	if (change) setTimeout(() => api.change(change.rate), change.atMs);

	const count = runs.reduce((sum, { requests = 1 }) => sum + requests, 0);
	for (let minute = 0; minute < 60 && api.accepted.size < count; minute++) {
		await jest.advanceTimersByTimeAsync(60_000);
	}
	await jest.advanceTimersByTimeAsync(1000);
	await Promise.all(ended);

	const times = [...api.accepted.values()].flat().sort((a, b) => a - b);
	const seconds = ((times.at(-1) ?? NaN) - (times[0] ?? NaN)) / 1000;
	return {
		once: [...api.accepted.values()].filter((times) => times.length === 1).length,
		refusedPerAccepted: api.refused.length / times.length,
		share: Math.max(0, count - rate.burst) / rate.perSecond / seconds,
		seconds,
	};
}
