import type { IDataObject, INodeCredentials, INodeParameters } from 'n8n-workflow';

import { errorOf, itemsOf, N8nApi, type Workflow } from '../../scripts/n8n/api';
import { ensureN8n } from '../../scripts/n8n/install';
import { N8nInstance } from '../../scripts/n8n/instance';
import { poll } from '../../scripts/poll';
import { chatIds } from '../../simulator/voipbin/seed';
import type { Message, VoipbinState } from '../../simulator/voipbin/state';
import { chain, type ChainNode } from '../support/chain';
import { byId } from '../uses/use';
import { openBrowser } from './support/browser';
import { environment } from './support/environment';
import { storeCredentials } from './support/nodes';
import { scriptedModel } from './support/scriptedModel';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(150_000);

const start: ChainNode = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };

/** Makes so many items. */
const items = (count: number): ChainNode => ({
	name: 'Items',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		mode: 'raw',
		jsonOutput: JSON.stringify({ list: Array.from({ length: count }, (_, index) => index) }),
	},
});

const splitOut: ChainNode = {
	name: 'Split Out',
	type: 'n8n-nodes-base.splitOut',
	parameters: { fieldToSplitOut: 'list' },
};

describe('Send and Wait for Response', () => {
	let n8n: N8nInstance;
	let api: N8nApi;
	let voipbin: SimulatedVendor;
	let credentials: INodeCredentials;

	beforeAll(async () => {
		voipbin = await simulate('voipbin');
		const { packed, n8n: main } = environment();
		n8n = await N8nInstance.start({ installation: await ensureN8n(), packages: [packed] });
		api = await N8nApi.signUp(n8n.url, main.owner);
		credentials = await storeCredentials('voipbin', voipbin.baseUrl, 'send and wait', api);
	});
	afterAll(async () => {
		await n8n.stop();
		await voipbin.stop();
	});
	beforeEach(() => voipbin.control.reset());

	const question = (parameters: INodeParameters, name = 'Ask'): ChainNode => ({
		name,
		type: `${environment().packed.name}.voipbin`,
		parameters: {
			resource: 'message',
			operation: 'sendAndWait',
			chatId: byId(chatIds.project),
			...parameters,
		},
		credentials,
	});

	const messages = async (): Promise<Message[]> =>
		(await voipbin.control.state<VoipbinState>()).messages;

	/** The message with this text, once it is in the chat, and the link in it. */
	async function asked(text: string): Promise<{ message: Message; url: string }> {
		const message = await poll(async () => (await messages()).find((one) => one.text === text), {
			timeout: () => `"${text}" was not asked in time`,
		});
		return { message, url: String(message.medias[0]?.link_url) };
	}

	/** Waits until an execution waits. */
	async function waiting(workflow: Workflow, count = 1): Promise<void> {
		await poll(
			async () => (await api.executionIds(workflow, ['waiting'])).length >= count || undefined,
			{ timeout: () => 'The execution did not wait in time' },
		);
	}

	const create = async (...nodes: ChainNode[]) =>
		await api.createWorkflow(chain('Send and wait', [start, ...nodes]));

	/** Starts a workflow that asks one question. */
	async function ask(parameters: INodeParameters & { message: string }) {
		const workflow = await create(question(parameters));
		const executionId = await api.start(workflow, 'Start');
		const found = await asked(parameters.message);
		await waiting(workflow);
		return { ...found, workflow, executionId };
	}

	/** Answers as the form of the page does. */
	async function answer(url: string, form: Record<string, string>): Promise<Response> {
		return await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
	}

	const both = { values: { approvalType: 'double' } };

	it('A question is sent with a link; who approves lets the workflow go on', async () => {
		const { message, url, executionId } = await ask({ message: 'Publish?' });
		expect(message.medias).toMatchObject([{ type: 'link' }]);
		const page = await (await fetch(url)).text();
		expect(page).toContain('Publish?');
		expect(page).not.toContain('value="decline"');
		expect((await answer(url, { decision: 'approve' })).status).toBe(200);
		const execution = await api.finished(executionId);
		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, 'Ask')).toEqual([
			{ data: { approved: true, respondedAt: expect.any(String), messageId: message.id } },
		]);
		// The question stays as it is unless the options say otherwise.
		expect((await messages()).at(-1)).toEqual(message);
	});

	it('Who declines can give a reason, which is told in the thread', async () => {
		const { message, url, executionId } = await ask({
			message: 'Delete it?',
			approvalOptions: { values: { ...both.values, approveLabel: 'Go', disapproveLabel: 'Stop' } },
			options: { afterResponse: 'reply' },
		});
		const page = await (await fetch(url)).text();
		expect(page).toContain('>Go</button>');
		expect(page).toContain('>Stop</button>');
		await answer(url, { decision: 'decline', reason: ' Not on Friday ' });
		const [item] = itemsOf(await api.finished(executionId), 'Ask');
		expect(item).toEqual({
			data: {
				approved: false,
				reason: 'Not on Friday',
				chatInput: 'Not on Friday',
				respondedAt: expect.any(String),
				messageId: message.id,
			},
		});
		expect((await messages()).at(-1)).toMatchObject({
			text: 'Declined: Not on Friday',
			parent_id: message.id,
		});
	});

	it('A free text is taken as it is, and the question can be deleted', async () => {
		const { message, url, executionId } = await ask({
			message: 'What <b>now</b>?',
			responseType: 'freeText',
			options: { afterResponse: 'delete' },
		});
		const page = await (await fetch(url)).text();
		expect(page).toContain('What &lt;b&gt;now&lt;/b&gt;?');
		expect(page).not.toContain('<b>now</b>');
		const text = '<script>alert(1)</script> & "so on"\nnext line';
		await answer(url, { text });
		const [item] = itemsOf(await api.finished(executionId), 'Ask');
		expect(String((item?.data as IDataObject).text).replace(/\r\n/g, '\n')).toBe(text);
		const after = (await messages()).find(({ id }) => id === message.id);
		expect(after?.tm_delete).toEqual(expect.any(String));
	});

	it('A response counts when its message cannot be deleted, and the output says so', async () => {
		const { url, executionId } = await ask({
			message: 'Keep?',
			options: { afterResponse: 'delete' },
		});
		await voipbin.control.setFaults({ errors: [{ status: 403, method: 'DELETE' }] });
		await answer(url, { decision: 'approve' });
		const [item] = itemsOf(await api.finished(executionId), 'Ask');
		expect(item?.data).toMatchObject({
			approved: true,
			warning: expect.stringContaining('VoIPBin'),
		});
	});

	it('Opening the link decides nothing, and a form without a decision is shown again', async () => {
		const { url, workflow, executionId } = await ask({
			message: 'Still here?',
			approvalOptions: both,
		});
		for (const method of ['GET', 'GET', 'HEAD']) await fetch(url, { method });
		for (const form of [{}, { decision: 'maybe' }] as Array<Record<string, string>>) {
			expect(await (await answer(url, form)).text()).toContain('Select one of the buttons.');
		}
		expect(await api.executionIds(workflow, ['waiting'])).toEqual([executionId]);
		await answer(url, { decision: 'decline' });
		const [item] = itemsOf(await api.finished(executionId), 'Ask');
		expect(item?.data).toMatchObject({ approved: false });
	});

	it('A link that was tampered with is refused', async () => {
		const { url, workflow, executionId } = await ask({ message: 'Signed?' });
		const other = new URL(url);
		other.searchParams.set('signature', '0'.repeat(64));
		expect((await answer(other.href, { decision: 'approve' })).status).toBe(401);
		const without = new URL(url);
		without.search = '';
		expect((await answer(without.href, { decision: 'approve' })).status).toBe(401);
		expect(await api.executionIds(workflow, ['waiting'])).toEqual([executionId]);
		await answer(url, { decision: 'approve' });
		await api.finished(executionId);
	});

	it('A second response changes nothing', async () => {
		const { url, executionId } = await ask({ message: 'Once?', approvalOptions: both });
		await answer(url, { decision: 'approve' });
		await api.finished(executionId);
		await answer(url, { decision: 'decline' });
		const [item] = itemsOf(await api.finished(executionId), 'Ask');
		expect(item?.data).toMatchObject({ approved: true });
	});

	it('Two questions of one workflow are answered one after the other', async () => {
		const workflow = await create(
			question({ message: 'First?' }, 'Ask "first"'),
			question({ message: 'Second?', responseType: 'freeText' }, 'Second'),
		);
		const executionId = await api.start(workflow, 'Start');
		const first = await asked('First?');
		await waiting(workflow);
		await answer(first.url, { decision: 'approve' });
		const second = await asked('Second?');
		await waiting(workflow);
		await answer(second.url, { text: 'Yes' });
		const execution = await api.finished(executionId);
		expect(itemsOf(execution, 'Ask "first"')).toMatchObject([
			{ data: { approved: true, messageId: first.message.id } },
		]);
		expect(itemsOf(execution, 'Second')).toMatchObject([
			{ data: { text: 'Yes', messageId: second.message.id } },
		]);
	});

	it('Five executions wait at once, and each goes on with its own response', async () => {
		const workflow = await create(
			question({ message: '={{ "For " + $execution.id }}', responseType: 'freeText' }),
		);
		const ids: string[] = [];
		for (let count = 0; count < 5; count++) ids.push(await api.start(workflow, 'Start'));
		await waiting(workflow, 5);
		await Promise.all(
			ids.map(async (id) => await answer((await asked(`For ${id}`)).url, { text: `To ${id}` })),
		);
		for (const id of ids) {
			expect(itemsOf(await api.finished(id), 'Ask')).toMatchObject([
				{ data: { text: `To ${id}` } },
			]);
		}
	});

	it('An execution that waits survives a restart of n8n', async () => {
		const { url, executionId } = await ask({ message: 'After the restart?' });
		await n8n.restart([environment().packed]);
		await answer(url, { decision: 'approve' });
		const execution = await api.finished(executionId);
		expect(itemsOf(execution, 'Ask')).toMatchObject([{ data: { approved: true } }]);
	});

	it('Without a response in time, the workflow goes on with the input', async () => {
		const { executionId } = await ask({
			message: 'In time?',
			options: {
				limitWaitTime: {
					values: { limitType: 'afterTimeInterval', resumeAmount: 0.02, resumeUnit: 'minutes' },
				},
			},
		});
		const execution = await poll(
			async () => await api.finished(executionId).catch(() => undefined),
			{ timeoutMs: 120_000, timeout: () => 'The execution did not end in time' },
		);
		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, 'Ask')).toEqual([{}]);
	});

	it('Several items are refused with what to do, and nothing is sent', async () => {
		const before = (await messages()).length;
		const workflow = await create(items(2), splitOut, question({ message: 'All?' }));
		const execution = await api.run(workflow, 'Start');
		expect(errorOf(execution)?.message).toContain('Loop Over Items');
		expect(await messages()).toHaveLength(before);
	});

	it('The page can be read and answered in a browser, on a phone too', async () => {
		const { url, executionId } = await ask({
			message: 'Looks good?\nSecond line',
			approvalOptions: both,
		});
		const browser = await openBrowser();
		const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
		await page.goto(url);
		expect(await page.locator('.message').innerText()).toBe('Looks good?\nSecond line');
		const [box] = await page.locator('form').all();
		const { x = -1, width = Infinity } = (await box?.boundingBox()) ?? {};
		expect(x).toBeGreaterThanOrEqual(0);
		expect(x + width).toBeLessThanOrEqual(360);
		await page.getByLabel('Reason for declining').fill('Too blue');
		await page.getByRole('button', { name: 'Decline' }).click();
		await page.getByText('Your response was recorded').waitFor();
		await browser.close();
		const [item] = itemsOf(await api.finished(executionId), 'Ask');
		expect(item?.data).toMatchObject({ approved: false, reason: 'Too blue' });
	});

	describe("as the human review of an agent's tool", () => {
		const tool = 'Talks';

		/** An agent whose tool somebody in VoIPBin has to approve. */
		async function reviewedAgent(modelUrl: string): Promise<Workflow> {
			const openAiApi = await api.createCredential('openAiApi', 'model', {
				apiKey: 'none',
				url: modelUrl,
			});
			const nodes: ChainNode[] = [
				start,
				{
					name: 'Agent',
					type: '@n8n/n8n-nodes-langchain.agent',
					typeVersion: 3.1,
					parameters: { promptType: 'define', text: 'Which chats are there?', options: {} },
				},
			];
			const parts: ChainNode[] = [
				{
					name: 'Model',
					type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
					typeVersion: 1.2,
					parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
					credentials: { openAiApi: { id: openAiApi, name: 'model' } },
				},
				{
					name: tool,
					type: `${environment().packed.name}.voipbinTool`,
					parameters: { resource: 'chat', operation: 'getAll' },
					credentials,
				},
				{
					...question(
						{ message: '=May the agent use {{ $tool.name }}?', approvalOptions: both },
						'Review',
					),
					type: `${environment().packed.name}.voipbinHitlTool`,
				},
			];
			const file = chain('Reviewed agent', nodes);
			const more = chain('', parts).nodes;
			const link = (node: string, type: 'ai_languageModel' | 'ai_tool') => ({
				[type]: [[{ node, type, index: 0 }]],
			});
			return await api.createWorkflow({
				...file,
				nodes: [...file.nodes, ...more],
				connections: {
					...file.connections,
					Model: link('Agent', 'ai_languageModel'),
					[tool]: link('Review', 'ai_tool'),
					Review: link('Agent', 'ai_tool'),
				},
			});
		}

		it.each([
			{ decision: 'approve', reason: '', told: chatIds.project },
			{ decision: 'decline', reason: 'Ask me tomorrow', told: 'Ask me tomorrow' },
		])('$decision: the agent goes on with what came of it', async ({ decision, reason, told }) => {
			const model = await scriptedModel([{ tool, input: {} }, 'Done']);
			const workflow = await reviewedAgent(model.url);
			const executionId = await api.start(workflow, 'Start');
			const { url } = await asked(`May the agent use ${tool}?`);
			await waiting(workflow);
			await answer(url, { decision, reason });
			const execution = await api.finished(executionId);
			await model.stop();
			expect(errorOf(execution)).toBeUndefined();
			expect(itemsOf(execution, 'Agent')).toMatchObject([{ output: 'Done' }]);
			expect(JSON.stringify(model.requests[1]?.messages)).toContain(told);
		});
	});
});
