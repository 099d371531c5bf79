import type { BenchCase } from '../benchCase';
import { measureFanIn } from '../messageSenders';

/** Many events at once, each an execution that sends one message to a vendor that limits requests. */
export const fanIn: BenchCase = {
	name: 'fan-in',
	run: async (bench) =>
		await bench.withN8n(
			async (n8n) => await measureFanIn(bench, n8n, { refused: 0.05, rate: 0.95 }),
		),
};
