import { atMost, type BenchCase } from '../benchCase';
import { measureCreation } from './createTalks';

/** A vendor that is far away: what it brings to have several requests on their way. */
export const far: BenchCase = {
	name: 'far',
	async run(bench) {
		const items = bench.amount(200, 32);
		const latencyMs = 100;
		const { rows, time } = await bench.withN8n(
			async (n8n) =>
				await measureCreation(bench, n8n, {
					contenders: ['smalltalk', 'sequential'],
					items,
					latencyMs,
					rounds: bench.rounds,
				}),
		);
		return {
			work: `${items} items, one POST each, ${latencyMs} ms latency`,
			rows,
			targets: [
				atMost(
					0.1,
					'of the time of one item after the other',
					time('smalltalk') / time('sequential'),
				),
			],
		};
	},
};
