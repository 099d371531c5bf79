import { randomUUID } from 'node:crypto';

import type { Packed } from '../../scripts/pack';
import type { Bench } from '../bench';
import { ensure, gainAtMost, type BenchCase } from '../benchCase';
import { caller, node } from '../nodes';
import { megabyte } from '../processUse';
import { difference, interleave, median, readable, readableDifference } from '../statistics';

interface Contender {
	title: string;
	/** Packages besides that of the benchmark, which measures the memory. */
	packages: (bench: Bench) => Packed[];
}

const alone: Contender = { title: 'n8n alone', packages: () => [] };

const withPackage: Contender = {
	title: 'With the package of all services',
	packages: ({ options }) => [options.packages[0]],
};

const withAll: Contender = {
	title: 'With all six packages',
	packages: ({ options }) => options.packages,
};

const contenders = [alone, withPackage, withAll];

interface Start {
	/** Until n8n can be used. */
	ms: number;
	/** Processor time until then. */
	cpuMs: number;
	/** Bytes in use afterwards, when garbage has been collected. */
	held: number;
}

/** What n8n's start takes with packages of nodes in it, measured in starts by turns on the same data. */
export const start: BenchCase = {
	name: 'start',
	async run(bench) {
		const rounds = bench.amount(5, 1);
		const measured = await bench.withOwnN8n(async (n8n) => {
			const path = randomUUID();
			await n8n.publish('Memory', [
				caller(path, 'firstEntryJson'),
				node('Clock', bench.peer('clock')),
			]);
			return await interleave(rounds, contenders, async (contender, round): Promise<Start> => {
				const started = await n8n.restart([bench.peers, ...contender.packages(bench)]);
				const { status, body } = await n8n.call({ path, body: '{}' });
				ensure(status === 200, `n8n did not start as it should: ${body}`);
				const { clock } = JSON.parse(body) as { clock: { held: number } };
				bench.options.report(
					`Round ${round}: ${contender.title}: ${readable(started.ms)} ms, CPU ${started.cpuMs} ms, ${readable(clock.held / megabyte)} MB`,
				);
				return { ...started, held: clock.held };
			});
		});
		const all = (contender: Contender, of: keyof Start) =>
			(measured.get(contender) ?? []).map((one) => one[of]);
		const gain = (contender: Contender, of: keyof Start) =>
			difference(all(contender, of), all(alone, of));
		const gains = (contender: Contender) => ({
			'more time (ms)': readableDifference(gain(contender, 'ms')),
			'more CPU (ms)': readableDifference(gain(contender, 'cpuMs')),
			'more memory (MB)': readableDifference(gain(contender, 'held'), megabyte),
		});
		return {
			work: `${rounds} starts of n8n each, by turns`,
			rows: contenders.map((contender) => ({
				contender: contender.title,
				figures: {
					'time (s)': readable(median(all(contender, 'ms')) / 1000),
					'CPU (s)': readable(median(all(contender, 'cpuMs')) / 1000),
					'memory in use (MB)': readable(median(all(contender, 'held')) / megabyte),
					...(contender === alone ? {} : gains(contender)),
				},
			})),
			targets: [
				gainAtMost(30, 'ms of CPU with the package', gain(withPackage, 'cpuMs')),
				gainAtMost(5, 'MB with the package', gain(withPackage, 'held'), megabyte),
			],
		};
	},
};
