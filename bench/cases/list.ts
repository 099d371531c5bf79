import { randomUUID } from 'node:crypto';

import type { INode } from 'n8n-workflow';

import type { Bench } from '../bench';
import { atMost, ensure, shareAtMost, type BenchCase } from '../benchCase';
import type { BenchN8n } from '../benchN8n';
import { caller, node } from '../nodes';
import { pluginRecord } from '../peers/pluginRecord';
import { forgetPeak, megabyte, peakMemory } from '../processUse';
import {
	interleave,
	median,
	readable,
	readableDifference,
	spread,
	type Difference,
} from '../statistics';

/** How often the smallest part of the list is read, and others: a short time is disturbed more. */
const [repeats, fewRepeats] = [5, 2];

interface Reading {
	ms: number;
	cpuMs: number;
	/** What n8n holds more than before, when garbage has been collected: noise can make it negative. */
	heldBytes: number;
}

interface Measured {
	/** What n8n holds of the whole list, in bytes; noise is what the same small part seems to differ by. */
	held: Difference;
	/** Bytes that n8n's process held at most while it read the whole list. */
	peak: number;
	readings: Map<number, Pick<Reading, 'ms' | 'cpuMs'>>;
}

/** Publishes a workflow of a node that hands on records, and returns what reads so many of them. */
async function reader(n8n: BenchN8n, bench: Bench, subject: INode) {
	const path = randomUUID();
	// Nothing is stored: the records themselves are to be seen, not n8n's copy for the database.
	await n8n.publish(
		`Read by ${subject.type}`,
		[
			caller(path, 'firstEntryJson'),
			node('Clock', bench.peer('clock')),
			subject,
			node('Summary', bench.peer('summary'), {
				parameters: { since: '={{ $("Clock").first().json.clock }}' },
			}),
		],
		{ settings: { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' } },
	);
	return async (count: number, all: boolean): Promise<Reading> => {
		const { status, body } = await n8n.call({ path, body: JSON.stringify({ count, all }) });
		ensure(status === 200, `${subject.type} failed: ${body}`);
		const summary = JSON.parse(body) as Reading & Record<'count' | 'firstId' | 'lastId', number>;
		ensure(
			summary.count === count && summary.firstId === 1 && summary.lastId === count,
			`${subject.type} did not hand on records 1 to ${count}`,
		);
		const { ms, cpuMs, heldBytes } = summary;
		return { ms, cpuMs, heldBytes };
	};
}

const count = '={{ $json.body.count }}';

interface Contender {
	title: string;
	node: (bench: Bench, n8n: BenchN8n) => INode;
}

const ours: Contender = {
	title: 'Talkit node, Return All or a Limit',
	node: (bench, n8n) =>
		node('List', bench.own('talkit'), {
			parameters: {
				resource: 'plugin',
				operation: 'getAll',
				returnAll: '={{ $json.body.all }}',
				limit: count,
				output: 'raw',
			},
			credentials: n8n.credentialsOf('talkitDeveloperApi'),
		}),
};

const floor: Contender = {
	title: 'Floor: the same requests in a bare loop',
	node: (bench, n8n) =>
		node('List', bench.peer('listFloor'), {
			parameters: { limit: count },
			credentials: n8n.credentialsOf('talkitDeveloperApi'),
		}),
};

const records: Contender = {
	title: 'The records themselves, without requests',
	node: (bench) => node('List', bench.peer('records'), { parameters: { limit: count } }),
};

const contenders = [ours, floor, records];

async function measure(
	bench: Bench,
	contender: Contender,
	sizes: readonly number[],
): Promise<Measured> {
	const [smallest = 0] = sizes;
	const whole = sizes.at(-1) ?? 0;
	return await bench.withN8n(async (n8n) => {
		const read = await reader(n8n, bench, contender.node(bench, n8n));
		// Code that is used for the first time is loaded and compiled.
		await read(smallest, false);
		await forgetPeak(n8n.pid);
		const all = await read(whole, true);
		const readings: Measured['readings'] = new Map([[whole, all]]);
		const peak = await peakMemory(n8n.pid);
		let noise = 0;
		for (const size of sizes.slice(0, -1)) {
			const some: Reading[] = [];
			const turns = size === smallest ? repeats : fewRepeats;
			for (let turn = 0; turn < turns; turn++) some.push(await read(size, false));
			if (size === smallest) noise = spread(some.map(({ heldBytes }) => heldBytes));
			readings.set(size, {
				ms: median(some.map(({ ms }) => ms)),
				cpuMs: median(some.map(({ cpuMs }) => cpuMs)),
			});
		}
		return { peak, readings, held: { value: all.heldBytes, noise } };
	});
}

/** A long list: what holding it costs, and whether a longer one costs more per record. */
export const list: BenchCase = {
	name: 'list',
	async run(bench) {
		const sizes = bench.options.small ? [100, 200, 400] : [1000, 10_000, 100_000];
		const total = sizes.at(-1) ?? 0;
		const control = bench.control('talkit');
		await control.reset();
		await control.setRequestDetail({ headers: false, bodies: false });
		// The list is as long for every size, so that the vendor's own work per page is the same.
		const plugins = Array.from({ length: total }, (_, index) => pluginRecord(index + 1));
		await control.setState({ plugins });

		const measured = await interleave(bench.rounds, contenders, async (contender, round) => {
			const result = await measure(bench, contender, sizes);
			bench.options.report(
				`Round ${round}: ${contender.title}: ${readable(result.peak / megabyte)} MB`,
			);
			return result;
		});
		const middle = (contender: Contender, of: (one: Measured) => number) =>
			median((measured.get(contender) ?? []).map(of));
		const peak = (contender: Contender) => middle(contender, (one) => one.peak);
		const held = (contender: Contender): Difference => ({
			value: middle(contender, (one) => one.held.value),
			noise: middle(contender, (one) => one.held.noise),
		});
		const perRecord = (contender: Contender, size: number, of: 'ms' | 'cpuMs') =>
			middle(contender, ({ readings }) => (readings.get(size)?.[of] ?? NaN) / size);
		const growth = perRecord(ours, total, 'ms') / perRecord(ours, sizes[0] ?? 0, 'ms');
		return {
			work: `Return All of ${total} records in pages of 100`,
			rows: contenders.flatMap((contender) =>
				sizes.map((size) => ({
					contender: contender.title,
					figures: {
						records: size,
						'time per record (µs)': readable(perRecord(contender, size, 'ms') * 1000),
						'CPU per record (µs)': readable(perRecord(contender, size, 'cpuMs') * 1000),
						...(size === total
							? {
									'peak of n8n (MB)': readable(peak(contender) / megabyte),
									'held at the end (MB)': readableDifference(held(contender), megabyte),
								}
							: {}),
					},
				})),
			),
			targets: [
				atMost(1.1, "of n8n's peak memory with the records alone", peak(ours) / peak(records)),
				shareAtMost(
					1.1,
					'of what is held at the end with the records alone',
					held(ours),
					held(records),
				),
				atMost(1.1, `of the time per record at ${sizes[0]}, at ${total}`, growth),
			],
		};
	},
};
