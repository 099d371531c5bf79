import { setTimeout as wait } from 'node:timers/promises';

import type { BenchN8n } from './benchN8n';

const everyMs = 20;

interface Sampled<Result> {
	result: Result;
	/** Milliseconds of processor time that n8n used between two moments, given in epoch milliseconds. */
	cpuBetween(from: number, to: number): number;
}

/** Watches n8n's processor time during work whose real beginning and end are known only afterwards. */
export async function sampleCpu<Result>(
	n8n: BenchN8n,
	work: () => Promise<Result>,
): Promise<Sampled<Result>> {
	const samples: Array<{ at: number; used: number }> = [];
	let isOver = false;
	const watch = async () => {
		while (!isOver) {
			samples.push({ at: Date.now(), used: await n8n.cpuMs() });
			await wait(everyMs);
		}
	};
	const [result] = await Promise.all([
		work().finally(() => {
			isOver = true;
		}),
		watch(),
	]);
	const usedAt = (moment: number) =>
		(samples.find(({ at }) => at >= moment) ?? samples.at(-1))?.used ?? NaN;
	return { result, cpuBetween: (from, to) => usedAt(to) - usedAt(from) };
}
