import { createHmac, randomUUID } from 'node:crypto';

import type { IDataObject, IPairedItemData } from 'n8n-workflow';

import { errorOf, itemsOf, type Workflow } from '../../scripts/n8n/api';
import type { QueueMode } from '../../scripts/n8n/queueMode';
import { poll } from '../../scripts/poll';
import { sampleEventsAt } from '../../simulator/voipbin/sampleEvents';
import { chatIds } from '../../simulator/voipbin/seed';
import type { VoipbinState } from '../../simulator/voipbin/state';
import { talkAs } from '../e2e/support/talkAs';
import { byId } from '../uses/use';
import { ofPackage } from './support/packed';
import { startQueueMode } from './support/queueMode';
import {
	addUsers,
	createUsers,
	newUsers,
	post,
	publish,
	simulatedService,
	splitOut,
	webhook,
	webhookPath,
} from './support/workflows';

jest.setTimeout(180_000);

let n8n: QueueMode;
beforeAll(async () => {
	n8n = await startQueueMode({ settings: { N8N_LOG_LEVEL: 'debug' } });
});
afterAll(() => n8n.stop());

const service = (vendor: string) => simulatedService(vendor, () => n8n.api);

/** Where a workflow can be reached: at each webhook processor and at the main process. */
const urls = (workflow: Workflow): string[] =>
	[...n8n.processors, n8n.main].map(({ url }) => url + webhookPath(workflow));

/** What nobody may read in the database or in a log. */
const secrets = [
	'talkio-demo-key',
	'talkio-demo-provider',
	'talkit-demo-developer-key',
	'talkit-demo-plugin-secret',
	'talkit-demo-webhook-secret',
	'voipbin-demo-password',
];

const sign = (secret: string, body: string) =>
	createHmac('sha256', secret).update(body).digest('hex');

describe('Operations on a worker', () => {
	const talkio = service('talkio');

	it('2,000 users are created once each, in order, and each item is paired with its input', async () => {
		await talkio.control.setFaults({ latencyMs: 20 });
		const workflow = await publish(n8n.api, 'Create users', [
			webhook(),
			splitOut,
			createUsers(talkio.credentials),
		]);
		const ids = Array.from({ length: 2000 }, (_, index) => `user-${index}`);

		const [url = ''] = urls(workflow);
		expect(await post(url, { items: ids.map((id) => ({ id })) })).toBe(200);
		const [execution] = await n8n.api.executions(workflow, 1);

		expect(errorOf(execution!)).toBeUndefined();
		const [run] = execution!.data.resultData.runData.Talkio ?? [];
		const items = run?.data?.main?.[0] ?? [];
		expect(items.map(({ json }) => json.id)).toEqual(ids);
		expect(items.map(({ pairedItem }) => (pairedItem as IPairedItemData).item)).toEqual(
			ids.map((_, index) => index),
		);
		const requests = await talkio.control.requests();
		expect(requests.map(({ body }) => (body as IDataObject).id).sort()).toEqual([...ids].sort());
	});
});

describe('Triggers on webhook processors', () => {
	const smalltalk = service('smalltalk');
	const talkit = service('talkit');
	const voipbin = service('voipbin');

	/** Sends these deliveries to every process that takes webhooks; returns the statuses of the answers. */
	async function everywhere(
		workflow: Workflow,
		send: (url: string, index: number) => Promise<number>,
	) {
		return await Promise.all(urls(workflow).map(send));
	}

	it('A reaction that a processor receives answers the question of a worker', async () => {
		const trigger = await publish(n8n.api, 'Answers', [
			{
				name: 'Trigger',
				type: ofPackage('voipbinTrigger'),
				typeVersion: 2,
				webhookId: randomUUID(),
				parameters: { events: ['chatmessage_created'] },
				credentials: voipbin.credentials,
			},
		]);
		const asking = await publish(n8n.api, 'Ask', [
			webhook(),
			{
				name: 'Ask',
				type: ofPackage('voipbin'),
				parameters: {
					resource: 'message',
					operation: 'sendAndWait',
					chatId: byId(chatIds.project),
					message: 'In queue mode?',
					options: { respondInChat: ['reaction'] },
				},
				credentials: voipbin.credentials,
			},
		]);
		const [url = ''] = urls(asking);
		expect(await post(url, {})).toBe(200);
		const question = await poll(
			async () => {
				const { messages } = await voipbin.control.state<VoipbinState>();
				return messages.find(({ text }) => text === 'In queue mode?');
			},
			{ timeout: () => 'The question was not asked in time' },
		);
		const grace = await talkAs(voipbin, 'grace');
		await grace(`/${question.id}/reactions`, { emoji: '👍' });
		const [execution] = await n8n.api.executions(asking, 1);
		expect(itemsOf(execution!, 'Ask')).toMatchObject([
			{ data: { approved: true, responder: { name: 'Grace Ito' } } },
		]);
		await n8n.api.unpublish(trigger);
	});

	it('Smalltalk Trigger accepts events with the secret at every process, and no others', async () => {
		const name = 'Smalltalk with a secret';
		const data = { apiToken: 'smalltalk-demo-token', webhookSecret: 'open sesame' };
		const id = await n8n.api.createCredential('smalltalkApi', name, data);
		const workflow = await publish(n8n.api, 'Smalltalk', [
			{
				name: 'Trigger',
				type: ofPackage('smalltalkTrigger'),
				typeVersion: 2,
				webhookId: randomUUID(),
				parameters: { events: ['*'] },
				credentials: { smalltalkApi: { id, name } },
			},
		]);
		const samples = await smalltalk.control.sampleEvents();
		const event = (index: number) => ({ ...(samples.talk_join as object), test: index });

		secrets.push('open sesame');
		const secret = encodeURIComponent('open sesame');
		expect(await everywhere(workflow, async (url) => await post(url, event(0)))).toEqual([
			401, 401, 401,
		]);
		expect(
			await everywhere(workflow, async (url) => await post(`${url}?secret=guess`, event(0))),
		).toEqual([401, 401, 401]);
		expect(
			await everywhere(
				workflow,
				async (url, index) => await post(`${url}?secret=${secret}`, event(index)),
			),
		).toEqual([200, 200, 200]);
		expect(await n8n.api.executions(workflow, 3)).toHaveLength(3);
	});

	it('Talkit Trigger accepts signed events at every process, and no others', async () => {
		const workflow = await publish(n8n.api, 'Talkit', [
			{
				name: 'Trigger',
				type: ofPackage('talkitTrigger'),
				typeVersion: 2,
				webhookId: randomUUID(),
				parameters: { events: ['*'] },
				credentials: talkit.credentials,
			},
		]);
		const samples = await talkit.control.sampleEvents();
		const event = (index: number) =>
			JSON.stringify({ ...(samples['transcript.completed'] as object), test: index });
		const send = (secret?: string) => async (url: string, index: number) => {
			const body = event(index);
			return await post(url, body, secret ? { 'x-connect-it-token': sign(secret, body) } : {});
		};

		expect(await everywhere(workflow, send())).toEqual([401, 401, 401]);
		expect(await everywhere(workflow, send('guess'))).toEqual([401, 401, 401]);
		expect(await everywhere(workflow, send('talkit-demo-webhook-secret'))).toEqual([200, 200, 200]);
		expect(await n8n.api.executions(workflow, 3)).toHaveLength(3);
	});

	describe('VoIPBin Trigger', () => {
		let workflow: Workflow;
		afterEach(async () => await n8n.api.unpublish(workflow));

		async function publishTrigger(): Promise<string> {
			workflow = await publish(n8n.api, 'VoIPBin', [
				{
					name: 'Trigger',
					type: ofPackage('voipbinTrigger'),
					typeVersion: 2,
					webhookId: randomUUID(),
					parameters: { events: ['chatmessage_created'], ignoreOwn: false },
					credentials: voipbin.credentials,
				},
			]);
			const { customer } = await voipbin.control.state<VoipbinState>();
			expect(customer.webhook_uri).toBe(urls(workflow)[0]);
			secrets.push(customer.webhook_secret);
			return customer.webhook_secret;
		}

		const event = (id: string) => {
			const { data, ...rest } = sampleEventsAt(Date.now()).chatmessage_created as {
				data: IDataObject;
			};
			return JSON.stringify({ ...rest, data: { ...data, id } });
		};

		const signed = (secret: string, body: string) => ({
			'x-voipbin-signature': `sha256=${sign(secret, body)}`,
		});

		it('VoIPBin Trigger registers the public URL, and accepts signed events at every process and no others', async () => {
			const secret = await publishTrigger();
			await voipbin.control.clearRequests();
			const send = (key?: string) => async (url: string) => {
				const body = event(randomUUID());
				return await post(url, body, key === undefined ? {} : signed(key, body));
			};

			expect(await everywhere(workflow, send())).toEqual([401, 401, 401]);
			expect(await everywhere(workflow, send(secret))).toEqual([200, 200, 200]);
			expect(await everywhere(workflow, send('guess'))).toEqual([401, 401, 401]);
			expect(await everywhere(workflow, send(secret))).toEqual([200, 200, 200]);
			expect(await n8n.api.executions(workflow, 6)).toHaveLength(6);

			// Each processor reads the secret once; the main process knows it from the registration.
			const requests = await voipbin.control.requests();
			expect(requests.filter(({ path }) => path === '/v1.0/customer')).toHaveLength(2);
		});

		it('An event that comes twice starts one execution at one processor, and two at two processors', async () => {
			const secret = await publishTrigger();
			const [first = '', second = ''] = urls(workflow);
			const send = async (body: string, url: string) => await post(url, body, signed(secret, body));
			const [once, twice] = [randomUUID(), randomUUID()];
			const [onceBody, twiceBody] = [event(once), event(twice)];
			for (const url of [first, first]) expect(await send(onceBody, url)).toBe(200);
			for (const url of [first, second]) expect(await send(twiceBody, url)).toBe(200);

			const executions = await n8n.api.executions(workflow, 3);
			const ids = executions.flatMap((one) =>
				itemsOf(one, 'Trigger').map(({ data }) => (data as IDataObject).id),
			);
			expect(ids).toEqual([once, twice, twice]);
			const eventIds = executions.flatMap((one) =>
				itemsOf(one, 'Trigger').map(({ eventId }) => eventId),
			);
			expect(new Set(eventIds).size).toBe(2);
		});
	});
});

describe('Remove Duplicates on eventId', () => {
	const smalltalk = service('smalltalk');

	it('What two processors let through goes on once', async () => {
		const workflow = await publish(n8n.api, 'Once', [
			{
				name: 'Trigger',
				type: ofPackage('smalltalkTrigger'),
				typeVersion: 2,
				webhookId: randomUUID(),
				parameters: { events: ['*'] },
			},
			{
				name: 'Once',
				type: 'n8n-nodes-base.removeDuplicates',
				typeVersion: 2,
				parameters: {
					operation: 'removeItemsSeenInPreviousExecutions',
					dedupeValue: '={{ $json.eventId }}',
				},
			},
		]);
		const samples = await smalltalk.control.sampleEvents();
		const [first = '', second = ''] = urls(workflow);
		for (let count = 1; count <= 5; count++) {
			const event = { ...(samples.talk_join as object), count };
			expect(await post(first, event)).toBe(200);
			// The first execution has ended: n8n does not compare executions that run at the same time.
			await n8n.api.executions(workflow, 2 * count - 1);
			expect(await post(second, event)).toBe(200);
			await n8n.api.executions(workflow, 2 * count);
		}
		const executions = await n8n.api.executions(workflow, 10);
		expect(executions.flatMap((one) => itemsOf(one, 'Once').map(({ count }) => count))).toEqual([
			1, 2, 3, 4, 5,
		]);
	});
});

describe('Polling', () => {
	const talkio = service('talkio');

	it('Users who are created while a trigger polls start a workflow once each', async () => {
		const workflow = await publish(n8n.api, 'New users', [newUsers(talkio.credentials)]);
		const polled = async (more: number) => {
			const before = (await talkio.control.requests()).length;
			await poll(
				async () => (await talkio.control.requests()).length >= before + more || undefined,
				{ timeout: () => 'n8n did not poll in time' },
			);
		};
		await polled(2);
		const created: string[] = [];
		for (let round = 0; round < 10; round++) {
			const ids = Array.from({ length: 5 }, (_, index) => `new-${round}-${index}`);
			await addUsers(talkio.control, ids);
			created.push(...ids);
			await polled(1);
		}
		await polled(3);
		await n8n.api.unpublish(workflow);
		const seen = await received(workflow, created.length);
		expect(seen.sort()).toEqual([...created].sort());
	});

	/** The IDs of all items that started the workflow, once there are so many. */
	async function received(workflow: Workflow, count: number): Promise<string[]> {
		return await poll(
			async () => {
				const executions = await n8n.api.executions(workflow, 1);
				const ids = executions.flatMap((one) =>
					itemsOf(one, 'Trigger').map(({ id }) => String(id)),
				);
				return ids.length >= count ? ids : undefined;
			},
			{ timeout: () => `There were not ${count} items in time` },
		);
	}
});

describe('Many executions at a limit', () => {
	const voipbin = service('voipbin');

	it('300 events at two workers send 300 messages to a limited account, each once', async () => {
		const workflow = await publish(n8n.api, 'Fan-in', [
			webhook(),
			{
				name: 'VoIPBin',
				type: ofPackage('voipbin'),
				parameters: {
					resource: 'message',
					operation: 'send',
					chatId: byId(chatIds.project),
					text: '={{ $json.body.text }}',
				},
				credentials: voipbin.credentials,
			},
		]);
		await voipbin.control.setFaults({ latencyMs: 20, rateLimit: { perSecond: 15, burst: 16 } });
		const texts = Array.from({ length: 300 }, (_, index) => `Message ${index}`);
		const targets = urls(workflow).slice(0, 2);
		for (const [index, text] of texts.entries()) {
			expect(await post(targets[index % 2] ?? '', { text })).toBe(200);
		}
		const sent = async () =>
			(await voipbin.control.requests()).filter(({ path }) => path.endsWith('/talk_messages'));
		const accepted = await poll(
			async () => {
				const done = (await sent()).filter(({ status }) => status === 200);
				return done.length >= texts.length ? done : undefined;
			},
			{ timeoutMs: 120_000, timeout: () => 'The messages were not sent in time' },
		);
		await poll(
			async () =>
				(await n8n.api.executionIds(workflow, ['new', 'running', 'waiting'])).length === 0 ||
				undefined,
			{
				timeout: () => 'The executions did not end in time',
			},
		);

		expect(accepted.map(({ body }) => (body as IDataObject).text).sort()).toEqual(
			[...texts].sort(),
		);
		expect(await n8n.api.executionIds(workflow, ['error', 'crashed', 'canceled'])).toEqual([]);
		// How few they are depends on the machine, and is measured in the benchmark.
		expect((await sent()).length).toBeLessThan(2 * texts.length);
	});
});

describe('What the other tests have left behind', () => {
	it('No secret is in the database or in the log of any process', async () => {
		const lines = await n8n.written();
		const found = lines.filter((line) => secrets.some((secret) => line.includes(secret)));
		expect(found.map((line) => line.slice(0, 300))).toEqual([]);
		// The search would find what is there.
		expect(lines.filter((line) => line.startsWith('credentials_entity: '))).not.toEqual([]);
		expect(lines.some((line) => line.includes('Message 299'))).toBe(true);
	});
});
