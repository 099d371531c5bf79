import { randomUUID } from 'node:crypto';

import type { INode } from 'n8n-workflow';

import type { Workflow } from '../../scripts/n8n/api';
import { scriptedModel, type ToolCall } from '../../simulator/scriptedModel';
import type { Bench } from '../bench';
import { atMost, ensure, type BenchCase } from '../benchCase';
import type { BenchN8n } from '../benchN8n';
import { caller, node } from '../nodes';
import { interleave, median, readable } from '../statistics';
import { httpRequestMessage, ownMessage } from '../talkMessage';

const latencyMs = 20;

const text = "={{ $fromAI('Text') }}";

interface Contender {
	/** Also the name of the tool's node. */
	title: string;
	/** What n8n makes a tool of. */
	node: (bench: Bench) => Partial<INode>;
}

const contenders: [Contender, Contender] = [
	{ title: 'VoIPBin node', node: (bench) => ownMessage(bench, text) },
	{ title: 'HTTP Request node', node: (bench) => httpRequestMessage(bench, text) },
];

/** A call of a tool as the model asks for it: n8n calls a tool by its node's name. */
const callOf = ({ title }: Contender): ToolCall => ({
	tool: title.replaceAll(' ', '_'),
	input: { Text: 'From the agent' },
});

interface Agent {
	contender: Contender;
	path: string;
	workflow: Workflow;
}

/** Publishes an agent with one tool. */
async function publish(bench: Bench, n8n: BenchN8n, contender: Contender): Promise<Agent> {
	const path = randomUUID();
	const sender = contender.node(bench);
	const nodes = [
		caller(path),
		node('Agent', '@n8n/n8n-nodes-langchain.agent', {
			typeVersion: 3.1,
			parameters: { promptType: 'define', text: 'Send a message', options: {} },
		}),
		node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', {
			typeVersion: 1.2,
			parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
			credentials: n8n.credentialsOf('openAiApi'),
		}),
		node(contender.title, '', {
			...sender,
			type: `${sender.type}Tool`,
			credentials: n8n.credentialsOf('voipbinApi'),
		}),
	];
	const workflow = await n8n.publish(contender.title, nodes, {
		connections: {
			Agent: {},
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			[contender.title]: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
	});
	return { contender, path, workflow };
}

interface Turn {
	/** Milliseconds of the whole execution, and of the tool's node in it. */
	whole: number;
	tool: number;
}

/** Lets an agent call its tool once. */
async function run(bench: Bench, n8n: BenchN8n, agent: Agent): Promise<Turn> {
	const { contender, path, workflow } = agent;
	const control = bench.control('voipbin');
	await control.clearRequests();
	const { status, body } = await n8n.call({ path, body: '{}' });
	ensure(status === 200, `the agent with the ${contender.title} failed: ${body}`);
	const sent = (await control.requests()).filter(
		(request) => request.path.endsWith('/talk_messages') && request.status === 200,
	);
	ensure(sent.length === 1, `the ${contender.title} sent ${sent.length} messages for one call`);
	const [id = ''] = await n8n.api.executionIds(workflow);
	const { data, startedAt, stoppedAt } = await n8n.api.finished(id);
	const [tool] = data.resultData.runData[contender.title] ?? [];
	return {
		whole: Date.parse(stoppedAt ?? '') - Date.parse(startedAt),
		tool: tool?.executionTime ?? NaN,
	};
}

/** An agent that calls a tool: how much of its time is the node's. */
export const agent: BenchCase = {
	name: 'agent',
	async run(bench) {
		const rounds = bench.amount(20, 2);
		// One round more, to load and compile what is used for the first time.
		const model = await scriptedModel(
			Array.from({ length: rounds + 1 }, () =>
				contenders.flatMap((contender) => [callOf(contender), 'Sent']),
			).flat(),
		);
		try {
			const control = bench.control('voipbin');
			await control.reset();
			await control.setFaults({ latencyMs });
			const measured = await bench.withN8n(async (n8n) => {
				await n8n.createCredential('openAiApi', 'model', { apiKey: 'none', url: model.url });
				const agents: Agent[] = [];
				for (const contender of contenders) agents.push(await publish(bench, n8n, contender));
				for (const one of agents) await run(bench, n8n, one);
				return await interleave(rounds, agents, async (one) => await run(bench, n8n, one));
			});
			const [own, other] = [...measured].map(([{ contender }, all]) => ({
				title: contender.title,
				tool: median(all.map(({ tool }) => tool)),
				whole: median(all.map(({ whole }) => whole)),
			}));
			if (!own || !other) throw new Error('An agent was not measured');
			return {
				work: `${rounds} agents that call a tool once, ${latencyMs} ms latency, the model answers at once`,
				rows: [own, other].map(({ title, tool, whole }) => ({
					contender: `${title} as a tool`,
					figures: {
						'whole execution (ms)': readable(whole),
						'in the tool (ms)': readable(tool),
						"the tool's share": readable(tool / whole),
					},
				})),
				targets: [atMost(1.1, "of the HTTP Request node's time as a tool", own.tool / other.tool)],
			};
		} finally {
			await model.stop();
		}
	},
};
