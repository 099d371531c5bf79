import fc from 'fast-check';

import { Limiter, type Lane } from '../../../../nodes/shared/http/limiter';
import type { Outcome } from '../../../../nodes/shared/http/outcome';
import { Cancelled } from '../../../../nodes/shared/http/wait';
import { Controlled, refusal, success } from './support/controlled';

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

const pass = async (ms: number) => await jest.advanceTimersByTimeAsync(ms);

/** A limiter that knows its limit: one request each 100 ms, after two at once. */
const tenPerSecond = () => new Limiter({ perSecond: 10, burst: 3 });

/** Uses up the two requests at once. */
async function drain(limiter: Limiter): Promise<void> {
	const lane = limiter.join({ concurrency: 2 });
	await Promise.all([lane.run(async () => success), lane.run(async () => success)]);
}

describe('without a limit', () => {
	it('Without a limit, a request is sent at once, without a timer or a turn of the event loop', () => {
		const requests = new Controlled();
		const lane = new Limiter().join({ concurrency: 3 });
		for (const name of ['a', 'b', 'c']) requests.launch(lane, name);
		expect(requests.sent).toEqual(['a', 'b', 'c']);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('Without a limit, a run keeps its concurrency, in order', async () => {
		const requests = new Controlled();
		const lane = new Limiter().join({ concurrency: 2 });
		for (const name of ['a', 'b', 'c', 'd']) requests.launch(lane, name);
		expect(requests.sent).toEqual(['a', 'b']);
		await requests.end('b');
		expect(requests.sent).toEqual(['a', 'b', 'c']);
	});

	it('Without a limit, several runs begin with one request, and widen with each that comes through', async () => {
		const requests = new Controlled();
		const limiter = new Limiter();
		for (let run = 0; run < 60; run++) {
			requests.launch(limiter.join({ concurrency: 16 }), String(run));
		}
		const widths = [requests.onTheirWay.length];
		while (requests.onTheirWay.length > 0) {
			for (const name of requests.onTheirWay) await requests.end(name);
			widths.push(requests.onTheirWay.length);
		}
		expect(widths[0]).toBe(1);
		expect(Math.max(...widths)).toBeGreaterThan(10);
		expect(requests.sent).toHaveLength(60);
	});

	it('Requests that come one after the other do not widen the run', async () => {
		const requests = new Controlled();
		const limiter = new Limiter();
		const lane = limiter.join({ concurrency: 1 });
		for (let request = 0; request < 50; request++) {
			requests.launch(lane, `alone ${request}`);
			await requests.end(`alone ${request}`);
		}
		for (const name of ['a', 'b', 'c']) requests.launch(limiter.join({ concurrency: 16 }), name);
		expect(requests.onTheirWay).toEqual(['a']);
	});

	it('An error is passed on and makes room', async () => {
		const lane = new Limiter().join({ concurrency: 1 });
		await expect(lane.run(async () => await Promise.reject(new Error('no')))).rejects.toThrow('no');
		await expect(lane.run(async () => success)).resolves.toBe(success);
	});
});

describe('a published limit', () => {
	it('A published limit is kept: never more than the burst and what has been earned since', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 40 }),
				fc.integer({ min: 1, max: 40 }),
				fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 }),
				async (perSecond, burst, concurrencies) => {
					const limiter = new Limiter({ perSecond, burst });
					const lanes = concurrencies.map((concurrency) => limiter.join({ concurrency }));
					const begin = Date.now();
					const sentAt: number[] = [];
					const attempt = async () => {
						sentAt.push(Date.now() - begin);
						return success;
					};
					const all = Array.from({ length: 60 }, (_, index) =>
						(lanes[index % lanes.length] as Lane).run(attempt),
					);
					await pass(120_000);
					await Promise.all(all);
					sentAt.forEach((at, index) => {
						expect(index + 1).toBeLessThanOrEqual(burst + (at * perSecond) / 1000 + 1e-6);
					});
					// And used: a millisecond is lost to each timer at most.
					const atOnce = Math.max(1, burst - 1);
					const needed = (Math.max(0, 60 - atOnce) / perSecond) * 1000;
					expect(sentAt.at(-1)).toBeLessThanOrEqual(needed + 60);
				},
			),
			{ numRuns: 25 },
		);
	});

	it('A published limit holds again when refusals had taught less and the learned rate has recovered', async () => {
		const limiter = new Limiter({ perSecond: 10, burst: 20 });
		const lane = limiter.join({ concurrency: 20 });
		const atOnce = async () => {
			const requests = new Controlled();
			for (let request = 0; request < 20; request++) requests.launch(lane, String(request));
			const { length } = requests.sent;
			while (!limiter.isIdle) {
				await requests.endAll();
				await pass(1_000);
			}
			return length;
		};
		await lane.run(async () => refusal(1_000));
		await pass(1_000);
		for (let request = 0; request < 8; request++) {
			await lane.run(async () => success);
			await pass(125);
		}
		await lane.run(async () => refusal(1_000));
		await pass(10_000);
		// Four per second were learned.
		expect(await atOnce()).toBe(4);
		await pass(60 * 60_000);
		await lane.run(async () => success);
		await pass(10_000);
		expect(await atOnce()).toBe(19);
	});

	it('A published limit needs no first request by itself', () => {
		const requests = new Controlled();
		const limiter = tenPerSecond();
		for (const name of ['a', 'b', 'c']) requests.launch(limiter.join({ concurrency: 1 }), name);
		expect(requests.sent).toEqual(['a', 'b']);
	});
});

describe('turns', () => {
	it('Turns go round the waiting runs, however many requests each has', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 6 }),
				async (counts) => {
					const limiter = tenPerSecond();
					await drain(limiter);
					const sent: number[] = [];
					counts.forEach((count, run) => {
						const lane = limiter.join({ concurrency: 16 });
						for (let request = 0; request < count; request++) {
							void lane.run(async () => {
								sent.push(run);
								return success;
							});
						}
					});
					await pass(10_000);
					// In round n each run that has n requests sends one, in the order in which they came.
					const rounds = Array.from({ length: Math.max(...counts) }, (_, round) =>
						counts.flatMap((count, run) => (count > round ? [run] : [])),
					);
					expect(sent).toEqual(rounds.flat());
				},
			),
			{ numRuns: 25 },
		);
	});

	it('A run whose concurrency is used up takes no turn', async () => {
		const requests = new Controlled();
		const limiter = tenPerSecond();
		const slow = limiter.join({ concurrency: 1 });
		for (const name of ['slow 1', 'slow 2']) requests.launch(slow, name);
		const other = limiter.join({ concurrency: 2 });
		for (const name of ['other 1', 'other 2']) requests.launch(other, name);
		await pass(1_000);
		await requests.end('other 1');
		await pass(1_000);
		expect(requests.sent).toEqual(['slow 1', 'other 1', 'other 2']);
		await requests.end('slow 1');
		expect(requests.sent.at(-1)).toBe('slow 2');
	});

	it('A new request that would have room does not jump the turns', () => {
		const requests = new Controlled();
		const limiter = new Limiter();
		const lane = limiter.join({ concurrency: 16 });
		requests.launch(lane, 'a');
		requests.launch(limiter.join({ concurrency: 16 }), 'b');
		requests.launch(lane, 'new');
		expect(requests.sent).toEqual(['a']);
	});

	it('A repeated request comes first within its run and does not pass by its run', async () => {
		const requests = new Controlled();
		const limiter = tenPerSecond();
		await drain(limiter);
		const first = limiter.join({ concurrency: 4 });
		const second = limiter.join({ concurrency: 4 });
		for (const name of ['first 1', 'first 2']) requests.launch(first, name);
		requests.launch(second, 'second 1');
		requests.launch(first, 'first repeated', true);
		requests.launch(limiter.join({ concurrency: 4 }), 'third repeated', true);
		const order = ['third repeated', 'first repeated', 'second 1', 'first 1', 'first 2'];
		for (const [index, name] of order.entries()) {
			await pass(1_000);
			expect(requests.sent[index]).toBe(name);
			await requests.end(name);
		}
		expect(requests.sent).toEqual(order);
	});
});

describe('a run that ends', () => {
	it('A run that ends leaves no listener at its signal', async () => {
		const requests = new Controlled();
		const { signal } = new AbortController();
		const added = jest.spyOn(signal, 'addEventListener');
		const removed = jest.spyOn(signal, 'removeEventListener');
		const lane = new Limiter().join({ concurrency: 1, signal });
		for (const name of ['a', 'b', 'c']) requests.launch(lane, name);
		await requests.endAll();
		for (const name of ['d', 'e']) requests.launch(lane, name);
		await requests.endAll();
		expect(requests.sent).toHaveLength(5);
		expect(added).toHaveBeenCalledTimes(2);
		expect(removed.mock.calls).toEqual(added.mock.calls);
	});
});

describe('a cancelled run', () => {
	it('A cancelled run leaves nothing behind: what waits is rejected at once, what is on its way ends', async () => {
		const requests = new Controlled();
		const limiter = new Limiter();
		const stop = new AbortController();
		const added = jest.spyOn(stop.signal, 'addEventListener');
		const removed = jest.spyOn(stop.signal, 'removeEventListener');
		const lane = limiter.join({ concurrency: 1, signal: stop.signal });
		for (const name of ['a', 'b', 'c']) requests.launch(lane, name);
		const rejected = expect(lane.run(async () => success)).rejects.toThrow(Cancelled);
		stop.abort();
		await rejected;
		expect(requests.cancelled).toEqual(['b', 'c']);
		expect(limiter.isIdle).toBe(false);
		await requests.end('a');
		expect(limiter.isIdle).toBe(true);
		expect(requests.sent).toEqual(['a']);
		expect(removed.mock.calls.map(([event]) => event)).toEqual(
			added.mock.calls.map(([event]) => event),
		);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('A cancelled run makes way for the run behind it', async () => {
		const requests = new Controlled();
		const limiter = new Limiter();
		const stop = new AbortController();
		const lane = limiter.join({ concurrency: 16 });
		requests.launch(lane, 'a');
		requests.launch(limiter.join({ concurrency: 16, signal: stop.signal }), 'b');
		requests.launch(lane, 'c');
		expect(requests.sent).toEqual(['a']);
		stop.abort();
		await pass(0);
		expect(requests.sent).toEqual(['a', 'c']);
	});

	it('A cancelled run sends nothing more', async () => {
		const lane = new Limiter().join({ concurrency: 1, signal: AbortSignal.abort() });
		const attempt = jest.fn(async () => success);
		await expect(lane.run(attempt)).rejects.toThrow(Cancelled);
		expect(attempt).not.toHaveBeenCalled();
	});

	it('A cancelled run lets the others continue, and its timer ends within half a second', async () => {
		const requests = new Controlled();
		const limiter = new Limiter();
		const stop = new AbortController();
		const cancelled = limiter.join({ concurrency: 2, signal: stop.signal });
		requests.launch(cancelled, 'a');
		await requests.end('a', refusal(60_000));
		requests.launch(cancelled, 'b');
		const other = limiter.join({ concurrency: 2 });
		requests.launch(other, 'other');
		stop.abort();
		await pass(60_000);
		expect(requests.sent).toEqual(['a', 'other']);

		const late = new AbortController();
		await requests.end('other', refusal(60_000));
		requests.launch(limiter.join({ concurrency: 1, signal: late.signal }), 'late');
		expect(jest.getTimerCount()).toBe(1);
		late.abort();
		await pass(500);
		expect(requests.cancelled).toEqual(['b', 'late']);
		expect(jest.getTimerCount()).toBe(0);
	});
});

describe('a refusal', () => {
	it('A refusal stops all runs of the account for as long as the API asks', async () => {
		const requests = new Controlled();
		const limiter = new Limiter();
		const lane = limiter.join({ concurrency: 4 });
		requests.launch(lane, 'a');
		await requests.end('a', refusal(10_000));
		expect(lane.pauseLeftMs()).toBe(10_000);
		requests.launch(lane, 'b');
		requests.launch(limiter.join({ concurrency: 4 }), 'c');
		await pass(9_999);
		expect(requests.sent).toEqual(['a']);
		await pass(1);
		expect(requests.sent).toEqual(['a', 'b']);
		expect(lane.pauseLeftMs()).toBe(0);
	});

	it.each([
		['in the order of the waits', [1_000, 5_000]],
		['in the other order', [5_000, 1_000]],
	])(
		'Refusals of requests on their way together count once, for the longest wait: %s',
		async (_, waits) => {
			const requests = new Controlled();
			const lane = new Limiter().join({ concurrency: 2 });
			for (const name of ['a', 'b']) requests.launch(lane, name);
			await requests.end('a', refusal(waits[0]));
			await requests.end('b', refusal(waits[1]));
			expect(lane.pauseLeftMs()).toBe(5_000);
		},
	);

	it.each([
		['without a wait', undefined],
		['with a wait of 0', 0],
		['with a short wait', 10],
	])(
		'A refusal with %s pauses for a second and twice as long each time',
		async (_, retryAfterMs) => {
			const lane = new Limiter().join({ concurrency: 1 });
			const pauses: number[] = [];
			for (let attempt = 0; attempt < 8; attempt++) {
				await lane.run(async () => refusal(retryAfterMs));
				pauses.push(lane.pauseLeftMs());
				await pass(lane.pauseLeftMs());
			}
			expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000, 20_000]);
		},
	);

	it('After a refusal, requests go one by one until a rate is learned, then spaced', async () => {
		const requests = new Controlled();
		const lane = new Limiter().join({ concurrency: 20 });
		for (let request = 0; request < 60; request++) requests.launch(lane, String(request));
		for (const name of requests.onTheirWay) await requests.end(name, refusal(1_000));
		await pass(1_000);
		expect(requests.onTheirWay).toHaveLength(1);
		// Four come through in two seconds before the next refusal.
		for (let request = 0; request < 4; request++) {
			await pass(250);
			await requests.end(requests.onTheirWay[0] ?? '');
		}
		expect(requests.onTheirWay).toHaveLength(1);
		await requests.end(requests.onTheirWay[0] ?? '', refusal(1_000));
		const before = requests.sent.length;
		await pass(1_000);
		expect(requests.sent.length - before).toBe(2);
		await pass(5_000);
		expect(requests.sent.length - before).toBe(12);
	});

	it('A refusal counts requests that were sent before it and come through after it', async () => {
		const limiter = new Limiter();
		const lane = limiter.join({ concurrency: 60 });
		await lane.run(async () => refusal(1_000));
		await pass(1_000);
		for (let request = 0; request < 6; request++) {
			await lane.run(async () => success);
			await pass(1_000 / 6);
		}
		await lane.run(async () => refusal(1_000));
		// Three per second were learned: three requests leave at once.
		const requests = new Controlled();
		for (let request = 0; request < 60; request++) requests.launch(lane, String(request));
		await pass(1_000);
		expect(requests.sent).toEqual(['0', '1', '2']);
		await requests.end('0');
		await requests.end('2', refusal(1_000));
		await requests.end('1');
		// Eight have come through in three seconds.
		await pass(1_000 + 6_000);
		expect(requests.sent).toHaveLength(3 + Math.floor((8 / 3) * 7));
	});

	it('A refusal that names a wait of hours pauses nobody else', async () => {
		const requests = new Controlled();
		const limiter = new Limiter();
		const lane = limiter.join({ concurrency: 1 });
		await lane.run(async () => refusal(24 * 60 * 60_000));
		requests.launch(limiter.join({ concurrency: 1 }), 'other');
		expect(requests.sent).toEqual(['other']);
	});

	it('A refusal and its rate are forgotten when an outage that refuses everything is over', async () => {
		const requests = new Controlled();
		const limiter = new Limiter();
		const lane = limiter.join({ concurrency: 4 });
		let isOut = false;
		const attempt = async (): Promise<Outcome> => (isOut ? refusal() : success);
		// A rate is learned: about two requests a second.
		await lane.run(async () => refusal());
		await pass(1_000);
		for (let request = 0; request < 4; request++) {
			await lane.run(attempt);
			await pass(250);
		}
		await lane.run(async () => refusal());
		isOut = true;
		for (let minute = 0; minute < 5; minute++) {
			await pass(60_000);
			void lane.run(attempt);
		}
		await pass(60_000);
		isOut = false;
		for (let request = 0; request < 10; request++) requests.launch(lane, String(request));
		for (let request = 0; request < 10; request++) await requests.end(String(request));
		expect(requests.sent).toHaveLength(10);
	});
});

describe('a failed reply', () => {
	it('A failed reply has come through too', async () => {
		const failed: Outcome = { kind: 'failed', reply: { status: 404, headers: {}, body: {} } };
		const requests = new Controlled();
		const lane = new Limiter().join({ concurrency: 1 });
		await lane.run(async () => refusal(1_000));
		await pass(1_000);
		for (let request = 0; request < 4; request++) await lane.run(async () => failed);
		await lane.run(async () => refusal(1_000));
		await pass(60_000);
		// Four in a second: the rate is known, so no more than one second's worth is sent at once.
		for (let request = 0; request < 8; request++) {
			requests.launch(lane, String(request));
			await requests.end(String(request));
		}
		expect(requests.sent).toHaveLength(4);
	});
});

describe('a connection that fails', () => {
	it('A connection that fails says nothing about the rate', async () => {
		const lane = new Limiter().join({ concurrency: 1 });
		await lane.run(async () => refusal(1_000));
		await pass(1_000);
		for (let request = 0; request < 5; request++) {
			await lane.run(async () => ({ kind: 'disconnected', code: 'ECONNREFUSED' }));
		}
		// Had these come through, the rate would be known now and hold the next one back.
		await lane.run(async () => refusal(1_000));
		await pass(2_000);
		const requests = new Controlled();
		for (let request = 0; request < 5; request++) {
			requests.launch(lane, String(request));
			await requests.end(String(request));
		}
		expect(requests.sent).toHaveLength(5);
	});
});

describe('whatever happens', () => {
	it('Whatever happens, each request is sent once or cancelled, within the concurrency, and nothing is left', async () => {
		const action = fc.oneof(
			{ weight: 4, arbitrary: fc.record({ do: fc.constant('launch' as const), run: fc.nat(3) }) },
			{
				weight: 4,
				arbitrary: fc.record({
					do: fc.constant('end' as const),
					nth: fc.nat(20),
					outcome: fc.constantFrom<Outcome>(
						success,
						success,
						{ kind: 'failed', reply: { status: 404, headers: {}, body: {} } },
						{ kind: 'disconnected', code: 'ECONNRESET' },
						refusal(),
						refusal(3_000),
					),
				}),
			},
			{ weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat(3_000) }) },
			{ weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), run: fc.nat(3) }) },
		);
		await fc.assert(
			fc.asyncProperty(
				fc.array(action, { maxLength: 80 }),
				fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 4 }),
				fc.boolean(),
				async (actions, concurrencies, isPublished) => {
					const requests = new Controlled();
					const limiter = isPublished ? tenPerSecond() : new Limiter();
					const stops = concurrencies.map(() => new AbortController());
					const lanes = concurrencies.map((concurrency, run) =>
						limiter.join({ concurrency, signal: stops[run]?.signal }),
					);
					const launched: string[] = [];
					for (const step of actions) {
						if (step.do === 'launch') {
							const name = `${step.run}:${launched.length}`;
							launched.push(name);
							requests.launch(lanes[step.run] as Lane, name);
						} else if (step.do === 'end') {
							const { onTheirWay } = requests;
							await requests.end(onTheirWay[step.nth % onTheirWay.length] ?? '', step.outcome);
						} else if (step.do === 'cancel') {
							stops[step.run]?.abort();
							await pass(0);
						} else {
							await pass(step.ms);
						}
						concurrencies.forEach((concurrency, run) => {
							const own = requests.onTheirWay.filter((name) => name.startsWith(`${run}:`));
							expect(own.length).toBeLessThanOrEqual(concurrency);
						});
					}
					await pass(0);
					while (!limiter.isIdle) {
						await requests.endAll();
						await pass(60_000);
					}
					expect([...requests.sent, ...requests.cancelled].sort()).toEqual(launched.sort());
					await pass(500);
					expect(jest.getTimerCount()).toBe(0);
				},
			),
			{ numRuns: 300 },
		);
	});
});
