import { randomUUID } from 'node:crypto';

import type { INodeCredentials, INodeParameters } from 'n8n-workflow';

import { errorOf, itemsOf, type Workflow } from '../../scripts/n8n/api';
import { systemClock } from '../../simulator/clock';
import { scriptedModel, type ScriptedModel, type ToolCall } from '../../simulator/scriptedModel';
import { chatIds } from '../../simulator/voipbin/seed';
import { chain, type ChainNode } from '../support/chain';
import { environment, n8nApi } from './support/environment';
import { storeCredentials } from './support/nodes';
import { answer, both, Questions, start } from './support/questions';
import { simulate, type SimulatedVendor } from './support/simulated';
import { talkAs } from './support/talkAs';

jest.setTimeout(60_000);

describe('VoIPBin and AI agents', () => {
	let voipbin: SimulatedVendor;
	let credentials: INodeCredentials;
	let questions: Questions;
	let model: ScriptedModel;
	const api = n8nApi();

	beforeAll(async () => {
		// A trigger takes an old event for a replay.
		voipbin = await simulate('voipbin', systemClock);
		credentials = await storeCredentials('voipbin', voipbin.baseUrl, 'agents');
		questions = new Questions(api, voipbin, credentials);
	});
	afterAll(() => voipbin.stop());
	beforeEach(() => voipbin.control.reset());
	afterEach(() => model.stop());

	const voipbinNode = (kind: string, name: string, parameters: INodeParameters): ChainNode => ({
		name,
		type: `${environment().packed.name}.${kind}`,
		parameters,
		credentials,
	});

	/** What an agent has: its model and its tools, each linked to the node behind it. */
	async function createAgent(
		turns: ReadonlyArray<ToolCall | string>,
		parts: Array<{ node: ChainNode; of: string }>,
	): Promise<Workflow> {
		model = await scriptedModel(turns);
		const data = { apiKey: 'none', url: model.url };
		const openAiApi = { id: await api.createCredential('openAiApi', 'model', data), name: 'model' };
		const agent: ChainNode = {
			name: 'Agent',
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 3.1,
			parameters: { promptType: 'define', text: 'Which chats are there?', options: {} },
		};
		const chatModel: ChainNode = {
			name: 'Model',
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.2,
			parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
			credentials: { openAiApi },
		};
		const file = chain('Agent', [start, agent]);
		const more = chain('', [chatModel, ...parts.map(({ node }) => node)]).nodes;
		const link = (node: string, type: 'ai_languageModel' | 'ai_tool') => ({
			[type]: [[{ node, type, index: 0 }]],
		});
		return await api.createWorkflow({
			...file,
			nodes: [...file.nodes, ...more],
			connections: {
				...file.connections,
				Model: link('Agent', 'ai_languageModel'),
				...Object.fromEntries(parts.map(({ node, of }) => [node.name, link(of, 'ai_tool')])),
			},
		});
	}

	/** What the model was told, request by request. */
	const heard = () => model.requests.map(({ messages }) => JSON.stringify(messages));

	it.each([
		{ decision: 'approve', reason: '', told: chatIds.project },
		{ decision: 'decline', reason: 'Ask me tomorrow', told: 'Ask me tomorrow' },
	])(
		'People review a tool; after $decision the agent goes on with what came of it',
		async ({ decision, reason, told }) => {
			const review = questions.node(
				{ message: '=May the agent use {{ $tool.name }}?', approvalOptions: both },
				'Review',
			);
			const workflow = await createAgent(
				[{ tool: 'Chats', input: {} }, 'Done'],
				[
					{ node: { ...review, type: `${review.type}HitlTool` }, of: 'Agent' },
					{
						node: voipbinNode('voipbinTool', 'Chats', { resource: 'chat', operation: 'getAll' }),
						of: 'Review',
					},
				],
			);
			const executionId = await api.start(workflow, 'Start');
			const { url } = await questions.asked('May the agent use Chats?');
			await questions.waiting(workflow);
			await answer(url, { decision, reason });
			const execution = await api.finished(executionId);
			expect(errorOf(execution)).toBeUndefined();
			expect(itemsOf(execution, 'Agent')).toMatchObject([{ output: 'Done' }]);
			expect(heard()[1]).toContain(told);
		},
	);

	it('An agent reads what was wrong with its call of a tool, and corrects it', async () => {
		const chatId = "={{ $fromAI('Chat_ID', 'The ID of the chat', 'string') }}";
		const call = (Chat_ID: string): ToolCall => ({ tool: 'Chat', input: { Chat_ID } });
		const workflow = await createAgent(
			[call('../agents'), call(chatIds.others), call(chatIds.project), 'Project Discussion'],
			[
				{
					node: voipbinNode('voipbinTool', 'Chat', {
						resource: 'chat',
						operation: 'get',
						chatId: { __rl: true, mode: 'id', value: chatId },
					}),
					of: 'Agent',
				},
			],
		);
		const execution = await api.run(workflow, 'Start');
		expect(errorOf(execution)).toBeUndefined();
		const [, second, third, last] = heard();
		expect(second).toContain("Chat can't contain");
		expect(third).toContain('Check the ID and that the agent is a member of the chat.');
		expect(last).toContain('Project Discussion');
		expect(itemsOf(execution, 'Agent')).toMatchObject([{ output: 'Project Discussion' }]);
	});

	it.each<[string, INodeParameters]>([
		['whose options were never touched', {}],
		['with Add Chat Input', { addChatInput: true, ignoreOwn: false }],
	])('A workflow %s that replies in the chat never starts itself', async (_what, parameters) => {
		model = await scriptedModel([]);
		const workflow = await api.createWorkflow(
			chain('Chat loop', [
				{
					...voipbinNode('voipbinTrigger', 'Trigger', {
						events: ['chatmessage_created'],
						...parameters,
					}),
					typeVersion: 2,
					webhookId: randomUUID(),
				},
				voipbinNode('voipbin', 'Send', {
					resource: 'message',
					operation: 'send',
					chatId: { __rl: true, mode: 'id', value: '={{ $json.data.chat_id }}' },
					text: '=You said: {{ $json.data.text }}',
				}),
			]),
		);
		await api.publish(workflow);
		const grace = await talkAs(voipbin, 'grace');
		// The reply to the first is in the chat before the second is written.
		for (const [index, text] of ['One', 'Two', 'Three'].entries()) {
			await grace('', { chat_id: chatIds.project, type: 'normal', text });
			await api.executions(workflow, index + 1);
		}
		await api.unpublish(workflow);
		const replies = (await questions.messages()).filter((one) => one.text.startsWith('You said'));
		expect(replies.map(({ text }) => text)).toEqual([
			'You said: One',
			'You said: Two',
			'You said: Three',
		]);
	});
});
