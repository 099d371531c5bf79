import type { BenchCase } from '../benchCase';
import { measureFanIn } from '../messageSenders';
import { measureCreation } from './createTalks';

/** What n8n in queue mode makes of it: the fan-in over two workers, and many items on one. */
export const queue: BenchCase = {
	name: 'queue',
	async run(bench) {
		const items = bench.amount(2000, 40);
		const latencyMs = 20;
		return await bench.withQueueMode(async (n8n) => {
			const messages = await measureFanIn(bench, n8n, { refused: 0.3 });
			const creation = await measureCreation(bench, n8n, {
				contenders: ['smalltalk', 'httpRequest'],
				items,
				latencyMs,
				rounds: 1,
			});
			return {
				work: `Main, two webhook processors, two workers. ${messages.work}. Then ${items} creates in one execution, ${latencyMs} ms latency`,
				rows: [...messages.rows, ...creation.rows],
				targets: messages.targets,
			};
		});
	},
};
