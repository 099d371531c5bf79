import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { INodeCredentials, INodeParameters } from 'n8n-workflow';

import { demoCredentials } from '../../scripts/credentials';
import { N8nApi, type Workflow } from '../../scripts/n8n/api';
import { ensureN8n } from '../../scripts/n8n/install';
import { N8nInstance } from '../../scripts/n8n/instance';
import { startSimulator, type Simulator } from '../../simulator';
import { controlClient } from '../../simulator/client';
import type { VoipbinState } from '../../simulator/voipbin/state';
import { serviceUses } from '../uses';
import { environment } from './support/environment';
import { actionWorkflow, triggerWorkflow } from './support/nodes';
import { everySecond } from './support/polling';

jest.setTimeout(180_000);

/** Fields of credentials that are no secrets. */
const open = new Set([
	'baseUrl',
	'usageBaseUrl',
	'authentication',
	'username',
	'organizationSlug',
	'installationUuid',
]);

const smalltalkSecret = 'smalltalk-webhook-secret-1f6b';

/** Every file below a folder, except the packages and the web pages of n8n itself. */
const filesBelow = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((file) => join(folder, file))
		.filter((file) => statSync(file).isFile() && !/node_modules|\.cache/.test(file));

/** A text in the forms in which it may have been written. */
const formsOf = (secret: string): string[] => [
	secret,
	encodeURIComponent(secret),
	Buffer.from(secret).toString('base64').replace(/=+$/, ''),
];

describe('secrets', () => {
	let simulator: Simulator;
	let n8n: N8nInstance;
	let api: N8nApi;
	const credentials: Record<string, INodeCredentials> = {};
	const secrets: string[] = [];

	beforeAll(async () => {
		simulator = await startSimulator();
		const { packed, n8n: main } = environment();
		n8n = await N8nInstance.start({
			installation: await ensureN8n(),
			packages: [packed],
			settings: { N8N_LOG_LEVEL: 'debug' },
		});
		api = await N8nApi.signUp(n8n.url, main.owner);
		for (const { vendor, type, name, data } of demoCredentials) {
			const filled: Record<string, string> = {
				...data(`${simulator.url}/${vendor}`),
				...(type === 'smalltalkApi' ? { webhookSecret: smalltalkSecret } : {}),
			};
			const fields = Object.entries(filled).filter(([field, value]) => value && !open.has(field));
			secrets.push(...fields.map(([, value]) => value));
			const id = await api.createCredential(type, name, filled);
			credentials[vendor] = { ...credentials[vendor], [type]: { id, name } };
		}
	});

	afterAll(async () => {
		await n8n?.stop();
		await simulator?.close();
	});

	async function publish(
		service: string,
		parameters: INodeParameters,
		credential = credentials[service] as INodeCredentials,
	): Promise<Workflow> {
		const workflow = await api.createWorkflow(
			triggerWorkflow(`${service} trigger`, {
				type: `${service}Trigger`,
				typeVersion: 2,
				parameters,
				credentials: credential,
			}),
		);
		await api.publish(workflow);
		return workflow;
	}

	it('No secret of any credential gets into the database, the logs or an export of n8n', async () => {
		for (const { service, node, uses } of serviceUses) {
			const { resource, operation, parameters } = uses[0]!;
			for (const more of [parameters, { ...parameters, output: 'nonsense' }]) {
				const workflow = await api.createWorkflow(
					actionWorkflow(`${service} operation`, {
						type: node,
						parameters: { resource, operation, ...more },
						credentials: credentials[service],
					}),
				);
				await api.run(workflow, 'Start');
			}
		}

		const control = (service: string) => controlClient(simulator.url, service);
		const smalltalk = await publish('smalltalk', { events: ['*'] });
		await control('smalltalk').setWebhook({
			url: `${api.productionUrl(smalltalk)}?secret=${smalltalkSecret}`,
		});
		const talkit = await publish(
			'talkit',
			{ events: ['*'], fetchTranscript: true },
			{ talkitInstallationApi: credentials.talkit!.talkitInstallationApi! },
		);
		await control('talkit').setWebhook({ url: api.productionUrl(talkit) });
		const voipbin = await publish('voipbin', { events: ['*'], ignoreOwn: false });
		const { customer } = await control('voipbin').state<VoipbinState>();
		secrets.push(customer.webhook_secret);
		for (const [service, event] of [
			['smalltalk', 'talk_join'],
			['talkit', 'transcript.completed'],
			['voipbin', 'chat_created'],
		] as const) {
			const [delivery] = await control(service).sendSample(event);
			expect({ service, status: delivery?.status }).toEqual({ service, status: 200 });
		}
		for (const workflow of [smalltalk, talkit, voipbin]) await api.executions(workflow, 1);
		for (const [service, events] of [
			['talkio', ['userCreated']],
			['stenomatic', ['usageAbove']],
		] as const) {
			const options = { startFrom: 'beginning' };
			const parameters = { events: [...events], threshold: 0, period: 'month', options };
			await api.executions(await publish(service, { pollTimes: everySecond, ...parameters }), 1);
		}

		// Sessions and signed tokens, as the services received them.
		for (const { service } of serviceUses) {
			for (const { headers = {}, query } of await control(service).requests()) {
				secrets.push(String(headers.authorization ?? '').replace(/^Bearer /, ''));
				secrets.push(String((query as Record<string, unknown>).token ?? ''));
			}
		}

		const exports = join(n8n.folder, 'exports');
		mkdirSync(exports);
		await n8n.run('export:workflow', '--all', `--output=${join(exports, 'workflows.json')}`);
		await n8n.run('export:credentials', '--all', `--output=${join(exports, 'credentials.json')}`);

		const searched = [...new Set(secrets)].filter((secret) => secret !== '');
		expect(searched.length).toBeGreaterThan(12);
		const files = filesBelow(n8n.folder);
		expect(files.map((file) => basename(file))).toEqual(
			expect.arrayContaining(['database.sqlite', 'n8n.log', 'workflows.json', 'credentials.json']),
		);
		const found = files.flatMap((file) => {
			const content = readFileSync(file);
			return searched
				.filter((secret) => formsOf(secret).some((form) => content.includes(form)))
				.map((secret) => `${file.slice(n8n.folder.length)}: ${secret}`);
		});
		expect(found).toEqual([]);
		// The search would find what is there.
		expect(files.some((file) => readFileSync(file).includes('Smalltalk account'))).toBe(true);
	});
});
