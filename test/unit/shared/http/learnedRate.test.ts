import fc from 'fast-check';

import { LearnedRate } from '../../../../nodes/shared/http/learnedRate';

/** Lets so many requests through and refuses the next, after so many milliseconds in all. */
function interval(rate: LearnedRate, begin: number, ms: number, passed: number): number {
	for (let request = 0; request < passed; request++) rate.passed(true);
	rate.refused(begin + ms);
	return begin + ms;
}

/** A rate that has seen one interval between two refusals. */
function measured(ms: number, passed: number): { rate: LearnedRate; now: number } {
	const rate = new LearnedRate();
	rate.refused(0);
	return { rate, now: interval(rate, 0, ms, passed) };
}

describe('a learned rate', () => {
	it('A learned rate is what comes through between two refusals', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 3, max: 1_000 }),
				fc.integer({ min: 1, max: 600_000 }),
				(passed, ms) => {
					const { rate, now } = measured(ms, passed);
					expect(rate.measured).toBeCloseTo((passed * 1000) / ms, 6);
					expect(rate.perSecond(now)).toBeCloseTo((passed * 1000) / ms, 6);
				},
			),
		);
	});

	it('A learned rate is unknown before the second refusal, and with fewer than three requests between', () => {
		const rate = new LearnedRate();
		expect(rate.perSecond(0)).toBeUndefined();
		rate.passed(false);
		rate.refused(1_000);
		expect(rate.measured).toBeUndefined();
		const now = interval(rate, 1_000, 1_000, 2);
		expect(rate.measured).toBeUndefined();
		interval(rate, now, 1_000, 1);
		expect(rate.measured).toBeCloseTo(1.5, 6);
	});

	it('A learned rate rests on the last 60 requests', () => {
		const { rate, now } = measured(10_000, 60);
		interval(rate, now, 10_000, 30);
		// 30 requests at six per second, and 30 at three per second.
		expect(rate.measured).toBeCloseTo(60 / (5 + 10), 6);
	});

	it('A learned rate forgets what it rests on when less than half comes through', () => {
		const { rate, now } = measured(3_000, 60);
		interval(rate, now, 10_000, 20);
		expect(rate.measured).toBeCloseTo(2, 6);
	});

	it('A learned rate counts a late answer for the time in which it was sent', () => {
		const { rate, now } = measured(1_000, 3);
		rate.passedLate();
		expect(rate.measured).toBeCloseTo(4, 6);
		interval(rate, now, 1_000, 2);
		expect(rate.measured).toBeCloseTo(6 / 2, 6);
	});

	it('A learned rate does not count a late answer for a time that was not measured', () => {
		const { rate, now } = measured(1_000, 3);
		interval(rate, now, 1_000, 0);
		rate.passedLate();
		expect(rate.measured).toBeCloseTo(3, 6);
	});

	it('A learned rate is known as soon as enough has come through, if late', () => {
		const { rate } = measured(1_000, 2);
		expect(rate.measured).toBeUndefined();
		rate.passedLate();
		expect(rate.measured).toBeCloseTo(3, 6);
	});

	it('A refusal with nothing through before it does not change the learned rate', () => {
		const { rate, now } = measured(10_000, 30);
		interval(rate, now, 20_000, 0);
		expect(rate.measured).toBeCloseTo(3, 6);
		interval(rate, now + 20_000, 10_000, 30);
		expect(rate.measured).toBeCloseTo(3, 6);
	});

	it('A learned rate is not measured across a gap of more than a second', () => {
		const { rate, now } = measured(10_000, 30);
		rate.resumed(1_000);
		const next = interval(rate, now, 10_000, 30);
		expect(rate.measured).toBeCloseTo(3, 6);
		rate.resumed(1_001);
		interval(rate, next, 100_000, 30);
		expect(rate.measured).toBeCloseTo(3, 6);
	});

	it('A learned rate rises with the requests that it held back, more slowly the more it rests on', () => {
		const raised = (rests: number, tried: number) => {
			const { rate, now } = measured(rests * 1000, rests);
			for (let request = 0; request < tried; request++) rate.passed(true);
			return rate.perSecond(now) ?? NaN;
		};
		expect(raised(3, 8)).toBeCloseTo(1.1, 6);
		expect(raised(3, 24)).toBeCloseTo(1.9, 6);
		expect(raised(60, 8)).toBeLessThan(1.01);
		expect(raised(60, 60)).toBeCloseTo(1.1, 6);
		expect(raised(60, 600)).toBeCloseTo(11, 6);
	});

	it('A learned rate does not rise with requests that it did not hold back', () => {
		const { rate, now } = measured(60_000, 60);
		for (let request = 0; request < 600; request++) rate.passed(false);
		expect(rate.perSecond(now)).toBeCloseTo(1, 6);
	});

	it('An unused learned rate recovers: a tenth in two minutes, at most to 3.5 times', () => {
		const { rate, now } = measured(60_000, 60);
		expect(rate.perSecond(now + 120_000)).toBeCloseTo(1.1, 6);
		expect(rate.perSecond(now + 600_000)).toBeCloseTo(3.5, 6);
		expect(rate.perSecond(now + 6_000_000)).toBeCloseTo(3.5, 6);
		expect(rate.measured).toBeCloseTo(1, 6);
	});

	it('A learned rate begins anew from what is measured after each refusal', () => {
		const { rate, now } = measured(10_000, 30);
		const next = interval(rate, now, 20_000, 60);
		expect(rate.perSecond(next)).toBeCloseTo(3, 6);
	});
});
