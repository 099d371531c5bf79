import { createHmac } from 'node:crypto';

import type { IDataObject, INodeCredentials, INodeParameters } from 'n8n-workflow';

import { itemsOf, type Workflow } from '../../scripts/n8n/api';
import { poll } from '../../scripts/poll';
import { readWorkflowFiles } from '../../scripts/workflowFiles';
import { systemClock } from '../../simulator/clock';
import { sampleEventsAt } from '../../simulator/voipbin/sampleEvents';
import { chatIds, demoPassword } from '../../simulator/voipbin/seed';
import type { VoipbinState } from '../../simulator/voipbin/state';
import { environment, n8nApi } from './support/environment';
import { imported, storeCredentials, triggerWorkflow } from './support/nodes';
import { simulate, type SimulatedVendor } from './support/simulated';

const sampleEvents = sampleEventsAt(Date.now());

jest.setTimeout(60_000);

const none = { webhook_uri: '', webhook_method: '' };
const foreign = { webhook_uri: 'https://other.example/hook', webhook_method: 'PUT' };

describe('VoIPBin Trigger', () => {
	let voipbin: SimulatedVendor;
	let credentials: INodeCredentials;

	beforeAll(async () => {
		voipbin = await simulate('voipbin', systemClock);
		credentials = await storeCredentials('voipbin', voipbin.baseUrl, 'voipbin trigger');
	});

	afterAll(() => voipbin.stop());

	beforeEach(() => voipbin.control.reset());

	const create = async (
		{ ignoreOwn = false, ...options }: INodeParameters = {},
		events = ['chatmessage_created'],
	) =>
		await n8nApi().createWorkflow(
			triggerWorkflow('VoIPBin trigger', {
				type: 'voipbinTrigger',
				typeVersion: 2,
				parameters: { events, ignoreOwn, options },
				credentials,
			}),
		);

	async function publish(options: INodeParameters = {}, events?: string[]): Promise<Workflow> {
		const workflow = await create(options, events);
		await n8nApi().publish(workflow);
		return workflow;
	}

	const customer = async () => (await voipbin.control.state<VoipbinState>()).customer;

	const webhook = async () => {
		const { webhook_uri, webhook_method } = await customer();
		return { webhook_uri, webhook_method };
	};

	const enterForeign = async () =>
		await voipbin.control.setState<VoipbinState>({
			customer: { ...(await customer()), ...foreign },
		});

	const idOf = ({ nodes }: Workflow) => nodes[0]?.webhookId ?? '';

	const ours = (workflow: Workflow, kind = 'webhook') => ({
		webhook_uri: expect.stringMatching(
			new RegExp(`^http://[\\w.:]+/${kind}/${idOf(workflow)}/webhook$`),
		),
		webhook_method: 'POST',
	});

	/** Unpublishes and waits until the account is as it is to be. */
	async function unpublish(workflow: Workflow, expected: object): Promise<void> {
		await n8nApi().unpublish(workflow);
		await until(expected);
	}

	const until = async (expected: object) =>
		await poll(
			async () => JSON.stringify(await webhook()) === JSON.stringify(expected) || undefined,
			{ timeout: () => `The account did not come to ${JSON.stringify(expected)} in time` },
		);

	/** A message of another agent than the credential's. */
	async function say(text: string, name = 'grace'): Promise<void> {
		const post = async (path: string, body: object, token = '') => {
			const response = await fetch(`${voipbin.baseUrl}${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
				body: JSON.stringify(body),
			});
			expect(response.status).toBe(200);
			return (await response.json()) as IDataObject;
		};
		const login = { username: `${name}@northwind.example`, password: demoPassword };
		const { token } = await post('/auth/login', login);
		await post(
			'/v1.0/service_agents/talk_messages',
			{ chat_id: chatIds.project, type: 'normal', text },
			String(token),
		);
	}

	/** The texts of the messages that have started the workflow, once there are so many. */
	async function texts(workflow: Workflow, count: number): Promise<unknown[]> {
		const executions = await n8nApi().executions(workflow, count);
		return executions
			.flatMap((execution) => itemsOf(execution, 'Trigger'))
			.map(({ data }) => (data as IDataObject).text);
	}

	it("The VoIPBin Trigger registers its URL, starts for other people's messages and removes its URL again", async () => {
		const before = await customer();
		const workflow = await publish();

		expect(await webhook()).toEqual(ours(workflow));
		await say('Hello from Grace');
		expect(await texts(workflow, 1)).toEqual(['Hello from Grace']);

		await unpublish(workflow, none);
		expect(await customer()).toEqual({ ...before, tm_update: expect.any(String) });
	});

	it('Publishing is refused while the account has another URL, and the message says so', async () => {
		await enterForeign();
		const workflow = await create();

		await expect(n8nApi().publish(workflow)).rejects.toThrow('could not publish');

		expect(await webhook()).toEqual(foreign);
		expect(await published(workflow)).toContain('https://other.example/hook');
	});

	it('With Overwrite, the trigger replaces another URL and restores it afterwards', async () => {
		await enterForeign();
		const workflow = await publish({ overwrite: true });

		expect(await webhook()).toEqual(ours(workflow));

		await unpublish(workflow, foreign);
	});

	it('Publishing twice registers the URL once', async () => {
		const workflow = await publish();
		await unpublish(workflow, none);
		await n8nApi().publish(workflow);

		expect(await webhook()).toEqual(ours(workflow));
		await say('Once');
		expect(await texts(workflow, 1)).toEqual(['Once']);
		await unpublish(workflow, none);
	});

	it('Forged, altered and unsigned deliveries start nothing', async () => {
		const workflow = await publish();
		const { webhook_uri } = await webhook();
		const { webhook_secret } = await customer();
		const body = JSON.stringify(sampleEvents.chatmessage_created);
		const sign = (text: string, secret = webhook_secret) =>
			`sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;
		const send = async (text: string, signature?: string) => {
			const headers = {
				'content-type': 'application/json',
				...(signature ? { 'x-voipbin-signature': signature } : {}),
			};
			return (await fetch(webhook_uri, { method: 'POST', headers, body: text })).status;
		};

		expect(await send(body, sign(body, 'forged'))).toBe(401);
		expect(await send(body.replace('ready', 'done'), sign(body))).toBe(401);
		expect(await send(body)).toBe(401);
		// The bytes count, not what they mean; this one comes last and is the only one taken.
		const spaced = JSON.stringify(sampleEvents.chatmessage_created, null, 2);
		expect(await send(spaced, sign(spaced))).toBe(200);

		expect(await texts(workflow, 1)).toEqual(['Is the new design ready?']);
		await unpublish(workflow, none);
	});

	it('Own messages, repeats and unwanted events start nothing', async () => {
		const workflow = await publish({ ignoreOwn: true });

		await say('My own', 'ada');
		await voipbin.control.sendSample('chat_updated');
		await voipbin.control.sendEvent(sampleEvents.chatmessage_created);
		await voipbin.control.sendEvent(sampleEvents.chatmessage_created);
		await say('Last');

		expect(await texts(workflow, 2)).toEqual(['Is the new design ready?', 'Last']);
		await unpublish(workflow, none);
	});

	it('The example workflow answers others and never itself', async () => {
		const example = (await readWorkflowFiles()).get('voipbin-reply-in-thread');
		if (!example) throw new Error('The example workflow is not there');
		const workflow = await n8nApi().createWorkflow(imported(example, credentials));
		await n8nApi().publish(workflow);

		// An answer to the first answer would be there before the second message has one.
		for (const [index, text] of ['First', 'Second'].entries()) {
			await say(text);
			expect(await n8nApi().executions(workflow, index + 1)).toHaveLength(index + 1);
		}

		const { messages } = await voipbin.control.state<VoipbinState>();
		expect(messages.slice(3).map(({ text }) => text)).toEqual([
			'First',
			'Thank you, we are looking into this: First',
			'Second',
			'Thank you, we are looking into this: Second',
		]);
		await unpublish(workflow, none);
	});

	it('With manual registration, the trigger leaves the account alone', async () => {
		await enterForeign();
		const workflow = await publish({ manualRegistration: true });

		expect(await webhook()).toEqual(foreign);
		await voipbin.control.setWebhook({ url: n8nApi().productionUrl(workflow) });
		await voipbin.control.sendSample('chatmessage_created');
		expect(await texts(workflow, 1)).toEqual(['Is the new design ready?']);

		await n8nApi().unpublish(workflow);
		expect(await webhook()).toEqual(foreign);
	});

	it('A test borrows the URL and returns it to the published workflow', async () => {
		const workflow = await publish();
		const published = await webhook();

		await rest('POST', `workflows/${workflow.id}/run`, {
			triggerToStartFrom: { name: 'Trigger' },
		});
		expect(await webhook()).toEqual(ours(workflow, 'webhook-test'));

		await say('For the test');
		await until(published);
		expect(await texts(workflow, 1)).toEqual(['For the test']);
		await unpublish(workflow, none);
	});
});

/** A call of n8n's REST interface. */
async function rest(method: string, path: string, body?: object): Promise<string> {
	const { url, cookie } = environment().n8n;
	const response = await fetch(`${url}/rest/${path}`, {
		method,
		headers: { cookie, 'content-type': 'application/json' },
		...(body ? { body: JSON.stringify(body) } : {}),
	});
	expect(response.status).toBe(200);
	return await response.text();
}

/** What n8n says of a workflow's publication. */
const published = async ({ id }: Workflow) =>
	await rest('GET', `workflows/${id}/publication-status`);
