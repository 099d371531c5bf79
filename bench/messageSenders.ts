import { randomUUID } from 'node:crypto';

import type { IDataObject, INode } from 'n8n-workflow';

import type { Workflow } from '../scripts/n8n/api';
import type { Bench } from './bench';
import { atLeast, atMost, ensure, type Row, type Target } from './benchCase';
import type { BenchN8n } from './benchN8n';
import { callAll } from './callAll';
import { node } from './nodes';
import { readable } from './statistics';
import { httpRequestMessage, ownMessage } from './talkMessage';

const rateLimit = { perSecond: 3, burst: 5 };

const senders = 20;

const text = '={{ $json.body.text }}';

interface Contender {
	title: string;
	/** What sends one message for the event; what else the workflow has. */
	send: (bench: Bench) => Partial<INode>;
	/** Where a message that was refused waits before it is sent again. */
	wait?: Partial<INode>;
}

const contenders: [Contender, ...Contender[]] = [
	{
		title: 'VoIPBin node',
		send: (bench) => ownMessage(bench, text),
	},
	{
		title: 'HTTP Request node, Retry On Fail',
		send: (bench) => ({
			...httpRequestMessage(bench, text),
			retryOnFail: true,
			maxTries: 5,
			waitBetweenTries: 5000,
		}),
	},
	{
		title: 'HTTP Request node in a loop with Wait',
		send: (bench) => ({
			...httpRequestMessage(bench, "={{ $('Event').first().json.body.text }}"),
			onError: 'continueErrorOutput',
		}),
		wait: {
			type: 'n8n-nodes-base.wait',
			typeVersion: 1.1,
			parameters: { amount: 2 },
			webhookId: randomUUID(),
		},
	},
];

/** Publishes a workflow that sends one message for each event. */
async function publish(bench: Bench, n8n: BenchN8n, { title, send, wait }: Contender) {
	const path = randomUUID();
	const nodes = [
		node('Event', 'n8n-nodes-base.webhook', {
			typeVersion: 2.1,
			webhookId: path,
			parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
		}),
		node('Send', '', { ...send(bench), credentials: n8n.credentialsOf('voipbinApi') }),
	];
	const link = (to: string) => [{ node: to, type: 'main' as const, index: 0 }];
	const workflow = await n8n.publish(
		title,
		wait ? [...nodes, node('Wait', '', wait)] : nodes,
		wait && {
			connections: { Send: { main: [[], link('Wait')] }, Wait: { main: [link('Send')] } },
		},
	);
	return { path, workflow };
}

interface FanIn {
	lost: number;
	doubled: number;
	failed: number;
	/** Requests that the vendor has refused for each message that it has accepted. */
	refused: number;
	/** What was reached of the rate that the vendor allows. */
	rate: number;
}

async function measure(
	bench: Bench,
	n8n: BenchN8n,
	{ path, workflow }: { path: string; workflow: Workflow },
	count: number,
): Promise<FanIn> {
	const control = bench.control('voipbin');
	await control.reset();
	await control.setFaults({ latencyMs: 20, rateLimit });
	const texts = Array.from({ length: count }, (_, index) => `Message ${index}`);
	await callAll(
		n8n,
		path,
		texts.map((one) => ({ text: one })),
		senders,
	);
	await n8n.endedExecutions(workflow, count);
	const requests = (await control.requests()).filter(({ path: sent }) =>
		sent.endsWith('/talk_messages'),
	);
	const accepted = requests.filter(({ status }) => status === 200);
	const seen = accepted.map(({ body }) => String((body as IDataObject).text));
	const seconds = ((accepted.at(-1)?.at ?? NaN) - (accepted[0]?.at ?? NaN)) / 1000;
	return {
		lost: texts.filter((one) => !seen.includes(one)).length,
		doubled: seen.length - new Set(seen).size,
		failed: await n8n.countExecutions(workflow, ['error', 'crashed']),
		refused: (requests.length - accepted.length) / accepted.length,
		rate: (accepted.length - rateLimit.burst) / rateLimit.perSecond / seconds,
	};
}

interface FanInTable {
	work: string;
	rows: Row[];
	targets: Target[];
}

/**
 * Has many executions at once send one message each, by every contender.
 *
 * @param refused the most requests that may be refused for each message
 * @param rate the part of the allowed rate that must be reached
 */
export async function measureFanIn(
	bench: Bench,
	n8n: BenchN8n,
	{ refused, rate }: { refused: number; rate?: number },
): Promise<FanInTable> {
	const count = bench.amount(150, 12);
	const measured: Array<{ title: string; result: FanIn }> = [];
	for (const contender of contenders) {
		const result = await measure(bench, n8n, await publish(bench, n8n, contender), count);
		measured.push({ title: contender.title, result });
		bench.options.report(
			`${contender.title}: ${readable(result.refused)} refused for each message, ${result.lost} lost`,
		);
	}
	const own = measured[0]?.result as FanIn;
	ensure(own.lost === 0, `the VoIPBin node has lost ${own.lost} messages`);
	ensure(own.doubled === 0, `the VoIPBin node has sent ${own.doubled} messages twice`);
	ensure(own.failed === 0, `${own.failed} executions of the VoIPBin node have failed`);
	return {
		work: `${count} executions, each sends one message, ${rateLimit.perSecond} requests a second with a burst of ${rateLimit.burst}`,
		rows: measured.map(({ title, result }) => ({
			contender: title,
			figures: {
				'refused per message': readable(result.refused),
				lost: result.lost,
				doubled: result.doubled,
				'failed executions': result.failed,
				'of the allowed rate': readable(result.rate),
			},
		})),
		targets: [
			atMost(refused, 'refused requests for each message', own.refused),
			...(rate === undefined ? [] : [atLeast(rate, 'of the allowed rate', own.rate)]),
		],
	};
}
