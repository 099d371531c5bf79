import { simulateRuns, type Figures, type Situation } from './support/simulateRuns';
import type { RetryAfter } from './support/limitedApi';

jest.setTimeout(120_000);
beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const styles: RetryAfter[] = ['none', 'seconds', 'exact'];
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

/** So many executions of one request each, all at once or spread over a time. */
const executions = (count: number, overMs = 0) =>
	Array.from({ length: count }, (_, index) => ({ atMs: (overMs * index) / count }));

async function figures(situation: Omit<Situation, 'retryAfter' | 'seed'>, retryAfter: RetryAfter) {
	const all: Figures[] = [];
	for (const seed of seeds) all.push(await simulateRuns({ ...situation, retryAfter, seed }));
	return all;
}

const most = (values: number[]) => Math.max(...values);
const least = (values: number[]) => Math.min(...values);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const slow = { perSecond: 3, burst: 5 };
const voipbinLike = { perSecond: 16.7, burst: 33 };
const shared = { perSecond: 8, burst: 16 };

describe.each(styles)('with Retry-After: %s', (retryAfter) => {
	it.each([
		['at once', 0],
		['within ten seconds', 10_000],
	])('150 executions of one request, started %s, keep an unknown limit', async (_, overMs) => {
		const all = await figures({ rate: slow, runs: executions(150, overMs) }, retryAfter);
		expect(all.map(({ once }) => once)).toEqual(seeds.map(() => 150));
		expect(most(all.map(({ refusedPerAccepted }) => refusedPerAccepted))).toBeLessThanOrEqual(0.05);
		expect(least(all.map(({ share }) => share))).toBeGreaterThanOrEqual(0.95);
	});

	it('150 executions of one request keep a limit that is lower than the published one', async () => {
		const situation = { rate: slow, published: voipbinLike, runs: executions(150) };
		const all = await figures(situation, retryAfter);
		expect(all.map(({ once }) => once)).toEqual(seeds.map(() => 150));
		expect(most(all.map(({ refusedPerAccepted }) => refusedPerAccepted))).toBeLessThanOrEqual(0.05);
		expect(least(all.map(({ share }) => share))).toBeGreaterThanOrEqual(0.95);
	});

	it('The limiter remembers the limit for the next 150 executions, ten minutes later', async () => {
		const later = executions(150).map(({ atMs }) => ({ atMs: atMs + 600_000 }));
		const all = await figures({ rate: slow, runs: [...executions(150), ...later] }, retryAfter);
		expect(all.map(({ once }) => once)).toEqual(seeds.map(() => 300));
		expect(most(all.map(({ refusedPerAccepted }) => refusedPerAccepted))).toBeLessThanOrEqual(0.04);
		expect(most(all.map(({ seconds }) => seconds))).toBeLessThanOrEqual(600 + 145 / 3 / 0.95);
	});

	it('One execution of 400 requests, 16 at once, keeps an unknown limit', async () => {
		const runs = [{ requests: 400, concurrency: 16 }];
		const all = await figures({ rate: voipbinLike, runs }, retryAfter);
		expect(all.map(({ once }) => once)).toEqual(seeds.map(() => 400));
		expect(most(all.map(({ refusedPerAccepted }) => refusedPerAccepted))).toBeLessThanOrEqual(0.1);
		expect(least(all.map(({ share }) => share))).toBeGreaterThanOrEqual(0.95);
	});

	it('Requests one after the other keep an unknown limit', async () => {
		const runs = [{ requests: 150, concurrency: 1 }];
		const all = await figures({ rate: slow, runs }, retryAfter);
		expect(all.map(({ once }) => once)).toEqual(seeds.map(() => 150));
		expect(most(all.map(({ refusedPerAccepted }) => refusedPerAccepted))).toBeLessThanOrEqual(0.05);
		expect(least(all.map(({ share }) => share))).toBeGreaterThanOrEqual(0.95);
	});

	it.each([
		['a backlog', 0],
		['events that come in faster than the limit', 30_000],
	])('Two processes share an unknown limit: %s', async (_, overMs) => {
		const runs = executions(300, overMs);
		const all = await figures({ rate: shared, runs, processes: 2, slots: 10 }, retryAfter);
		expect(all.map(({ once }) => once)).toEqual(seeds.map(() => 300));
		expect(most(all.map(({ refusedPerAccepted }) => refusedPerAccepted))).toBeLessThanOrEqual(0.15);
		expect(mean(all.map(({ share }) => share))).toBeGreaterThanOrEqual(0.9);
	});

	it('A published limit is used to the full without a refusal', async () => {
		const runs = [...executions(200), { requests: 200, concurrency: 16 }];
		const all = await figures({ rate: voipbinLike, published: voipbinLike, runs }, retryAfter);
		expect(all.map(({ once }) => once)).toEqual(seeds.map(() => 400));
		expect(most(all.map(({ refusedPerAccepted }) => refusedPerAccepted))).toBe(0);
		expect(least(all.map(({ share }) => share))).toBeGreaterThanOrEqual(0.99);
	});

	it('Two processes that both know the published limit share it', async () => {
		const runs = executions(400);
		const situation = { rate: voipbinLike, published: voipbinLike, runs, processes: 2, slots: 10 };
		const all = await figures(situation, retryAfter);
		expect(all.map(({ once }) => once)).toEqual(seeds.map(() => 400));
		expect(most(all.map(({ refusedPerAccepted }) => refusedPerAccepted))).toBeLessThanOrEqual(0.3);
		expect(mean(all.map(({ share }) => share))).toBeGreaterThanOrEqual(0.9);
	});

	it('A limit that becomes ten times lower is learned anew', async () => {
		const rate = { perSecond: 20, burst: 40 };
		const change = { atMs: 20_000, rate: { perSecond: 2, burst: 4 } };
		const runs = [{ requests: 600, concurrency: 16 }];
		const all = await figures({ rate, runs, change }, retryAfter);
		expect(all.map(({ once }) => once)).toEqual(seeds.map(() => 600));
		expect(most(all.map(({ refusedPerAccepted }) => refusedPerAccepted))).toBeLessThanOrEqual(0.15);
		// 436 can be accepted before the change; the others need 80 seconds.
		expect(most(all.map(({ seconds }) => seconds))).toBeLessThanOrEqual(1.25 * (20 + 80));
	});

	it('A limit that becomes ten times higher is found out', async () => {
		const rate = { perSecond: 2, burst: 4 };
		const change = { atMs: 60_000, rate: { perSecond: 20, burst: 40 } };
		const runs = [{ requests: 1000, concurrency: 16 }];
		const all = await figures({ rate, runs, change }, retryAfter);
		expect(all.map(({ once }) => once)).toEqual(seeds.map(() => 1000));
		expect(most(all.map(({ refusedPerAccepted }) => refusedPerAccepted))).toBeLessThanOrEqual(0.05);
		// At the old rate it would take more than eight minutes.
		expect(most(all.map(({ seconds }) => seconds))).toBeLessThanOrEqual(240);
	});
});
