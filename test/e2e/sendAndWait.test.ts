import type { IDataObject } from 'n8n-workflow';

import { errorOf, itemsOf, N8nApi } from '../../scripts/n8n/api';
import { ensureN8n } from '../../scripts/n8n/install';
import { N8nInstance } from '../../scripts/n8n/instance';
import { poll } from '../../scripts/poll';
import type { ChainNode } from '../support/chain';
import { openBrowser } from './support/browser';
import { environment } from './support/environment';
import { storeCredentials } from './support/nodes';
import { answer, both, Questions } from './support/questions';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(150_000);

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
	let questions: Questions;

	beforeAll(async () => {
		voipbin = await simulate('voipbin');
		const { packed, n8n: main } = environment();
		n8n = await N8nInstance.start({ installation: await ensureN8n(), packages: [packed] });
		api = await N8nApi.signUp(n8n.url, main.owner);
		questions = new Questions(
			api,
			voipbin,
			await storeCredentials('voipbin', voipbin.baseUrl, 'send and wait', api),
		);
	});
	afterAll(async () => {
		await n8n.stop();
		await voipbin.stop();
	});
	beforeEach(() => voipbin.control.reset());

	it('A question is sent with a link; who approves lets the workflow go on', async () => {
		const { message, url, executionId } = await questions.ask({ message: 'Publish?' });
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
		expect((await questions.messages()).at(-1)).toEqual(message);
	});

	it('Who declines can give a reason, which is told in the thread', async () => {
		const { message, url, executionId } = await questions.ask({
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
		expect((await questions.messages()).at(-1)).toMatchObject({
			text: 'Declined: Not on Friday',
			parent_id: message.id,
		});
	});

	it('A free text is taken as it is, and the question can be deleted', async () => {
		const { message, url, executionId } = await questions.ask({
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
		const after = (await questions.messages()).find(({ id }) => id === message.id);
		expect(after?.tm_delete).toEqual(expect.any(String));
	});

	it('A response counts when its message cannot be deleted, and the output says so', async () => {
		const { url, executionId } = await questions.ask({
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
		const { url, workflow, executionId } = await questions.ask({
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

	it('The page shows what was asked, though an expression would give something else by now', async () => {
		const workflow = await questions.create(
			questions.node({ message: '={{ "Asked at " + $now.toMillis() }}' }),
		);
		const executionId = await api.start(workflow, 'Start');
		const message = await poll(
			async () => (await questions.messages()).find(({ text }) => text.startsWith('Asked at')),
			{ timeout: () => 'The question was not asked in time' },
		);
		await questions.waiting(workflow);
		const url = String(message.medias[0]?.link_url);
		expect(await (await fetch(url)).text()).toContain(message.text);
		await answer(url, { decision: 'approve' });
		await api.finished(executionId);
	});

	it('A link that was tampered with is refused', async () => {
		const { url, workflow, executionId } = await questions.ask({ message: 'Signed?' });
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
		const { url, executionId } = await questions.ask({ message: 'Once?', approvalOptions: both });
		await answer(url, { decision: 'approve' });
		await api.finished(executionId);
		await answer(url, { decision: 'decline' });
		const [item] = itemsOf(await api.finished(executionId), 'Ask');
		expect(item?.data).toMatchObject({ approved: true });
	});

	it('Two questions of one workflow are answered one after the other', async () => {
		const workflow = await questions.create(
			questions.node({ message: 'First?' }, 'Ask "first"'),
			questions.node({ message: 'Second?', responseType: 'freeText' }, 'Second'),
		);
		const executionId = await api.start(workflow, 'Start');
		const first = await questions.asked('First?');
		await questions.waiting(workflow);
		await answer(first.url, { decision: 'approve' });
		const second = await questions.asked('Second?');
		await questions.waiting(workflow);
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
		const workflow = await questions.create(
			questions.node({ message: '={{ "For " + $execution.id }}', responseType: 'freeText' }),
		);
		const ids: string[] = [];
		for (let count = 0; count < 5; count++) ids.push(await api.start(workflow, 'Start'));
		await questions.waiting(workflow, 5);
		await Promise.all(
			ids.map(
				async (id) => await answer((await questions.asked(`For ${id}`)).url, { text: `To ${id}` }),
			),
		);
		for (const id of ids) {
			expect(itemsOf(await api.finished(id), 'Ask')).toMatchObject([
				{ data: { text: `To ${id}` } },
			]);
		}
	});

	it('An execution that waits survives a restart of n8n', async () => {
		const { url, executionId } = await questions.ask({ message: 'After the restart?' });
		await n8n.restart([environment().packed]);
		await answer(url, { decision: 'approve' });
		const execution = await api.finished(executionId);
		expect(itemsOf(execution, 'Ask')).toMatchObject([{ data: { approved: true } }]);
	});

	it('Without a response in time, the workflow goes on with the input', async () => {
		const { executionId } = await questions.ask({
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
		const before = (await questions.messages()).length;
		const workflow = await questions.create(
			items(2),
			splitOut,
			questions.node({ message: 'All?' }),
		);
		const execution = await api.run(workflow, 'Start');
		expect(errorOf(execution)?.message).toContain('Loop Over Items');
		expect(await questions.messages()).toHaveLength(before);
	});

	it('The page can be read and answered in a browser, on a phone too', async () => {
		const { url, executionId } = await questions.ask({
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
});
