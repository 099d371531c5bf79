import type { INodeCredentials } from 'n8n-workflow';
import type { Browser, Page } from 'playwright-core';

import { itemsOf } from '../../scripts/n8n/api';
import { readWorkflowFiles } from '../../scripts/workflowFiles';
import { talkIds } from '../../simulator/smalltalk/seed';
import { openBrowser, signIn, takePicture } from './support/browser';
import { n8nApi } from './support/environment';
import { actionWorkflow, imported, storeCredentials } from './support/nodes';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(120_000);

const token = 'smalltalk-demo-token';

describe('the editor', () => {
	let smalltalk: SimulatedVendor;
	let credentials: INodeCredentials;
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		smalltalk = await simulate('smalltalk');
		credentials = await storeCredentials('smalltalk', smalltalk.baseUrl, 'Our Smalltalk');
		browser = await openBrowser();
	});

	afterAll(async () => {
		await browser.close();
		await smalltalk.stop();
	});

	beforeEach(async () => {
		await smalltalk.control.reset();
		page = await signIn(browser);
	});

	afterEach(() => page.close());

	/** The nodes that a search in a new workflow finds. */
	async function search(text: string) {
		await page.goto('/workflow/new');
		await page.getByTestId('canvas-add-button').click();
		await page.getByTestId('node-creator-search-bar').fill(text);
		return page.getByTestId('item-iterator-item');
	}

	/** Adds a node by one of its actions, as n8n's users do. */
	async function addAction(action: string): Promise<void> {
		const found = await search('smalltalk');
		await found.filter({ hasText: 'Smalltalk' }).first().click();
		await page.getByText('Actions (13)').click();
		await page.getByText(action, { exact: true }).click();
	}

	async function enter(field: string, value: string): Promise<void> {
		await page.getByTestId(`parameter-input-${field}`).locator('input').fill(value);
	}

	it('The node search finds one entry for a service, with its actions and its triggers', async () => {
		const found = await search('smalltalk');
		await found.filter({ hasText: 'Smalltalk' }).first().waitFor();
		expect(await found.count()).toBe(1);

		await found.click();
		await page.getByText('Actions (13)').waitFor();
		await page.getByText('Triggers (5)').waitFor();
		await page.getByText('On transcription ready').waitFor();
		await page.getByText('Actions (13)').click();
		await page.getByText('Get talk', { exact: true }).waitFor();
		await takePicture(page, 'search');
	});

	it('The panel of a trigger says which URL to enter, for tests and for production', async () => {
		const found = await search('smalltalk');
		await found.filter({ hasText: 'Smalltalk' }).first().click();
		await page.getByText('On transcription ready').click();

		const production = 'publish it and enter the Production URL in Smalltalk';
		await page.getByText(`When the workflow is ready, ${production}`).waitFor();
		await page.getByText('When will this node trigger my flow?').click();
		await page.getByText('copy the Test URL from Webhook URLs and enter it in Smalltalk').waitFor();
		await takePicture(page, 'trigger');
	});

	it('The node search finds each service by the words that people search for', async () => {
		const searches = [
			['translate', 'Stenomatic'],
			['live captions', 'Stenomatic'],
			['webinar', 'Smalltalk'],
			['telephony', 'VoIPBin'],
			['voice notes', 'Talkit'],
			['education', 'Talkio'],
		] as const;
		const found = await search('');
		for (const [words, node] of searches) {
			await page.getByTestId('node-creator-search-bar').fill(words);
			await found.getByText(node, { exact: true }).first().waitFor();
		}
	});

	it('The panel offers the talks of the account and runs with the one that is picked', async () => {
		await addAction('Get talk');
		await page.getByTestId('node-credentials-select').click();
		const id = credentials.smalltalkApi?.id ?? '';
		await page.getByTestId(`node-credentials-select-item-${id}`).click();
		await page.getByTestId('rlc-input').click();
		const talks = page.getByTestId('rlc-item');
		await talks.getByText('Autumn Town Hall').waitFor();
		expect(await talks.count()).toBe(8);
		await takePicture(page, 'node');

		await page.getByTestId('rlc-search').fill('checkout');
		await talks.getByText('Autumn Town Hall').waitFor({ state: 'detached' });
		await talks.getByText('Design Review: Mobile Checkout').waitFor();
		expect(await talks.count()).toBe(1);
		await talks.first().click();
		await smalltalk.control.clearRequests();
		await page.getByTestId('node-execute-button').click();
		const output = page.getByTestId('output-panel');
		await output.getByText('Design Review: Mobile Checkout').waitFor();

		expect(await smalltalk.control.requests()).toMatchObject([
			{ path: '/api/v1/partners/talks', query: { talk_id: talkIds.designReview }, status: 200 },
		]);
	});

	it.each([
		['talkit', 'plugin', 'Field Notes to CRM'],
		['voipbin', 'channel', 'Announcements'],
		['talkio', 'user', 'Amelie Fontaine'],
		['stenomatic', 'client', 'Harbour Museum'],
	])('The panel of %s runs Get Many of %s and shows "%s"', async (service, resource, shown) => {
		const simulated = await simulate(service);
		const stored = await storeCredentials(service, simulated.baseUrl, `${service} in the editor`);
		const workflow = await n8nApi().createWorkflow(
			actionWorkflow(`${service} in the editor`, {
				type: service,
				parameters: { resource, operation: 'getAll' },
				credentials: stored,
			}),
		);
		await page.goto(`/workflow/${workflow.id}`);
		await page.getByTestId('canvas-node').filter({ hasText: 'Node' }).dblclick();
		await page.getByTestId('node-execute-button').click();
		await page.getByTestId('output-panel').getByText(shown).first().waitFor();
		await simulated.stop();
	});

	it('The credential dialog tests the credential', async () => {
		await addAction('Get talk');
		await page.getByTestId('node-credentials-select').click();
		await page.getByTestId('node-credentials-select-item-new').click();
		const dialog = page.getByTestId('editCredential-modal');
		const save = dialog.getByTestId('credential-save-button');

		await enter('apiToken', 'wrong');
		await enter('baseUrl', smalltalk.baseUrl);
		await save.click();
		await dialog.getByText('Couldn’t connect with these settings').waitFor();
		await dialog.getByText('More details').click();
		await dialog
			.getByText('Smalltalk rejected the API Token. Copy it again from your organization settings.')
			.waitFor();
		await enter('apiToken', token);
		await save.click();
		await dialog.waitFor({ state: 'hidden' });
		const statuses = (await smalltalk.control.requests()).map(({ status }) => status);
		expect(statuses).toContain(401);
		expect(statuses.at(-1)).toBe(200);

		await page.getByTestId('credential-edit-button').click();
		await dialog.getByText('Connection tested successfully').waitFor();
		await page.getByText('Credential saved').waitFor({ state: 'hidden' });
		await takePicture(page, 'credential');
	});

	it('The editor shows the example workflow and its execution', async () => {
		const file = (await readWorkflowFiles()).get('smalltalk-transcription-to-text');
		if (!file) throw new Error('The example workflow is not there');
		const workflow = await n8nApi().createWorkflow(imported(file, credentials));
		await n8nApi().publish(workflow);
		await smalltalk.control.setWebhook({ url: n8nApi().productionUrl(workflow) });
		await smalltalk.control.sendSample('transcription_ready');
		const [execution] = await n8nApi().executions(workflow, 1);
		if (!execution) throw new Error('There is no execution');

		await page.goto(`/workflow/${workflow.id}/executions/${execution.id}`);
		const preview = page.getByTestId('canvas-node');
		await preview.filter({ hasText: 'Transcription as text' }).waitFor();
		await page.getByText('2 items', { exact: true }).waitFor();
		await page.goto(`/workflow/${workflow.id}`);
		await page.getByTestId('canvas-node').filter({ hasText: 'Send transcription' }).waitFor();
		await page.getByTestId('zoom-to-fit').click();
		await takePicture(page, 'editor');

		expect(itemsOf(execution, 'Transcription as text')).toHaveLength(1);
	});
});
