import type { IDataObject } from 'n8n-workflow';

import { SmalltalkApi } from '../../credentials/SmalltalkApi.credentials';
import { SmalltalkTrigger } from '../../nodes/Smalltalk/SmalltalkTrigger.node';
import { talkIds } from '../../simulator/smalltalk/seed';
import type { SmalltalkState } from '../../simulator/smalltalk/state';
import { byId } from '../uses/use';
import { listen, type Listening } from './support/listen';
import { simulated } from './support/simulated';
import { apiToken, runSmalltalk } from './support/smalltalk';

const smalltalk = simulated('smalltalk');

/** A file in an item, as text. */
const textOf = (item: { binary?: Record<string, { data: string }> } | undefined, field = 'data') =>
	Buffer.from(String(item?.binary?.[field]?.data), 'base64').toString();

describe('Caption: Create File', () => {
	const createFile = { resource: 'caption', operation: 'createFile' };
	const captioned = (second: number, message: string, given: IDataObject = {}): IDataObject => ({
		event_name: 'next_caption',
		body: {
			message,
			fullname: 'Nadia Okafor',
			timestamp: `2026-01-01T10:00:${String(second).padStart(2, '0')}.500Z`,
			talkId: 'a',
			...given,
		},
	});

	it('All items become one file for each talk, linked to them', async () => {
		const { items, error } = await runSmalltalk(smalltalk, createFile, {
			items: [
				captioned(9, 'Second'),
				captioned(1, 'First'),
				captioned(1, 'First'),
				captioned(5, 'Elsewhere', { talkId: 'b' }),
			],
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[{ talk_id: 'a', captions: 2 }, [{ item: 0 }, { item: 1 }, { item: 2 }]],
			[{ talk_id: 'b', captions: 1 }, [{ item: 3 }]],
		]);
		expect(textOf(items[0])).toBe(
			'WEBVTT\n\n00:00:00.000 --> 00:00:07.000\n<v Nadia Okafor>First\n\n00:00:08.000 --> 00:00:15.000\n<v Nadia Okafor>Second\n',
		);
		expect(items[0]?.binary?.data).toMatchObject({
			fileName: 'Captions a.vtt',
			mimeType: 'text/vtt',
		});
		expect(await smalltalk.control.requests()).toEqual([]);
	});

	it('Rows of a table count as captions, and times begin with the recording', async () => {
		const { items } = await runSmalltalk(
			smalltalk,
			{ ...createFile, format: 'srt', options: { startTime: '2026-01-01T10:00:00Z' } },
			{ items: [captioned(1, 'First').body as IDataObject] },
		);
		expect(textOf(items[0])).toBe('1\n00:00:01,500 --> 00:00:08,500\nNadia Okafor: First\n');
	});

	it('Items that are no captions are an error that says what they must have', async () => {
		const { error } = await runSmalltalk(smalltalk, createFile, { items: [{ id: 1 }, {}] });
		expect(error?.message).toContain(
			'Each item must have message, fullname and timestamp, as the event Next Caption has',
		);
	});
});

describe('Recording: Download Transcript', () => {
	const download = (recordingId: string, format: string) => ({
		resource: 'recording',
		operation: 'downloadTranscript',
		recordingId: byId(recordingId),
		format,
	});
	const recordings = async () =>
		(await smalltalk.control.state<SmalltalkState>()).recordings as unknown as Array<
			IDataObject & { id: string }
		>;
	const setTranscription = async (transcription: unknown): Promise<string> => {
		const [first, ...others] = await recordings();
		const changed = { ...first, transcription } as never;
		await smalltalk.control.setState<SmalltalkState>({
			recordings: [changed, ...(others as never[])],
		});
		return String(first?.id);
	};

	it('A transcript with times is saved as subtitles, named after the recording', async () => {
		const [{ id } = { id: '' }] = await recordings();
		const { items, error } = await runSmalltalk(smalltalk, download(id, 'vtt'));
		expect(error).toBeUndefined();
		expect(items[0]?.json).not.toHaveProperty('transcription');
		expect(items[0]?.binary?.data?.fileName).toBe('48210377.vtt');
		expect(textOf(items[0])).toContain(
			'00:00:00.000 --> 00:00:09.400\n<v Nadia Okafor>Welcome, everybody',
		);
	});

	it.each([
		['text', 'Hello.', 'Hello.'],
		['text', { nested: { transcript: 'Hello.' } }, 'Hello.'],
		['srt', 'Hello.', "has no times, so it can't be saved as SRT. Select Text as the Format"],
		['text', null, 'This recording has no transcription yet.'],
		['text', { job: 7 }, 'has no text that can be read. Fields it has: job'],
	])('As %s, the transcription %j gives: %s', async (format, transcription, expected) => {
		const id = await setTranscription(transcription);
		const { items, error } = await runSmalltalk(smalltalk, download(id, format));
		expect(error?.message ?? textOf(items[0])).toContain(expected);
	});

	it('A recording that is not there is named', async () => {
		const { error } = await runSmalltalk(smalltalk, download('nobody', 'text'));
		expect(error?.message).toContain('No recording found with ID "nobody".');
	});
});

describe('Fetch Recordings', () => {
	let listening: Listening | undefined;
	afterEach(async () => {
		await listening?.close();
		listening = undefined;
	});

	const secret = 'a-secret-of-the-webhook';
	const publish = async (data: IDataObject = {}) => {
		listening = await listen({
			nodeType: new SmalltalkTrigger(),
			parameters: { events: ['*'], options: { fetchRecordings: true } },
			credentials: {
				smalltalkApi: {
					type: new SmalltalkApi(),
					data: { apiToken, baseUrl: smalltalk.url, webhookSecret: secret, ...data } as never,
				},
			},
		});
		return listening;
	};
	const send = async (event_name: string, body: IDataObject) => {
		const response = await fetch(`${listening?.url}?secret=${secret}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ event_name, body }),
		});
		expect(response.status).toBe(200);
	};

	it.each(['recording_saved', 'transcription_ready'])('%s brings the recordings', async (name) => {
		const { executions } = await publish();
		await send(name, { talk_id: talkIds.townHall, url: '' });
		expect(executions[0]?.[0]?.json).toMatchObject({
			event_name: name,
			talk_id: talkIds.townHall,
			recordings: [{ file_name: '48210377.mp4' }, { file_name: '48210911.mp4' }],
		});
	});

	it('Other events bring none', async () => {
		const { executions } = await publish();
		await send('next_caption', { message: 'a', talkId: talkIds.townHall });
		expect(executions[0]?.[0]?.json).not.toHaveProperty('recordings');
	});

	it.each([
		['that has no talk', { url: '' }, 'The event contains no talk ID'],
		['whose recordings are refused', { talk_id: talkIds.townHall }, 'Smalltalk rejected'],
	])('An event %s counts without them and says why', async (_what, body, problem) => {
		await smalltalk.control.setFaults({
			errors: [{ status: 401, path: '/api/v1/partners/recordings' }],
		});
		const { executions } = await publish();
		await send('recording_saved', body);
		expect(executions[0]?.[0]?.json).toMatchObject({
			recordings: null,
			recordingsProblem: expect.stringContaining(problem) as string,
		});
	});
});
