import fc from 'fast-check';

import { FaultPlan } from '../../../simulator/faultPlan';
import type { Faults } from '../../../simulator/faults';
import { seededRandom } from '../../../simulator/random';
import { retryAfterHeader } from '../../../simulator/retryAfter';
import { TokenBucket } from '../../../simulator/tokenBucket';
import { ManualClock } from './support/manualClock';

describe('TokenBucket', () => {
	const settings = {
		perSecond: fc.double({ min: 0.01, max: 1000, noNaN: true }),
		burst: fc.integer({ min: 1, max: 50 }),
	};
	const pauses = fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 200 });

	it('A token bucket never lets more through than the burst and what was refilled since', () => {
		fc.assert(
			fc.property(settings.perSecond, settings.burst, pauses, (perSecond, burst, gaps) => {
				const clock = new ManualClock();
				const bucket = new TokenBucket(perSecond, burst, clock);
				const passed: number[] = [];
				for (const gap of gaps) {
					clock.advance(gap);
					if (bucket.take() === 0) passed.push(clock.now());
				}
				passed.forEach((start, first) => {
					passed.slice(first).forEach((end, more) => {
						const allowed = burst + ((end - start) / 1000) * perSecond;
						expect(more + 1).toBeLessThanOrEqual(allowed + 1e-6);
					});
				});
			}),
		);
	});

	it('A token bucket lets through whoever waits as long as it says', () => {
		fc.assert(
			fc.property(settings.perSecond, settings.burst, pauses, (perSecond, burst, gaps) => {
				const clock = new ManualClock();
				const bucket = new TokenBucket(perSecond, burst, clock);
				for (const gap of gaps) {
					clock.advance(gap);
					const wait = bucket.take();
					if (wait === 0) continue;
					clock.advance(Math.ceil(wait));
					expect(bucket.take()).toBe(0);
				}
			}),
			// Here the refilled token is short of a whole one by a rounding error.
			{ examples: [[0.01, 1, [0, 1599]]] },
		);
	});

	it('A token bucket holds no more than its burst, however long nobody came', () => {
		fc.assert(
			fc.property(settings.burst, (burst) => {
				const clock = new ManualClock();
				const bucket = new TokenBucket(1000, burst, clock);
				clock.advance(3_600_000);
				const taken = Array.from({ length: burst + 1 }, () => bucket.take());
				expect(taken.filter((wait) => wait === 0)).toHaveLength(burst);
			}),
		);
	});
});

describe('Retry-After', () => {
	const wait = fc.double({ min: 0.001, max: 1e7, noNaN: true });
	const now = fc.integer({ min: 0, max: Date.parse('2100-01-01') });

	it('Retry-After in seconds is never too short, and less than a second too long', () => {
		fc.assert(
			fc.property(wait, now, (waitMs, at) => {
				const waited = Number(retryAfterHeader('seconds', waitMs, at)['retry-after']) * 1000;
				expect(waited).toBeGreaterThanOrEqual(waitMs);
				expect(waited).toBeLessThan(waitMs + 1000);
			}),
		);
	});

	it('Retry-After as a date is never too early, and less than a second too late', () => {
		fc.assert(
			fc.property(wait, now, (waitMs, at) => {
				const header = retryAfterHeader('date', waitMs, at)['retry-after']!;
				expect(header).toBe(new Date(header).toUTCString());
				expect(Date.parse(header)).toBeGreaterThanOrEqual(at + waitMs);
				expect(Date.parse(header)).toBeLessThan(at + waitMs + 1000);
			}),
		);
	});
});

describe('seededRandom', () => {
	it('seededRandom stays from 0 to below 1 and repeats itself for the same seed', () => {
		fc.assert(
			fc.property(fc.integer(), (seed) => {
				const [random, again] = [seededRandom(seed), seededRandom(seed)];
				for (let draw = 0; draw < 20; draw += 1) {
					const value = random();
					expect(value).toBeGreaterThanOrEqual(0);
					expect(value).toBeLessThan(1);
					expect(again()).toBe(value);
				}
			}),
		);
	});

	it('seededRandom is even enough for rates', () => {
		const random = seededRandom(1);
		const buckets = new Array<number>(10).fill(0);
		for (let draw = 0; draw < 10_000; draw += 1) {
			const bucket = Math.floor(random() * 10);
			buckets[bucket] = buckets[bucket]! + 1;
		}
		for (const count of buckets) expect(Math.abs(count - 1000)).toBeLessThan(150);
	});
});

describe('FaultPlan', () => {
	const chance = fc.record(
		{ rate: fc.double({ min: 0, max: 1, noNaN: true }), count: fc.nat(20) },
		{ requiredKeys: [] },
	);
	const faults: fc.Arbitrary<Faults> = fc.record(
		{
			seed: fc.integer(),
			latencyJitterMs: fc.nat(100),
			errors: fc.array(
				chance.map((given) => ({ ...given, status: 503 })),
				{ maxLength: 3 },
			),
			drop: chance.map((given) => ({ ...given, when: 'midBody' as const })),
			emptyBody: chance,
			malformedJson: chance,
			slowBody: chance.map((given) => ({ ...given, chunkDelayMs: 1 })),
		},
		{ requiredKeys: [] },
	);

	function decide(given: Faults, requests: number) {
		const plan = new FaultPlan(given, new ManualClock());
		return Array.from({ length: requests }, () => plan.decide('GET', '/'));
	}

	it('A fault plan makes the same decisions for the same faults', () => {
		fc.assert(
			fc.property(faults, fc.nat(50), (given, requests) => {
				expect(decide(given, requests)).toEqual(decide(given, requests));
			}),
		);
	});

	it('A fault plan makes other decisions for another seed', () => {
		const strikes = (seed: number) =>
			decide({ seed, emptyBody: { rate: 0.5 } }, 50).map(({ strike }) => strike?.name);
		expect(strikes(2)).not.toEqual(strikes(3));
	});

	it('A fault plan strikes exactly as often as a count without a rate says', () => {
		fc.assert(
			fc.property(fc.nat(20), fc.nat(50), (count, requests) => {
				const strikes = decide({ malformedJson: { count } }, requests).filter(
					({ strike }) => strike,
				);
				expect(strikes).toHaveLength(Math.min(count, requests));
			}),
		);
	});

	it('A fault plan always strikes at a rate of 1, and never at 0', () => {
		fc.assert(
			fc.property(fc.integer(), fc.nat(50), (seed, requests) => {
				const always = decide({ seed, emptyBody: { rate: 1 } }, requests);
				const never = decide({ seed, emptyBody: { rate: 0 } }, requests);
				expect(always.every(({ strike }) => strike?.name === 'emptyBody')).toBe(true);
				expect(never.some(({ strike }) => strike)).toBe(false);
			}),
		);
	});

	it('A fault plan strikes the share of many requests that its rate says', () => {
		const strikes = decide({ emptyBody: { rate: 0.3 } }, 10_000).filter(({ strike }) => strike);
		expect(Math.abs(strikes.length - 3000)).toBeLessThan(200);
	});

	it('A fault plan lets the rate limit decide first', () => {
		const given: Faults = { rateLimit: { perSecond: 1, burst: 2 }, errors: [{ status: 503 }] };
		expect(decide(given, 3).map(({ strike }) => strike?.name)).toEqual([
			'error',
			'error',
			'rateLimit',
		]);
	});

	it('A refused request costs no token', () => {
		const clock = new ManualClock();
		const plan = new FaultPlan({ rateLimit: { perSecond: 1, burst: 1 } }, clock);
		const passes = () => plan.decide('GET', '/').strike === undefined;
		expect([passes(), passes(), passes()]).toEqual([true, false, false]);
		clock.advance(1000);
		expect(passes()).toBe(true);
	});
});
