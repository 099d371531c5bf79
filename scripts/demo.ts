import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import getPort, { portNumbers } from 'get-port';

import { startSimulator } from '../simulator';
import { controlClient } from '../simulator/client';
import { demoCredentials } from './credentials';
import { atEnd, Failure, runScript } from './failure';
import { N8nApi, type Execution, type Owner, type Workflow, type WorkflowFile } from './n8n/api';
import { ensureN8n } from './n8n/install';
import { N8nInstance } from './n8n/instance';
import { pack } from './pack';
import { step } from './steps';
import { describeRoundTrip, type RoundTrip } from './roundTrip';
import { readWorkflowFiles } from './workflowFiles';

const owner: Owner = { email: 'demo@example.com', password: 'Talk-platforms-1' };

/** What is shown: the workflow, and the event of a vendor that starts it. */
const story = {
	workflow: 'smalltalk-transcription-to-text',
	vendor: 'smalltalk',
	event: 'transcription_ready',
};

interface Arguments {
	once: boolean;
	port: number;
}

const usage = 'give no more than --once and --port, as in npm run demo -- --once --port 5680';

function readArguments(): Arguments {
	const options = {
		once: { type: 'boolean', default: false },
		port: { type: 'string', default: '5678' },
	} as const;
	try {
		const { values } = parseArgs({ options });
		const port = Number(values.port);
		if (Number.isInteger(port) && port >= 1024 && port <= 65_535)
			return { once: values.once, port };
	} catch (error) {
		throw new Failure(`${(error as Error).message.split(/[.\n]/)[0]}: ${usage}.`);
	}
	throw new Failure(`The port must be a number from 1024 to 65535: ${usage}.`);
}

async function requireFreePort(port: number): Promise<void> {
	const near = portNumbers(port, Math.min(port + 20, 65_535));
	const free = await getPort({ port: near, host: '127.0.0.1' });
	if (free === port) return;
	throw new Failure(
		`Port ${port} is in use: stop what listens there, or choose another with npm run demo -- --port ${free}`,
	);
}

/** A record that is still to be selected. */
const unselected = /"mode":"list","value":""/;

/** Whether there is more to set up than credentials: a chat model, a server of its own, or a record to select. */
const needsSetUp = ({ nodes }: WorkflowFile) =>
	nodes.some(
		({ type, parameters }) =>
			/\.(?:lmChat\w+|chatTrigger|mcpTrigger)$/.test(type) ||
			unselected.test(JSON.stringify(parameters)),
	);

/**
 * Imports everything in `workflows/`, with credentials for the simulated services, and publishes what
 * needs nothing more.
 */
async function importAll(api: N8nApi, simulatorUrl: string): Promise<Map<string, Workflow>> {
	for (const { vendor, type, name, data } of demoCredentials) {
		await api.createCredential(type, name, data(`${simulatorUrl}/${vendor}`));
	}
	const workflows = new Map<string, Workflow>();
	for (const [file, content] of await readWorkflowFiles()) {
		const workflow = await api.createWorkflow(content);
		if (!needsSetUp(content)) await api.publish(workflow);
		workflows.set(file, workflow);
	}
	return workflows;
}

/** Has the vendor send its event to the workflow, and waits until the workflow has dealt with it. */
async function roundTrip(
	api: N8nApi,
	simulatorUrl: string,
	workflow: Workflow,
): Promise<RoundTrip> {
	const control = controlClient(simulatorUrl, story.vendor);
	await control.clearRequests();
	await control.setWebhook({ url: api.productionUrl(workflow) });
	const [delivery] = await control.sendSample(story.event);
	if (delivery?.status !== 200) {
		throw new Error(`n8n answered the event with ${delivery?.status}: ${delivery?.body}`);
	}
	const [execution] = await api.executions(workflow, 1);
	return { execution: execution as Execution, requests: await control.requests() };
}

async function main(): Promise<number> {
	const { once, port } = readArguments();
	await requireFreePort(port);
	const folder = await mkdtemp(join(tmpdir(), 'n8n-talk-platforms-demo-'));
	atEnd(() => rm(folder, { recursive: true, force: true }));

	const installation = await step('Install n8n', ensureN8n);
	const packed = await step('Build and pack the nodes', () => pack(folder));
	const simulator = await step('Start the simulated talk platforms', async () =>
		startSimulator({ port: await getPort({ port: 3400, host: '127.0.0.1' }) }),
	);
	atEnd(() => simulator.close());
	const n8n = await step('Start n8n with the packed nodes', () =>
		N8nInstance.start({ installation, packages: [packed], port }),
	);
	atEnd(() => n8n.stop());
	const api = await N8nApi.signUp(n8n.url, owner);
	const workflows = await step('Import and publish the example workflows', () =>
		importAll(api, simulator.url),
	);
	const workflow = workflows.get(story.workflow) as Workflow;
	const done = await step(`Send ${story.event} to n8n`, () =>
		roundTrip(api, simulator.url, workflow),
	);
	console.log(`\n${describeRoundTrip(done)}`);
	if (done.execution.status !== 'success') {
		throw new Failure(`The workflow did not succeed (${done.execution.status}): see above.`);
	}
	if (once) return 0;

	const heading = (text: string) => styleText('bold', text.padEnd(12));
	console.log(`
${heading('Editor')}${n8n.url}/workflow/${workflow.id}
${heading('E-mail')}${owner.email}
${heading('Password')}${owner.password}
${heading('Simulator')}${simulator.url}
${heading('Send again')}curl -X POST ${simulator.url}/control/${story.vendor}/samples/${story.event}
${heading('Stop')}Ctrl-C; everything the demo made is then removed.`);
	await n8n.ended;
	throw new Failure('n8n has ended: run the same command again to start over.');
}

runScript(main);
