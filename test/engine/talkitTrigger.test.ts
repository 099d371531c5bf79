import { createHmac } from 'node:crypto';

import { TalkitTrigger } from '../../nodes/Talkit/TalkitTrigger.node';
import { sampleEvents } from '../../simulator/talkit/sampleEvents';
import { completedTranscriptId, installationUuids } from '../../simulator/talkit/seed';
import type { TalkitState } from '../../simulator/talkit/state';
import { listen, type Listening, type ListenOptions } from './support/listen';
import { simulated } from './support/simulated';
import { pluginSecretKey, talkitCredentials } from './support/talkit';

const talkit = simulated('talkit');
const webhookSecret = 'talkit-demo-webhook-secret';
const completed = sampleEvents['transcript.completed'];

let listening: Listening | undefined;
afterEach(async () => {
	await listening?.close();
	listening = undefined;
});

/** Publishes the trigger and has the simulated Talkit call it. */
async function publish(
	parameters: ListenOptions['parameters'] = {},
	/** `null` for none. */
	credential: Parameters<typeof talkitCredentials>[1] | null = {},
): Promise<Listening> {
	const { talkitInstallationApi } = talkitCredentials(talkit.url, { webhookSecret, ...credential });
	listening = await listen({
		nodeType: new TalkitTrigger(),
		parameters: { events: ['transcript.completed'], ...parameters },
		credentials: talkitInstallationApi && credential ? { talkitInstallationApi } : {},
	});
	await talkit.control.setWebhook({ url: listening.url });
	return listening;
}

const sign = (body: string, secret = webhookSecret) =>
	createHmac('sha256', secret).update(body).digest('hex');

/** All that a sender learns of what went wrong here. */
const notNow = JSON.stringify({ message: "Can't process the event right now" });

/** Sends a body with a signature that need not fit it. */
async function send(body: string, token?: string) {
	const { url } = listening as Listening;
	await talkit.control.setWebhook({
		url,
		headers: token === undefined ? {} : { 'x-connect-it-token': token },
	});
	const [delivery] = await talkit.control.sendRaw({ raw: body });
	return delivery?.status;
}

describe('Talkit Trigger', () => {
	it('A signed event becomes an unchanged item with an ID', async () => {
		const { executions } = await publish();
		const [delivery] = await talkit.control.sendSample('transcript.completed');
		expect(delivery?.status).toBe(200);
		expect(executions).toEqual([
			[{ json: { ...completed, eventId: expect.stringMatching(/^[\da-f]{32}$/) as string } }],
		]);
	});

	it.each([
		[['transcript.completed'], ['transcript.completed']],
		[['test.completed'], ['test.completed']],
		[
			['test.completed', 'transcript.completed'],
			['test.completed', 'transcript.completed'],
		],
		[['*'], ['test.completed', 'transcript.completed', 'plugin.removed']],
	])('With %j the trigger accepts %j and answers 200 to all', async (events, taken) => {
		const { executions } = await publish({ events });
		for (const type of ['test.completed', 'transcript.completed', 'plugin.removed']) {
			const [delivery] = await talkit.control.sendEvent({ type });
			expect(delivery?.status).toBe(200);
		}
		expect(executions.map(([item]) => item?.json.type)).toEqual(taken);
	});

	it.each([
		['no signature', JSON.stringify(completed), ''],
		[
			'the signature of another secret',
			JSON.stringify(completed),
			sign(JSON.stringify(completed), 'x'),
		],
		[
			'the signature of another body',
			JSON.stringify({ ...completed, more: 1 }),
			sign(JSON.stringify(completed)),
		],
		[
			'a signature that is too short',
			JSON.stringify(completed),
			sign(JSON.stringify(completed)).slice(1),
		],
	])('A delivery with %s gets 401 and starts nothing', async (_what, body, token) => {
		const { executions } = await publish();
		expect(await send(body, token)).toBe(401);
		expect(executions).toEqual([]);
	});

	it.each([
		['the raw body', sign(JSON.stringify(completed, null, 2))],
		['the compact JSON', sign(JSON.stringify(completed))],
		['the compact JSON, in upper case', sign(JSON.stringify(completed)).toUpperCase()],
		['the compact JSON, with a prefix', `sha256=${sign(JSON.stringify(completed))}`],
	])('The trigger accepts a signature over %s', async (_what, token) => {
		const { executions } = await publish();
		expect(await send(JSON.stringify(completed, null, 2), token)).toBe(200);
		expect(executions).toHaveLength(1);
	});

	it('Unsigned events are accepted only without a credential', async () => {
		const { executions } = await publish({}, null);
		expect(await send(JSON.stringify(completed), '')).toBe(200);
		expect(executions).toHaveLength(1);
	});

	it.each(['', ' ', null, undefined, {}])(
		'Nobody is let in when the secret is %j',
		async (webhookSecret) => {
			const { executions } = await publish({}, { webhookSecret } as never);
			const body = JSON.stringify(completed);
			expect(await send(body, '')).toBe(401);
			expect(await send(body, sign(body, 'undefined'))).toBe(401);
			expect(await send(body, sign(body, 'null'))).toBe(401);
			expect(executions).toEqual([]);
		},
	);

	it.each([['{"type":'], ['[]'], ['{}'], ['{"type":7}']])(
		'A signed delivery of %s gets 400',
		async (body) => {
			const { executions } = await publish();
			expect(await send(body, sign(body))).toBe(400);
			expect(executions).toEqual([]);
		},
	);

	it.each([
		[0, 2],
		[60, 1],
	])(
		'With repeats ignored for %d s, the trigger accepts %d of two deliveries',
		async (seconds, count) => {
			const { executions } = await publish({ options: { ignoreRepeatsWithin: seconds } });
			await talkit.control.sendSample('transcript.completed');
			const [again] = await talkit.control.sendSample('transcript.completed');
			expect(again?.status).toBe(200);
			expect(executions).toHaveLength(count);
		},
	);
});

describe('Fetch Transcript', () => {
	const fetching = { fetchTranscript: true };
	const transcriptRequests = async () => (await talkit.control.requests()).map(({ path }) => path);
	const theTranscript = async (id = completedTranscriptId) =>
		(await talkit.control.state<TalkitState>()).transcripts.find((one) => one.id === id);

	it('Fetch Transcript adds the whole transcript to the item', async () => {
		const { executions } = await publish(fetching);
		await talkit.control.sendSample('transcript.completed');
		expect(executions[0]?.[0]?.json).toMatchObject({
			...completed,
			transcript: await theTranscript(),
		});
		expect(await transcriptRequests()).toEqual([`/transcripts/${completedTranscriptId}`]);
	});

	it("Fetch Transcript uses the credential's installation, whichever the event names", async () => {
		const { executions } = await publish(fetching);
		await talkit.control.sendEvent({
			type: 'transcript.completed',
			data: { id: 4711, plugin_installation_uuid: installationUuids.jonas },
		});
		expect(executions[0]?.[0]?.json.transcript).toEqual(await theTranscript(4711));
	});

	it("Fetch Transcript uses the event's installation when the credential names none", async () => {
		const { executions } = await publish(fetching, { installationUuid: '' });
		await talkit.control.sendEvent({
			type: 'transcript.completed',
			data: { id: 4714, plugin_installation_uuid: installationUuids.jonas },
		});
		expect(executions[0]?.[0]?.json.transcript).toEqual(await theTranscript(4714));
	});

	it("Fetch Transcript uses the credential's installation when the event names none", async () => {
		const { executions } = await publish(fetching);
		await talkit.control.sendEvent({ type: 'transcript.completed', transcript_id: 4711 });
		expect(executions[0]?.[0]?.json.transcript).toEqual(await theTranscript());
	});

	it.each([
		['another event', { type: 'plugin.removed', data: { id: 4711 } }],
		['a test', { type: 'test.completed' }],
	])('Fetch Transcript leaves %s unchanged', async (_what, event) => {
		const { executions } = await publish({ ...fetching, events: ['*'] });
		const [delivery] = await talkit.control.sendEvent(event);
		expect(delivery?.status).toBe(200);
		expect(executions[0]?.[0]?.json).toEqual({ ...event, eventId: expect.any(String) as string });
		expect(await transcriptRequests()).toEqual([]);
	});

	it.each([
		['without a secret', null, { id: 4711 }, 'requires a credential with a Webhook Secret'],
		['without an ID', {}, { status: 'done' }, 'contains no transcript ID'],
	])(
		'Fetch Transcript says why there is no transcript %s',
		async (_what, credential, data, problem) => {
			const { executions } = await publish(fetching, credential);
			await talkit.control.sendEvent({ type: 'transcript.completed', data });
			expect(executions[0]?.[0]?.json).toMatchObject({
				transcript: null,
				transcriptProblem: expect.stringContaining(problem) as string,
			});
			expect(await transcriptRequests()).toEqual([]);
		},
	);

	it("An event whose transcript can't be fetched gets 500 and is accepted when it comes again", async () => {
		const { executions } = await publish({
			...fetching,
			options: { ignoreRepeatsWithin: 60 },
		});
		await talkit.control.setFaults({ errors: [{ status: 500, path: '/transcripts/*' }] });
		const [failed] = await talkit.control.sendSample('transcript.completed');
		expect(failed).toMatchObject({
			status: 500,
			body: notNow,
		});
		expect(executions).toEqual([]);

		await talkit.control.setFaults({});
		const [taken] = await talkit.control.sendSample('transcript.completed');
		expect(taken?.status).toBe(200);
		expect(executions[0]?.[0]?.json.transcript).toEqual(await theTranscript());
	});

	it('An event whose transcript does not come in time gets 500', async () => {
		const { executions } = await publish(fetching);
		const real = AbortSignal.timeout.bind(AbortSignal);
		const timeout = jest
			.spyOn(AbortSignal, 'timeout')
			.mockImplementation((ms) => (ms === 10_000 ? AbortSignal.abort() : real(ms)));
		const [failed] = await talkit.control.sendSample('transcript.completed');
		timeout.mockRestore();
		expect(failed).toMatchObject({
			status: 500,
			body: notNow,
		});
		expect(executions).toEqual([]);
	});

	it('An event whose answer holds no transcript gets 500', async () => {
		const { executions } = await publish(fetching);
		await talkit.control.setFaults({ errors: [{ status: 200, path: '/transcripts/*', body: [] }] });
		const [failed] = await talkit.control.sendSample('transcript.completed');
		expect(failed).toMatchObject({
			status: 500,
			body: notNow,
		});
		expect(executions).toEqual([]);
	});

	it('A wrong credential sends Talkit no secret', async () => {
		await publish(fetching, { pluginSecretKey: 'not-the-secret-key' });
		const [failed] = await talkit.control.sendSample('transcript.completed');
		expect(failed?.status).toBe(500);
		expect(failed?.body).toBe(notNow);
		expect(failed?.body).not.toContain('not-the-secret-key');
		expect(failed?.body).not.toContain(pluginSecretKey);
	});

	it.each([['../plugins'], ['4711/secret'], ['4711?x=1']])(
		'Fetch Transcript never leaves its path for the ID %j',
		async (id) => {
			const { executions } = await publish(fetching);
			const [failed] = await talkit.control.sendEvent({
				type: 'transcript.completed',
				data: { id },
			});
			expect(failed?.status).toBe(500);
			expect(await transcriptRequests()).toEqual([]);
			expect(executions).toEqual([]);
		},
	);

	it('Fetch Transcript uses the API Path that the user gives', async () => {
		await publish({ ...fetching, options: { apiPath: '/v2/notes/{transcript_id}' } });
		const [failed] = await talkit.control.sendSample('transcript.completed');
		expect(failed?.status).toBe(500);
		expect(await transcriptRequests()).toEqual([`/v2/notes/${completedTranscriptId}`]);
	});
});
