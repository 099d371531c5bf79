import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureN8n } from '../../scripts/n8n/install';
import { Bench } from '../../bench/bench';
import { atLeast, atMost, gainAtMost, shareAtMost, type CaseResult } from '../../bench/benchCase';
import { cases } from '../../bench/cases';
import { difference, interleave, median, readableDifference } from '../../bench/statistics';
import { table } from '../../bench/table';
import { environment } from './support/environment';

jest.setTimeout(600_000);

/** Whether the benchmark works. How fast anything is, is not asked here: other tests run meanwhile. */
describe('the small edition of the benchmark', () => {
	let folder: string;
	let bench: Bench;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'n8n-talk-platforms-bench-'));
		bench = await Bench.start({
			installation: await ensureN8n(),
			packages: [environment().packed, ...environment().singlePackages],
			folder,
			small: true,
			report: () => undefined,
		});
	});

	afterAll(async () => {
		await bench.stop();
		await rm(folder, { recursive: true, force: true });
	});

	// Each case itself throws where an item or event is lost, doubled or out of order.
	it.each(cases)(
		'The case $name measures every contender and compares it with its targets',
		async (one) => {
			const { work, rows, targets } = await one.run(bench);

			expect(work).not.toBe('');
			expect(rows).not.toEqual([]);
			for (const { figures } of rows) {
				const numbers = Object.values(figures).filter((figure) => typeof figure === 'number');
				expect(numbers).not.toEqual([]);
				expect(numbers.filter((figure) => !Number.isFinite(figure))).toEqual([]);
			}
			expect(targets).not.toEqual([]);
			for (const { value, limit, atLeast: minimum, verdict } of targets) {
				expect(['met', 'missed', 'unclear']).toContain(verdict);
				if (verdict === 'unclear') continue;
				expect(value).toBeGreaterThanOrEqual(0);
				expect(value).toBeLessThan(Infinity);
				expect(verdict).toBe((minimum ? value >= limit : value <= limit) ? 'met' : 'missed');
			}
		},
	);
});

describe('the figures of the benchmark', () => {
	it.each([
		{ values: [3], middle: 3 },
		{ values: [30, 1, 2], middle: 2 },
		{ values: [4, 1, 3, 2], middle: 2.5 },
	])('The median of $values is $middle', ({ values, middle }) => {
		expect(median(values)).toBe(middle);
	});

	it.each([
		{ more: [11, 13, 12], less: [1, 3, 2], gain: { value: 10, noise: 0 }, shown: 10 },
		{ more: [15, 9, 12], less: [10, 10, 10], gain: { value: 2 }, shown: 'within noise (±3.46)' },
		{ more: [1, 2, 3], less: [2, 4, 3], gain: { value: -1 }, shown: 'within noise (±1.15)' },
		{ more: [20, 20], less: [1, 1], gain: { noise: Infinity }, shown: 'not told from noise' },
	])('What $more is more than $less reads "$shown"', ({ more, less, gain, shown }) => {
		expect(difference(more, less)).toMatchObject(gain);
		expect(readableDifference(difference(more, less))).toBe(shown);
	});

	it.each([
		{ gain: { value: 20, noise: 5 }, verdict: 'met' },
		{ gain: { value: 28, noise: 5 }, verdict: 'unclear' },
		{ gain: { value: 40, noise: 5 }, verdict: 'missed' },
		{ gain: { value: -8, noise: 50 }, verdict: 'unclear' },
		{ gain: { value: -8, noise: 5 }, verdict: 'met' },
	])('A gain of $gain is $verdict where it may be at most 30', ({ gain, verdict }) => {
		expect(gainAtMost(30, 'ms', gain).verdict).toBe(verdict);
	});

	it('A share of what noise hides is unclear, whatever it comes to', () => {
		const [seen, hidden] = [
			{ value: 10, noise: 1 },
			{ value: -3, noise: 4 },
		];
		expect(shareAtMost(1.3, 'of the peak', seen, { value: 9, noise: 1 }).verdict).toBe('met');
		expect(shareAtMost(1.3, 'of the peak', seen, { value: 5, noise: 1 }).verdict).toBe('missed');
		expect(shareAtMost(1.3, 'of the peak', hidden, seen).verdict).toBe('unclear');
		expect(shareAtMost(1.3, 'of the peak', seen, hidden).verdict).toBe('unclear');
	});

	it('Every round measures every contender', async () => {
		const order: string[] = [];
		const measured = await interleave(2, ['ours', 'theirs'], async (contender, round) => {
			order.push(`${contender} ${round}`);
			return order.length;
		});
		expect(order).toEqual(['ours 1', 'theirs 1', 'ours 2', 'theirs 2']);
		expect([...measured]).toEqual([
			['ours', [1, 3]],
			['theirs', [2, 4]],
		]);
	});

	it('The report prints each target and whether it is met', () => {
		const result: CaseResult = {
			name: 'create',
			work: '10 items',
			rows: [
				{ contender: 'Ours', figures: { 'time (s)': 0.5 } },
				{ contender: 'Theirs', figures: { 'time (s)': 12.25 } },
			],
			targets: [
				atMost(0.1, 'of their time', 0.25),
				atLeast(0.95, 'of the rate', 0.96123),
				gainAtMost(5, 'MB', { value: 3, noise: 4 }),
			],
		};
		const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
		expect(table(result).replace(colours, '').split('\n')).toEqual([
			'create  10 items',
			'          time (s)',
			'  Ours         0.5',
			'  Theirs     12.25',
			'',
			'  missed   0.25 of their time (must be at most 0.1)',
			'  met      0.961 of the rate (must be at least 0.95)',
			'  unclear  noise hides 3 MB (must be at most 5)',
		]);
	});
});
