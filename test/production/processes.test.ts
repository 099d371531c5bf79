import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { errorOf, itemsOf, type Workflow } from '../../scripts/n8n/api';
import type { N8nInstance } from '../../scripts/n8n/instance';
import type { QueueMode } from '../../scripts/n8n/queueMode';
import { poll } from '../../scripts/poll';
import { ofPackage } from './support/packed';
import { startQueueMode } from './support/queueMode';
import {
	createUsers,
	post,
	publish,
	simulatedService,
	splitOut,
	webhook,
	webhookPath,
} from './support/workflows';

jest.setTimeout(240_000);

/** How soon n8n notices that a worker is gone; it takes one and a half minutes by default. */
const noticeSoon = {
	QUEUE_WORKER_LOCK_DURATION: '6000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

let n8n: QueueMode;
beforeAll(async () => {
	n8n = await startQueueMode({ settings: noticeSoon, processors: 1, workers: 1 });
});
afterAll(() => n8n.stop());

const publicUrl = (workflow: Workflow) => `${n8n.processors[0]?.url}${webhookPath(workflow)}`;

describe('The package is missing', () => {
	const smalltalk = simulatedService('smalltalk', () => n8n.api);

	const publishTrigger = async () =>
		await publish(n8n.api, 'Events', [
			{
				name: 'Trigger',
				type: ofPackage('smalltalkTrigger'),
				typeVersion: 2,
				webhookId: randomUUID(),
				parameters: { events: ['*'] },
			},
			{
				name: 'Smalltalk',
				type: ofPackage('smalltalk'),
				parameters: { resource: 'talk', operation: 'getAll' },
				credentials: smalltalk.credentials,
			},
		]);

	const samples = async () => (await smalltalk.control.sampleEvents()).talk_join as object;

	it('On a webhook processor without the package, an event is refused and starts nothing', async () => {
		const workflow = await publishTrigger();
		const [processor] = n8n.processors as [N8nInstance];
		await processor.restart([]);
		const status = await post(publicUrl(workflow), await samples());
		await processor.restart(n8n.packages);
		expect(status).toBeGreaterThanOrEqual(400);
		expect(await n8n.api.executionIds(workflow)).toEqual([]);
		expect(await post(publicUrl(workflow), await samples())).toBe(200);
		expect(await n8n.api.executions(workflow, 1)).toHaveLength(1);
	});

	it('On a worker without the package, an event is accepted and its execution fails with the reason', async () => {
		const workflow = await publishTrigger();
		const [worker] = n8n.workers as [N8nInstance];
		await worker.restart([]);
		expect(await post(publicUrl(workflow), await samples())).toBe(200);
		const [execution] = await n8n.api.executions(workflow, 1);
		await worker.restart(n8n.packages);
		expect(execution?.status).toBe('error');
		expect(errorOf(execution!)?.message).toContain('Unrecognized node type');
	});
});

describe('A worker ends in the middle of a run', () => {
	const talkio = simulatedService('talkio', () => n8n.api);

	const ids = Array.from({ length: 300 }, (_, index) => `user-${index}`);

	/** IDs of the users that were created, in the order of the requests. */
	const created = async () =>
		(await talkio.control.requests())
			.filter(({ method, status }) => method === 'POST' && status === 200)
			.map(({ body }) => String((body as IDataObject).id));

	/** Starts a run of 300 items and waits until a third has been sent. */
	async function startRun(): Promise<Workflow> {
		await talkio.control.setFaults({ latencyMs: 100 });
		const workflow = await publish(n8n.api, 'Create users', [
			webhook(),
			splitOut,
			createUsers(talkio.credentials, { maxConcurrentRequests: 2 }),
		]);
		expect(await post(publicUrl(workflow), { items: ids.map((id) => ({ id })) })).toBe(200);
		await poll(async () => (await created()).length >= 100 || undefined, {
			timeout: () => 'The run did not begin in time',
		});
		return workflow;
	}

	/** Ends the worker, and starts another when its run has ended. */
	async function endedBy(signal: NodeJS.Signals, workflow: Workflow) {
		const [worker] = n8n.workers as [N8nInstance];
		await worker.kill(signal);
		await worker.restart(n8n.packages);
		const [execution] = await n8n.api.executions(workflow, 1);
		// What n8n would run again is in the queue before this one.
		expect(await post(publicUrl(workflow), { items: [{ id: 'last' }] })).toBe(200);
		await n8n.api.executions(workflow, 2);
		const sent = await created();
		expect(sent.pop()).toBe('last');
		expect(new Set(sent).size).toBe(sent.length);
		return { sent, execution: execution! };
	}

	it('After SIGKILL, what was sent was sent once, the execution fails without items, and n8n never runs it again', async () => {
		const { sent, execution } = await endedBy('SIGKILL', await startRun());
		expect(sent.length).toBeGreaterThanOrEqual(100);
		expect(sent.length).toBeLessThan(300);
		expect(['error', 'crashed']).toContain(execution.status);
		expect(itemsOf(execution, 'Talkio')).toEqual([]);
	});

	it('After SIGTERM with too short a time, what was sent was sent once, and the execution fails without items', async () => {
		const [worker] = n8n.workers as [N8nInstance];
		await worker.restart(n8n.packages, { N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '1' });
		const { sent, execution } = await endedBy('SIGTERM', await startRun());
		await worker.restart(n8n.packages, { N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '30' });
		expect(sent.length).toBeGreaterThanOrEqual(100);
		expect(sent.length).toBeLessThan(300);
		expect(['error', 'crashed']).toContain(execution.status);
		expect(itemsOf(execution, 'Talkio')).toEqual([]);
	});

	it('After SIGTERM, the run goes on to its end', async () => {
		const { sent, execution } = await endedBy('SIGTERM', await startRun());
		expect([...sent].sort()).toEqual([...ids].sort());
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'Talkio').map(({ id }) => id)).toEqual(ids);
	});
});
