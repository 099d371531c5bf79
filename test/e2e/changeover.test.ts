import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { itemsOf, N8nApi, type Workflow } from '../../scripts/n8n/api';
import { ensureN8n } from '../../scripts/n8n/install';
import { N8nInstance } from '../../scripts/n8n/instance';
import { root } from '../../scripts/paths';
import type { TalkioState } from '../../simulator/talkio/state';
import { environment } from './support/environment';
import { storeCredentials, triggerWorkflow } from './support/nodes';
import { everySecond } from './support/polling';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(180_000);

/** With the commands of docs/packages.md. */
describe('changing from the package of all services to those of one', () => {
	let folder: string;
	let n8n: N8nInstance;
	let api: N8nApi;
	let talkio: SimulatedVendor;
	let smalltalk: SimulatedVendor;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'n8n-talk-platforms-changeover-'));
		const { packed, n8n: main } = environment();
		n8n = await N8nInstance.start({ installation: await ensureN8n(), packages: [packed] });
		api = await N8nApi.signUp(n8n.url, main.owner);
		[talkio, smalltalk] = await Promise.all([simulate('talkio'), simulate('smalltalk')]);
	});

	afterAll(async () => {
		await Promise.all([talkio?.stop(), smalltalk?.stop(), n8n?.stop()]);
		await rm(folder, { recursive: true, force: true });
	});

	async function addUser(id: string): Promise<void> {
		const { users } = await talkio.control.state<TalkioState>();
		const user = {
			id,
			userName: id,
			userType: 'member' as const,
			createdAt: '2026-05-04T10:00:00.000Z',
		};
		await talkio.control.setState<TalkioState>({ users: [user, ...users] });
	}

	const received = async (workflow: Workflow, count: number) => {
		const executions = await api.executions(workflow, count);
		return executions.flatMap((execution) => itemsOf(execution, 'Trigger'));
	};

	/** A command of the documentation that starts like this. */
	async function documented(start: string): Promise<string> {
		const lines = (await readFile(join(root, 'docs', 'packages.md'), 'utf8')).split('\n');
		const command = lines.map((line) => line.trim()).find((line) => line.startsWith(start));
		if (!command) throw new Error(`docs/packages.md has no ${start}`);
		return command;
	}

	/** The arguments of a documented command of n8n, with its files in the folder of this test. */
	const argumentsOf = async (start: string): Promise<string[]> =>
		(await documented(start))
			.split(' ')
			.slice(1)
			.map((argument) => argument.replace(/=(\w+\.json)$/, (_, file) => `=${join(folder, file)}`));

	it('Workflows keep their ID, credential, webhook URL and what a polling trigger remembers', async () => {
		const credentials = await storeCredentials('talkio', talkio.baseUrl, 'Talkio account', api);
		const polling = await api.createWorkflow(
			triggerWorkflow('New users', {
				type: 'talkioTrigger',
				typeVersion: 2,
				parameters: { pollTimes: everySecond, events: ['userCreated'] },
				credentials,
			}),
		);
		const webhook = await api.createWorkflow(
			triggerWorkflow('Talks', {
				type: 'smalltalkTrigger',
				typeVersion: 2,
				parameters: { events: ['talk_join'] },
			}),
		);
		const workflows = [polling, webhook];
		for (const workflow of workflows) await api.publish(workflow);
		await smalltalk.control.setWebhook({ url: api.productionUrl(webhook) });
		await addUser('before');
		expect(await received(polling, 1)).toMatchObject([{ id: 'before' }]);

		for (const workflow of workflows) await api.unpublish(workflow);
		await n8n.run(...(await argumentsOf('n8n export:workflow')));
		await promisify(execFile)('sh', ['-c', await documented('sed ')], { cwd: folder });
		await addUser('meanwhile');
		await n8n.restart(
			environment().singlePackages.filter(({ name }) => /talkio|smalltalk/.test(name)),
		);
		await n8n.run(...(await argumentsOf('n8n import:workflow')));

		const changed = await Promise.all(workflows.map(({ id }) => api.workflow(id)));
		expect(changed.flatMap(({ nodes }) => nodes.map(({ type }) => type))).toEqual([
			'n8n-nodes-talkio.talkioTrigger',
			'n8n-nodes-smalltalk.smalltalkTrigger',
		]);
		for (const workflow of changed) await api.publish(workflow);
		const [delivery] = await smalltalk.control.sendSample('talk_join');
		expect(delivery?.status).toBe(200);
		expect(await received(webhook, 1)).toMatchObject([{ event_name: 'talk_join' }]);
		expect(await received(polling, 2)).toMatchObject([{ id: 'before' }, { id: 'meanwhile' }]);
	});
});
