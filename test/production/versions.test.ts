import { randomUUID } from 'node:crypto';

import type { IDataObject, INodeCredentials, INodeParameters } from 'n8n-workflow';

import { errorOf, itemsOf, N8nApi, type Workflow } from '../../scripts/n8n/api';
import { ensureN8n, type Release } from '../../scripts/n8n/install';
import { N8nInstance } from '../../scripts/n8n/instance';
import { demoCredentials } from '../../scripts/credentials';
import { poll } from '../../scripts/poll';
import { startSimulator, type Simulator } from '../../simulator';
import { systemClock } from '../../simulator/clock';
import { controlClient, type ControlClient } from '../../simulator/client';
import { sampleEventsAt } from '../../simulator/voipbin/sampleEvents';
import { chatIds, fileIds } from '../../simulator/voipbin/seed';
import type { VoipbinState } from '../../simulator/voipbin/state';
import { clickedWorkflow, storeCredentials } from '../e2e/support/nodes';
import { startOtherServer } from '../e2e/support/server';
import { chain } from '../support/chain';
import { owner } from '../support/owner';
import { byId } from '../uses/use';
import { ofPackage, packed } from './support/packed';
import { Proxy } from './support/proxy';
import { addUsers, newUsers, post, publish, webhookPath } from './support/workflows';

jest.setTimeout(120_000);

const vendors = ['smalltalk', 'talkit', 'voipbin', 'talkio', 'stenomatic'] as const;

describe.each<Release>(['oldest', 'newest'])('The %s release of n8n', (release) => {
	let n8n: N8nInstance;
	let api: N8nApi;
	let simulator: Simulator;
	let credentials: Record<string, INodeCredentials>;

	beforeAll(async () => {
		simulator = await startSimulator({ clock: systemClock });
		const installation = await ensureN8n(undefined, release);
		n8n = await N8nInstance.start({ installation, packages: [packed()] });
		api = await N8nApi.signUp(n8n.url, owner);
		credentials = {};
		for (const vendor of vendors) credentials[vendor] = await store(vendor);
	});
	afterAll(async () => {
		await n8n.stop();
		await simulator.close();
	});
	beforeEach(async () => {
		for (const vendor of vendors) await control(vendor).reset();
	});

	const control = (vendor: string): ControlClient => controlClient(simulator.url, vendor);

	const urlOf = (vendor: string) => `${simulator.url}/${vendor}`;

	/** Stores a vendor's credentials, with what differs from the usual ones. */
	const store = async (vendor: string, given: Record<string, string> = {}, url = urlOf(vendor)) =>
		await storeCredentials(vendor, url, `${vendor} ${randomUUID()}`, api, given);

	const create = async (
		type: string,
		parameters: INodeParameters,
		of: INodeCredentials | undefined = credentials[type],
	) =>
		await api.createWorkflow(
			clickedWorkflow(type, {
				type: ofPackage(type),
				parameters,
				...(of ? { credentials: of } : {}),
			}),
		);

	async function run(type: string, parameters: INodeParameters, of?: INodeCredentials) {
		const execution = await api.run(await create(type, parameters, of), 'Start');
		return { items: itemsOf(execution, 'Node'), error: errorOf(execution)?.message, execution };
	}

	it('All nodes and their tools are there', async () => {
		const own = (await api.nodeTypes())
			.filter((type) => type.startsWith(`${packed().name}.`))
			.map((type) => type.split('.').pop());
		const expected = [
			...vendors.flatMap((vendor) => [vendor, `${vendor}Tool`, `${vendor}Trigger`]),
			// Reviews the tools of agents.
			'voipbinHitlTool',
		];
		expect(own.sort()).toEqual(expected.sort());
	});

	it.each<[vendor: string, parameters: INodeParameters, field: string]>([
		['smalltalk', { resource: 'talk', operation: 'getAll', returnAll: true }, 'id'],
		['talkit', { resource: 'plugin', operation: 'getAll' }, 'id'],
		['voipbin', { resource: 'chat', operation: 'getAll', returnAll: true }, 'id'],
		['talkio', { resource: 'user', operation: 'getAll', returnAll: true }, 'id'],
		['stenomatic', { resource: 'client', operation: 'getAll' }, 'name'],
	])('%s lists its records', async (vendor, parameters, field) => {
		const { items, error } = await run(vendor, parameters);
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(1);
		for (const item of items) expect(item[field]).toEqual(expect.anything());
	});

	it.each(demoCredentials)(
		'The test of $type accepts what is right',
		async ({ vendor, type, data }) => {
			expect(await api.testCredential(type, data(urlOf(vendor)))).toMatchObject({ status: 'OK' });
		},
	);

	it.each(demoCredentials)(
		'The test of $type refuses what is wrong',
		async ({ vendor, type, data }) => {
			const right = data(urlOf(vendor));
			const secret = Object.keys(right).find((name) => /token|key|password/i.test(name)) ?? '';
			const outcome = await api.testCredential(type, { ...right, [secret]: 'wrong' });
			expect(outcome).toMatchObject({ status: 'Error' });
		},
	);

	describe('A webhook trigger', () => {
		async function trigger(
			vendor: string,
			parameters: INodeParameters,
			of: INodeCredentials | undefined = credentials[vendor],
		): Promise<Workflow> {
			return await publish(api, `${vendor} trigger`, [
				{
					name: 'Trigger',
					type: ofPackage(`${vendor}Trigger`),
					typeVersion: 2,
					webhookId: randomUUID(),
					parameters,
					...(of ? { credentials: of } : {}),
				},
			]);
		}

		it.each([
			['smalltalk', 'talk_join'],
			['talkit', 'transcript.completed'],
		])('of %s starts for an event of its service, and for nobody else', async (vendor, event) => {
			const secret: Record<string, string> =
				vendor === 'smalltalk' ? { webhookSecret: 'open sesame' } : {};
			const workflow = await trigger(vendor, { events: ['*'] }, await store(vendor, secret));
			const url = n8n.url + webhookPath(workflow);
			expect(await post(url, { event })).toBe(401);
			await control(vendor).setWebhook({
				url: vendor === 'smalltalk' ? `${url}?secret=open%20sesame` : url,
			});
			expect(await control(vendor).sendSample(event)).toMatchObject([{ status: 200 }]);
			expect(await api.executions(workflow, 1)).toHaveLength(1);
			await api.unpublish(workflow);
		});

		it('of voipbin registers its URL, starts for signed events only, and removes its URL', async () => {
			const workflow = await trigger('voipbin', {
				events: ['chatmessage_created'],
				ignoreOwn: false,
			});
			const account = async () => (await control('voipbin').state<VoipbinState>()).customer;
			const url = n8n.url + webhookPath(workflow);
			expect((await account()).webhook_uri).toMatch(webhookPath(workflow));
			expect(await post(url, sampleEventsAt(Date.now()).chatmessage_created as object)).toBe(401);
			expect(await control('voipbin').sendSample('chatmessage_created')).toMatchObject([
				{ status: 200 },
			]);
			expect(await api.executions(workflow, 1)).toHaveLength(1);
			await api.unpublish(workflow);
			await poll(async () => (await account()).webhook_uri === '' || undefined, {
				timeout: () => 'The URL was not removed in time',
			});
		});
	});

	it('A polling trigger starts once for each new record', async () => {
		const workflow = await publish(api, 'New users', [
			newUsers(credentials.talkio as INodeCredentials),
		]);
		await addUsers(control('talkio'), ['new']);
		const executions = await api.executions(workflow, 1);
		expect(executions.flatMap((one) => itemsOf(one, 'Trigger'))).toMatchObject([{ id: 'new' }]);
		await api.unpublish(workflow);
	});

	it('A request that a rate limit refuses is sent again', async () => {
		await control('talkio').setFaults({
			errors: [{ status: 429, count: 2, headers: { 'retry-after': '1' } }],
		});
		const { items, error } = await run('talkio', { resource: 'user', operation: 'getAll' });
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(1);
	});

	it('An expired login is renewed', async () => {
		const me = { resource: 'agent', operation: 'getCurrent' };
		expect((await run('voipbin', me)).error).toBeUndefined();
		await control('voipbin').setState<VoipbinState>({ jwtSecret: 'another' });
		const { items, error } = await run('voipbin', me);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
	});

	it('A login that is limited is tried again', async () => {
		await control('voipbin').setFaults({
			errors: [{ path: '/auth/login', count: 1, status: 429, headers: { 'retry-after': '1' } }],
		});
		const of = await store('voipbin', { username: 'grace@northwind.example' });
		const { error } = await run('voipbin', { resource: 'agent', operation: 'getCurrent' }, of);
		expect(error).toBeUndefined();
	});

	it('A connection that breaks is tried again for a read, and explained for a write', async () => {
		await control('talkio').setFaults({ drop: { when: 'beforeHandling', count: 1 } });
		expect((await run('talkio', { resource: 'user', operation: 'getAll' })).error).toBeUndefined();
		await control('talkio').setFaults({ drop: { when: 'afterHandling', count: 1 } });
		const { error } = await run('talkio', {
			resource: 'user',
			operation: 'create',
			id: 'user-1',
			userName: 'User 1',
			userType: 'member',
		});
		expect(error).toMatch(/^The connection to Talkio was interrupted .*may/);
	});

	it('A download follows a redirect to another host without the token', async () => {
		const storage = await startOtherServer();
		storage.answer = { status: 200, headers: { 'content-type': 'text/plain' }, body: 'content' };
		const proxy = await Proxy.start(simulator.url);
		proxy.redirect = (url) => (url.endsWith('/file') ? `${storage.url}/stored` : undefined);
		const of = await store('voipbin', {}, `${proxy.url}/voipbin`);
		const { items, error } = await run(
			'voipbin',
			{ resource: 'file', operation: 'download', fileId: byId(fileIds.design) },
			of,
		);
		await proxy.stop();
		await storage.close();
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(storage.requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([
			['/stored', undefined],
		]);
	});

	it('A run that is cancelled sends nothing more', async () => {
		await control('voipbin').setFaults({ latencyMs: 300 });
		const texts = Array.from({ length: 300 }, (_, index) => ({ text: `Message ${index}` }));
		const workflow = await api.createWorkflow(
			chain('Cancelled', [
				{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
				{
					name: 'Set',
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					parameters: { mode: 'raw', jsonOutput: JSON.stringify({ texts }) },
				},
				{
					name: 'Split Out',
					type: 'n8n-nodes-base.splitOut',
					parameters: { fieldToSplitOut: 'texts' },
				},
				{
					name: 'Node',
					type: ofPackage('voipbin'),
					parameters: {
						resource: 'message',
						operation: 'send',
						chatId: byId(chatIds.project),
						text: '={{ $json.text }}',
						options: { maxConcurrentRequests: 2 },
					},
					credentials: credentials.voipbin as INodeCredentials,
				},
			]),
		);
		const sent = async () =>
			(await control('voipbin').requests()).filter(
				({ path, status }) => path.endsWith('/talk_messages') && status !== 401,
			);
		const executionId = await api.start(workflow, 'Start');
		await poll(async () => (await sent()).length >= 4 || undefined, {
			timeout: () => 'The run did not begin in time',
		});
		await api.cancel(executionId);
		const { status } = await api.finished(executionId);
		expect(status).toBe('canceled');
		const atEnd = (await sent()).length;
		expect(atEnd).toBeLessThan(300);
		// One more request by another run: whatever the cancelled one still sent would come before it.
		await run('voipbin', { resource: 'agent', operation: 'getCurrent' });
		expect((await sent()).length).toBeLessThanOrEqual(atEnd + 2);
		const received = (await sent()).map(({ body }) => (body as IDataObject).text);
		expect(new Set(received).size).toBe(received.length);
	});
});
