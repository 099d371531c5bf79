import type { IDataObject, INodeCredentials, INodeParameters } from 'n8n-workflow';

import { itemsOf, type Workflow } from '../../scripts/n8n/api';
import { talkIds } from '../../simulator/smalltalk/seed';
import { n8nApi } from './support/environment';
import { triggerWorkflow } from './support/nodes';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

const talkOf: Record<string, string | null> = {
	talk_join: null,
	recording_saved: talkIds.designReview,
	transcription_ready: talkIds.townHall,
	next_caption: talkIds.townHall,
};

const events = Object.keys(talkOf);

describe('Smalltalk Trigger', () => {
	let smalltalk: SimulatedVendor;
	let samples: Record<string, unknown>;

	beforeAll(async () => {
		smalltalk = await simulate('smalltalk');
		samples = await smalltalk.control.sampleEvents();
	});

	afterAll(() => smalltalk.stop());

	/** Publishes a workflow of the trigger alone and has Smalltalk send its events there. */
	async function publish(
		parameters: INodeParameters,
		urlSuffix = '',
		credentials?: INodeCredentials,
	): Promise<Workflow> {
		const file = triggerWorkflow('Smalltalk trigger', {
			type: 'smalltalkTrigger',
			typeVersion: 2,
			parameters,
			...(credentials ? { credentials } : {}),
		});
		const workflow = await n8nApi().createWorkflow(file);
		await n8nApi().publish(workflow);
		await send(workflow, urlSuffix);
		return workflow;
	}

	/** A credential with this Webhook Secret. */
	async function withSecret(webhookSecret: string, baseUrl?: string): Promise<INodeCredentials> {
		const name = 'Smalltalk with a secret';
		const data = {
			apiToken: 'smalltalk-demo-token',
			webhookSecret,
			...(baseUrl ? { baseUrl } : {}),
		};
		return {
			smalltalkApi: { id: await n8nApi().createCredential('smalltalkApi', name, data), name },
		};
	}

	const send = (workflow: Workflow, urlSuffix = '', headers?: Record<string, string>) =>
		smalltalk.control.setWebhook({ url: n8nApi().productionUrl(workflow) + urlSuffix, headers });

	async function sendSample(name: string): Promise<number | null> {
		const [delivery] = await smalltalk.control.sendSample(name);
		return delivery?.status ?? null;
	}

	async function sendRaw(raw: string, contentType?: string): Promise<number | null> {
		const [delivery] = await smalltalk.control.sendRaw({ raw, contentType });
		return delivery?.status ?? null;
	}

	/** The items of all executions there are once there are so many; one that should not be is among them. */
	async function received(workflow: Workflow, count: number): Promise<IDataObject[]> {
		const executions = await n8nApi().executions(workflow, count);
		return executions.flatMap((execution) => itemsOf(execution, 'Trigger'));
	}

	async function receivedNames(workflow: Workflow, count: number): Promise<unknown[]> {
		return (await received(workflow, count)).map((item) => item.event_name).sort();
	}

	it.each(events)('The event %s starts the workflow, and no other event does', async (event) => {
		const workflow = await publish({ events: [event] });
		const others = events.filter((other) => other !== event);

		// The wanted one comes last: when it has arrived, an unwanted one would be there, too.
		for (const name of [...others, event]) expect(await sendSample(name)).toBe(200);

		expect(await received(workflow, 1)).toEqual([
			{
				...(samples[event] as IDataObject),
				talk_id: talkOf[event],
				eventId: expect.stringMatching(/^\w{16,}$/),
			},
		]);
	});

	it('Fetch Recordings adds the recordings of the talk', async () => {
		const secret = 'a-secret-for-recordings';
		const workflow = await publish(
			{ events: ['transcription_ready'], options: { fetchRecordings: true } },
			`?secret=${secret}`,
			await withSecret(secret, smalltalk.baseUrl),
		);
		expect(await sendSample('transcription_ready')).toBe(200);
		expect(await received(workflow, 1)).toMatchObject([
			{
				talk_id: talkIds.townHall,
				recordings: [{ file_name: '48210377.mp4' }, { file_name: '48210911.mp4' }],
			},
		]);
	});

	it('With Any, every event starts the workflow', async () => {
		const workflow = await publish({ events: ['*'] });

		for (const name of events) expect(await sendSample(name)).toBe(200);

		expect(await receivedNames(workflow, events.length)).toEqual([...events].sort());
	});

	it('With a talk chosen, only its events start the workflow', async () => {
		const options = { talkId: talkIds.townHall, addTalkId: false };
		const workflow = await publish({ events: ['*'], options });

		await sendSample('recording_saved');
		await sendSample('transcription_ready');

		expect(await received(workflow, 1)).toEqual([
			{ ...(samples.transcription_ready as IDataObject), eventId: expect.any(String) },
		]);
	});

	it('A delivery with a wrong secret gets 401 and starts nothing', async () => {
		const secret = 'correct horse & battery';
		const workflow = await publish({ events: ['*'] }, '', await withSecret(secret));

		expect(await sendSample('talk_join')).toBe(401);
		await send(workflow, '?secret=wrong');
		expect(await sendSample('talk_join')).toBe(401);
		await send(workflow, '', { 'x-webhook-secret': 'wrong' });
		expect(await sendSample('talk_join')).toBe(401);

		await send(workflow, `?secret=${encodeURIComponent(secret)}`);
		expect(await sendSample('recording_saved')).toBe(200);
		await send(workflow, '', { 'x-webhook-secret': secret });
		expect(await sendSample('next_caption')).toBe(200);

		expect(await receivedNames(workflow, 2)).toEqual(['next_caption', 'recording_saved']);
	});

	it('A credential without a Webhook Secret is reported when the workflow is published', async () => {
		await expect(publish({ events: ['*'] }, '', await withSecret(' '))).rejects.toThrow(
			'has no Webhook Secret',
		);
	});

	it('A repeated event starts one execution when repeats are ignored', async () => {
		const workflow = await publish({ events: ['*'], options: { ignoreRepeatsWithin: 3600 } });

		expect(await sendSample('talk_join')).toBe(200);
		expect(await sendSample('talk_join')).toBe(200);
		expect(await sendSample('recording_saved')).toBe(200);

		expect(await receivedNames(workflow, 2)).toEqual(['recording_saved', 'talk_join']);
	});

	it('A repeated event starts an execution each time when repeats are not ignored', async () => {
		const workflow = await publish({ events: ['*'] });

		expect(await sendSample('talk_join')).toBe(200);
		expect(await sendSample('talk_join')).toBe(200);

		const [first, second, ...more] = await received(workflow, 2);
		expect(second).toEqual(first);
		expect(more).toEqual([]);
	});

	it('A delivery that is no event is refused and starts nothing', async () => {
		const workflow = await publish({ events: ['*'] });

		// Broken JSON is refused by n8n itself, before the node sees it.
		expect(await sendRaw('{"event_name": "talk_join"')).toBe(422);
		expect(await sendRaw('["talk_join"]')).toBe(400);
		expect(await sendRaw('{"body": {}}')).toBe(400);
		expect(await sendRaw('')).toBe(400);
		expect(await sendRaw('event_name=talk_join', 'application/x-www-form-urlencoded')).toBe(400);
		const sixMegabytes = ' '.repeat(6 * 1024 * 1024);
		expect(await sendRaw(`{"event_name": "talk_join", "body": {}${sixMegabytes}}`)).toBe(413);
		expect(await sendSample('recording_saved')).toBe(200);

		expect(await receivedNames(workflow, 1)).toEqual(['recording_saved']);
	});
});
