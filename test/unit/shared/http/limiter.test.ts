import fc from 'fast-check';

import { Limiter } from '../../../../nodes/shared/http/limiter';
import { Cancelled, Halt, wait } from '../../../../nodes/shared/http/wait';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Requests of which the test decides when they end. */
function controlled(pace: Limiter) {
	const started: number[] = [];
	const ends: Array<() => void> = [];
	const launch = async (id: number, repeated = false) =>
		await pace.run(
			async () =>
				await new Promise<void>((resolve) => {
					started.push(id);
					ends[id] = resolve;
				}),
			repeated,
		);
	return { started, launch, end: (id: number) => ends[id]?.() };
}

const settle = async () => await jest.advanceTimersByTimeAsync(0);

describe('Limiter', () => {
	it('admits as many as may be on their way, in order', async () => {
		const { started, launch, end } = controlled(new Limiter(2));
		for (const id of [0, 1, 2, 3]) void launch(id);
		await settle();
		expect(started).toEqual([0, 1]);
		end(1);
		await settle();
		expect(started).toEqual([0, 1, 2]);
	});

	it('lets a repeated request go first', async () => {
		const { started, launch, end } = controlled(new Limiter(1));
		void launch(0);
		void launch(1);
		void launch(2, true);
		await settle();
		end(0);
		await settle();
		expect(started).toEqual([0, 2]);
	});

	it('sends nothing of the run during a pause', async () => {
		const pace = new Limiter(4);
		const { started, launch } = controlled(pace);
		pace.pause(10_000);
		for (const id of [0, 1]) void launch(id);
		await jest.advanceTimersByTimeAsync(9_990);
		expect(started).toEqual([]);
		await jest.advanceTimersByTimeAsync(20);
		expect(started).toEqual([0, 1]);
	});

	it('never shortens a pause', async () => {
		const pace = new Limiter(1);
		const { started, launch } = controlled(pace);
		pace.pause(5_000);
		pace.pause(1_000);
		void launch(0);
		await jest.advanceTimersByTimeAsync(4_900);
		expect(started).toEqual([]);
		await jest.advanceTimersByTimeAsync(200);
		expect(started).toEqual([0]);
	});

	it('admits half as many after a refusal, and more again with each success', async () => {
		const pace = new Limiter(8);
		const { started, launch, end } = controlled(pace);
		pace.pause(1_000);
		// Those in flight together are refused together.
		pace.pause(1_000);
		for (let id = 0; id < 20; id++) void launch(id);
		await jest.advanceTimersByTimeAsync(1_100);
		expect(started).toHaveLength(4);
		for (let id = 0; id < 4; id++) {
			pace.accepted();
			end(id);
		}
		await settle();
		expect(started.length - 4).toBe(4);
		for (let i = 0; i < 40; i++) pace.accepted();
		end(4);
		await settle();
		expect(started.length - 5).toBe(8);
	});

	it('never admits none at all', async () => {
		const pace = new Limiter(2);
		for (let i = 0; i < 5; i++) {
			pace.pause(100);
			await jest.advanceTimersByTimeAsync(200);
		}
		const { started, launch } = controlled(pace);
		void launch(0);
		await settle();
		expect(started).toEqual([0]);
	});

	it('rejects what waits when the run is halted, and leaves what is on its way', async () => {
		const halt = new Halt();
		const { started, launch, end } = controlled(new Limiter(1, undefined, halt));
		const first = launch(0);
		const second = launch(1);
		const rejected = expect(second).rejects.toThrow(Cancelled);
		await settle();
		halt.stop();
		end(0);
		await first;
		await rejected;
		expect(started).toEqual([0]);
	});

	it('passes an error on and makes room', async () => {
		const pace = new Limiter(1);
		await expect(pace.run(async () => await Promise.reject(new Error('no')))).rejects.toThrow('no');
		await expect(pace.run(async () => 'next')).resolves.toBe('next');
	});

	it('keeps to a published rate: never more than the burst and what has been earned since', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 40 }),
				fc.integer({ min: 1, max: 40 }),
				fc.integer({ min: 1, max: 20 }),
				async (perSecond, burst, concurrency) => {
					const pace = new Limiter(concurrency, { perSecond, burst });
					const sentAt: number[] = [];
					const begin = Date.now();
					const all = Promise.all(
						Array.from({ length: 60 }, async () => {
							await pace.run(async () => sentAt.push(Date.now() - begin));
						}),
					);
					await jest.advanceTimersByTimeAsync(120_000);
					await all;
					sentAt.forEach((at, index) => {
						const allowed = burst + (at * perSecond) / 1000;
						expect(index + 1).toBeLessThanOrEqual(allowed + 1e-6);
					});
					// And does not dawdle: 60 requests take the time the rate allows, and little more.
					const needed = (Math.max(0, 60 - burst) / perSecond) * 1000;
					expect(sentAt.at(-1)).toBeLessThanOrEqual(needed + 60 * 1 + 5);
				},
			),
			{ numRuns: 25 },
		);
	});
});

describe('wait', () => {
	it('takes as long as it should', async () => {
		let done = false;
		void wait(1_200).then(() => (done = true));
		await jest.advanceTimersByTimeAsync(1_199);
		expect(done).toBe(false);
		await jest.advanceTimersByTimeAsync(1);
		expect(done).toBe(true);
	});

	it('gives up soon after the execution is cancelled', async () => {
		const controller = new AbortController();
		const waiting = expect(wait(600_000, controller.signal)).rejects.toThrow(Cancelled);
		await jest.advanceTimersByTimeAsync(2_000);
		controller.abort();
		await jest.advanceTimersByTimeAsync(500);
		await waiting;
	});
});
