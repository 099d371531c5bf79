import { createHmac } from 'node:crypto';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { itemsOf, type Workflow } from '../../scripts/n8n/api';
import { sampleEvents } from '../../simulator/talkit/sampleEvents';
import { completedTranscriptId, installationUuids } from '../../simulator/talkit/seed';
import type { TalkitState } from '../../simulator/talkit/state';
import { n8nApi } from './support/environment';
import { storeCredentials, triggerWorkflow } from './support/nodes';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

const webhookSecret = 'talkit-demo-webhook-secret';

const eventId = expect.stringMatching(/^[\da-f]{32}$/);

describe('Talkit Trigger', () => {
	let talkit: SimulatedVendor;
	let credentials: Awaited<ReturnType<typeof storeCredentials>>;

	beforeAll(async () => {
		talkit = await simulate('talkit');
		credentials = await storeCredentials('talkit', talkit.baseUrl, 'talkit trigger');
	});

	afterAll(() => talkit.stop());

	beforeEach(() => talkit.control.reset());

	/** Publishes a workflow of the trigger alone and has Talkit send its events there. */
	async function publish(parameters: INodeParameters): Promise<Workflow> {
		const { talkitInstallationApi } = credentials;
		const file = triggerWorkflow('Talkit trigger', {
			type: 'talkitTrigger',
			typeVersion: 2,
			parameters,
			...(talkitInstallationApi ? { credentials: { talkitInstallationApi } } : {}),
		});
		const workflow = await n8nApi().createWorkflow(file);
		await n8nApi().publish(workflow);
		await send(workflow);
		return workflow;
	}

	const send = (workflow: Workflow, headers?: Record<string, string>) =>
		talkit.control.setWebhook({ url: n8nApi().productionUrl(workflow), headers });

	async function sendSample(name: string): Promise<number | null> {
		const [delivery] = await talkit.control.sendSample(name);
		return delivery?.status ?? null;
	}

	/** The items of all executions there are once there are so many; one that should not be is among them. */
	async function received(workflow: Workflow, count: number): Promise<IDataObject[]> {
		const executions = await n8nApi().executions(workflow, count);
		return executions.flatMap((execution) => itemsOf(execution, 'Trigger'));
	}

	it.each([
		['test.completed', 'transcript.completed'],
		['transcript.completed', 'test.completed'],
	] as const)('The event %s starts the workflow, and %s does not', async (event, other) => {
		const workflow = await publish({ events: [event] });

		// The wanted one comes last: when it has arrived, an unwanted one would be there, too.
		for (const name of [other, event]) expect(await sendSample(name)).toBe(200);

		expect(await received(workflow, 1)).toEqual([{ ...sampleEvents[event], eventId }]);
	});

	it('With Any, every event starts the workflow, new ones too', async () => {
		const workflow = await publish({ events: ['*'] });

		expect(await sendSample('test.completed')).toBe(200);
		expect(await sendSample('transcript.completed')).toBe(200);
		const [delivery] = await talkit.control.sendEvent({ type: 'plugin.removed' });
		expect(delivery?.status).toBe(200);

		const types = (await received(workflow, 3)).map(({ type }) => type).sort();
		expect(types).toEqual(['plugin.removed', 'test.completed', 'transcript.completed']);
	});

	it('A delivery with a wrong secret or an altered body gets 401 and starts nothing', async () => {
		const workflow = await publish({ events: ['*'] });
		const body = JSON.stringify(sampleEvents['transcript.completed'], null, 2);
		const sign = (text: string) => createHmac('sha256', webhookSecret).update(text).digest('hex');
		const sendRaw = async (raw: string) =>
			(await talkit.control.sendRaw({ raw }))[0]?.status ?? null;

		await talkit.control.setState<TalkitState>({ webhookSecret: 'another-secret' });
		expect(await sendSample('transcript.completed')).toBe(401);
		await send(workflow, { 'x-connect-it-token': sign(body) });
		expect(await sendRaw(body.replace('4711', '4712'))).toBe(401);
		await send(workflow, { 'x-connect-it-token': '' });
		expect(await sendRaw(body)).toBe(401);

		// What is signed is taken, over the bytes and over the compact JSON.
		await send(workflow, { 'x-connect-it-token': sign(body) });
		expect(await sendRaw(body)).toBe(200);
		await send(workflow, { 'x-connect-it-token': sign(JSON.stringify(JSON.parse(body))) });
		expect(await sendRaw(body)).toBe(200);

		expect(await received(workflow, 2)).toHaveLength(2);
	});

	it("Fetch Transcript adds the transcript of the credential's installation", async () => {
		const workflow = await publish({ events: ['transcript.completed'], fetchTranscript: true });
		const event = {
			type: 'transcript.completed',
			data: { id: completedTranscriptId, plugin_installation_uuid: installationUuids.jonas },
		};

		const [delivery] = await talkit.control.sendEvent(event);
		expect(delivery?.status).toBe(200);

		const { transcripts } = await talkit.control.state<TalkitState>();
		const transcript = transcripts.find(({ id }) => id === completedTranscriptId);
		expect(await received(workflow, 1)).toEqual([{ ...event, transcript, eventId }]);
	});

	it("An event whose transcript can't be fetched gets 500 and is accepted when it comes again", async () => {
		const workflow = await publish({
			events: ['transcript.completed'],
			fetchTranscript: true,
			options: { ignoreRepeatsWithin: 3600 },
		});

		await talkit.control.setFaults({ errors: [{ status: 500, path: '/transcripts/*' }] });
		expect(await sendSample('transcript.completed')).toBe(500);
		await talkit.control.setFaults({});
		expect(await sendSample('transcript.completed')).toBe(200);
		// A repeat of what was taken is not taken again.
		expect(await sendSample('transcript.completed')).toBe(200);
		const other = { type: 'transcript.completed', data: { id: 4708 } };
		await talkit.control.sendEvent(other);

		const ids = (await received(workflow, 2)).map((item) => (item.transcript as IDataObject).id);
		expect(ids.sort()).toEqual([4708, 4711]);
	});
});
