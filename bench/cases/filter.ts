import { randomUUID } from 'node:crypto';

import type { IDataObject, INode } from 'n8n-workflow';

import { itemsOf, type Workflow } from '../../scripts/n8n/api';
import type { Bench } from '../bench';
import { atMost, ensure, type BenchCase, type Row, type Target } from '../benchCase';
import type { BenchN8n } from '../benchN8n';
import { callAll } from '../callAll';
import { engineSettings, partly, type EngineSettings } from '../engineSettings';
import { node } from '../nodes';
import { interleave, median, readable } from '../statistics';

const wanted = 'recording_saved';

const senders = 20;

/** The events are sent in so many portions, contender by contender: what else runs strikes all alike. */
const portions = 5;

/** One event in so many is wanted. */
const share = 10;

type ContenderName = 'smalltalk' | 'atOnce' | 'webhookAndFilter';

interface Contender {
	name: ContenderName;
	title: string;
	nodes: (bench: Bench, path: string) => INode[];
	/** Where the vendor sends its events. */
	url: (path: string) => string;
	/** Whether an unwanted event starts an execution as well. */
	startsAlways?: boolean;
}

const contenders: Contender[] = [
	{
		name: 'smalltalk',
		title: 'Smalltalk Trigger',
		nodes: (bench, path) => [
			node('Trigger', bench.own('smalltalkTrigger'), {
				typeVersion: 2,
				webhookId: path,
				parameters: { events: [wanted] },
			}),
		],
		url: (path) => `${path}/webhook`,
	},
	{
		name: 'atOnce',
		title: 'A trigger that returns at once',
		nodes: (bench, path) => [
			node('Trigger', bench.peer('atOnceTrigger'), { typeVersion: 2, webhookId: path }),
		],
		url: (path) => `${path}/webhook`,
	},
	{
		name: 'webhookAndFilter',
		title: 'Webhook node and Filter node',
		nodes: (_bench, path) => [
			node('Trigger', 'n8n-nodes-base.webhook', {
				typeVersion: 2.1,
				webhookId: path,
				parameters: { httpMethod: 'POST', path },
			}),
			node('Filter', 'n8n-nodes-base.filter', {
				typeVersion: 2.3,
				parameters: {
					conditions: {
						options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 3 },
						combinator: 'and',
						conditions: [
							{
								id: randomUUID(),
								leftValue: '={{ $json.body.event_name }}',
								rightValue: wanted,
								operator: { type: 'string', operation: 'equals' },
							},
						],
					},
				},
			}),
		],
		url: (path) => path,
		startsAlways: true,
	},
];

const isWanted = (index: number) => index % share === 0;

const event = (index: number) => ({
	event_name: isWanted(index) ? wanted : 'next_caption',
	body: { talk_id: `talk-${index}`, url: `https://atsmalltalk.com/ti/talk-${index}` },
});

/** Sees that every wanted event has started one execution, and that there is no other. */
async function requireWanted(n8n: BenchN8n, ids: string[], title: string, count: number) {
	const talks: string[] = [];
	for (const id of ids) {
		const [item] = itemsOf(await n8n.api.finished(id), 'Trigger');
		talks.push(String((item?.body as IDataObject | undefined)?.talk_id));
	}
	const expected = Array.from({ length: count }, (_, index) => index)
		.filter(isWanted)
		.map((index) => `talk-${index}`);
	ensure(
		expected.sort().join() === talks.sort().join(),
		`${title} did not start exactly one execution for each wanted event`,
	);
}

interface Listening {
	contender: Contender;
	path: string;
	workflow: Workflow;
	/** Executions that earlier rounds have started. */
	before: number;
}

/** Milliseconds of n8n's processor time for each event, until the executions it starts have ended. */
async function cpuPerEvent(n8n: BenchN8n, listening: Listening, count: number): Promise<number> {
	const { contender, path, workflow, before } = listening;
	const starts = contender.startsAlways ? count : Math.ceil(count / share);
	const events = Array.from({ length: count }, (_, index) => event(index));
	const start = await n8n.cpuMs();
	await callAll(n8n, contender.url(path), events, senders);
	const ids = await n8n.endedExecutions(workflow, before + starts);
	const used = (await n8n.cpuMs()) - start;
	ensure(
		ids.length === before + starts,
		`${contender.title} started ${ids.length - before} executions instead of ${starts}`,
	);
	listening.before = ids.length;
	if (!contender.startsAlways) {
		await requireWanted(n8n, ids.slice(0, starts), contender.title, count);
	}
	return used / count;
}

async function measure(
	bench: Bench,
	{ rounds, count }: { rounds: number; count: number },
	setting: EngineSettings,
) {
	return await bench.withN8n(async (n8n) => {
		const all: Listening[] = [];
		for (const contender of contenders) {
			const path = randomUUID();
			const workflow = await n8n.publish(contender.title, contender.nodes(bench, path));
			all.push({ contender, path, workflow, before: 0 });
		}
		for (const listening of all) await cpuPerEvent(n8n, listening, senders);
		const measured = await interleave(rounds, all, async (listening, round) => {
			const used = await cpuPerEvent(n8n, listening, count);
			bench.options.report(
				`${setting.title}, round ${round}: ${listening.contender.title}: ${readable(used)} ms`,
			);
			return used;
		});
		const use = new Map<ContenderName, number>();
		for (const [{ contender }, figures] of measured) use.set(contender.name, median(figures));
		return use;
	}, setting.environment);
}

/** Many events of which few are wanted: what an unwanted one costs. */
export const filter: BenchCase = {
	name: 'filter',
	async run(bench) {
		const rounds = bench.amount(portions, 1);
		const count = bench.amount(1000, 40) / rounds;
		const rows: Row[] = [];
		const ratio: Array<(other: ContenderName) => number> = [];
		for (const setting of engineSettings) {
			const some = bench.amount(count * setting.part, count);
			const use = await measure(bench, { rounds, count: some }, setting);
			const of = (name: ContenderName) => use.get(name) ?? NaN;
			ratio.push((other) => of('smalltalk') / of(other));
			for (const { name, title } of contenders) {
				rows.push({
					contender: `${title}, ${setting.title}`,
					figures: {
						'CPU per event (ms)': readable(of(name)),
						'ours to this': readable(of('smalltalk') / of(name)),
					},
				});
			}
		}
		const [standard, lazy] = ratio;
		const targets: Target[] = [
			atMost(
				1.05,
				'of the CPU of a trigger that returns at once, n8n as it is',
				standard?.('atOnce') ?? NaN,
			),
			atMost(
				0.2,
				'of the CPU of a Webhook node and a Filter node, lazy acquisition',
				lazy?.('webhookAndFilter') ?? NaN,
			),
		];
		return {
			work: `${count * rounds} events of which 1 in ${share} is wanted${partly(bench.options.small)}, ${senders} senders`,
			rows,
			targets,
		};
	},
};
