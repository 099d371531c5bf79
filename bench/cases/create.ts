import { atMost, type BenchCase } from '../benchCase';
import { measureCreation } from './createTalks';

/** Many items at a vendor that answers fast: what the node costs beside n8n itself. */
export const create: BenchCase = {
	name: 'create',
	async run(bench) {
		const items = bench.amount(2000, 40);
		const latencyMs = 20;
		const { rows, time, largestShare } = await bench.withN8n(
			async (n8n) =>
				await measureCreation(bench, n8n, {
					contenders: ['smalltalk', 'floor', 'httpRequest', 'declarative'],
					items,
					latencyMs,
					rounds: bench.rounds,
				}),
		);
		return {
			work: `${items} items, one POST with two expressions each, ${latencyMs} ms latency`,
			rows,
			targets: [
				atMost(0.45, "of the HTTP Request node's time in every round", largestShare('httpRequest')),
				atMost(0.35, "of declarative routing's time in every round", largestShare('declarative')),
				atMost(1.1, "of the floor's time", time('smalltalk') / time('floor')),
			],
		};
	},
};
