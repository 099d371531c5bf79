import type { NodeParameterValueType } from 'n8n-workflow';

import { StenomaticApi } from '../../credentials/StenomaticApi.credentials';
import { Stenomatic } from '../../nodes/Stenomatic/Stenomatic.node';
import { clientIds, roomIds } from '../../simulator/stenomatic/seed';
import type { StenomaticState } from '../../simulator/stenomatic/state';
import { byId, fromList } from '../uses/use';
import { simulated } from './support/simulated';
import { runNode } from './support/workflow';

const stenomatic = simulated('stenomatic');

const run = async (parameters: Record<string, NodeParameterValueType>) =>
	await runNode({
		nodeType: new Stenomatic(),
		parameters,
		credentials: {
			stenomaticApi: {
				type: new StenomaticApi(),
				data: {
					apiKey: 'stenomatic-demo-key',
					baseUrl: `${stenomatic.url}/v1`,
					usageBaseUrl: '',
				} as never,
			},
		},
	});

describe('Room: Create with Also Return', () => {
	const create = {
		resource: 'room',
		operation: 'create',
		clientId: fromList(clientIds.museum),
		title: 'Opening Night',
		fromLanguage: 'en-US',
		alsoReturn: ['passwords', 'streamUrls'],
		speakers: {
			values: [
				{ name: 'John Doe', language: 'en-us' },
				{ name: 'Ana', language: 'pt-BR' },
			],
		},
		additionalFields: { speakerPassword: 'harpoon-7' },
	};

	it('The room comes with its passwords and a stream URL for each speaker', async () => {
		const { items, error } = await run(create);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			title: 'Opening Night',
			passwords: { speaker: 'harpoon-7' },
			stream_urls: [
				{
					name: 'John Doe',
					language: 'en-US',
					url: expect.stringContaining('lang=en-US&name=John+Doe') as string,
				},
				{ name: 'Ana', language: 'pt-BR', url: expect.stringContaining('pt-BR') as string },
			],
		});
		expect(items[0]?.json).not.toHaveProperty('problems');
	});

	it('A second call that fails leaves the room in the output and says what went wrong', async () => {
		await stenomatic.control.setFaults({
			errors: [
				{ status: 403, method: 'GET' },
				{ status: 400, count: 1, path: '/stream_url' },
			],
		});
		const { items, error } = await run(create);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			title: 'Opening Night',
			passwords: null,
			problems: [expect.stringContaining('Passwords: Stenomatic denied access') as string],
		});
		const { rooms } = await stenomatic.control.state<StenomaticState>();
		expect(rooms.some(({ title }) => title === 'Opening Night')).toBe(true);
	});

	it('Stream URLs without a speaker are refused before the room is created', async () => {
		const { error } = await run({ ...create, speakers: {} });
		expect(error?.message).toBe('Stream URLs need at least one speaker. Add one under Speakers');
		expect(await stenomatic.control.requests()).toEqual([]);
	});
});

describe('Transcription: Download', () => {
	const download = {
		resource: 'transcription',
		operation: 'download',
		roomId: byId(roomIds.townHall),
	};
	const texts = (items: Array<{ binary?: Record<string, { data: string }> }>) =>
		items.map(({ binary }) => Buffer.from(String(binary?.data?.data), 'base64').toString());
	const set = async (transcriptions: unknown) =>
		await stenomatic.control.setState<StenomaticState>({
			transcriptions: { [roomIds.townHall]: transcriptions },
		});

	it('There is a file for each language', async () => {
		const { items } = await run(download);
		expect(items.map(({ binary }) => binary?.data?.fileName)).toEqual([
			`${roomIds.townHall} en-US.txt`,
			`${roomIds.townHall} de-DE.txt`,
		]);
		expect(texts(items)[1]).toMatch(/^Willkommen/);
	});

	it('Records with times become subtitles', async () => {
		await set([
			{ start: 0, end: 2, speaker: 'Ana', text: 'Olá' },
			{ start: 2, end: 4, text: 'Bem-vindos' },
		]);
		const { items } = await run({ ...download, format: 'vtt' });
		expect(texts(items)).toEqual([
			'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n<v Ana>Olá\n\n00:00:02.000 --> 00:00:04.000\nBem-vindos\n',
		]);
		expect(items[0]?.json).toEqual({ room_id: roomIds.townHall, language: null });
	});

	it.each([
		[[], {}, 'has no transcription with text yet'],
		[
			[{ language: 'en-US', text: 'Hello' }],
			{ additionalFields: { language: 'fr-FR' } },
			'has no transcription in fr-FR. Its languages: en-US',
		],
		[[{ text: 'Hello' }], { format: 'srt' }, "has no times, so it can't be saved as SRT"],
	])('%j with %j is refused: %s', async (transcriptions, given, message) => {
		await set(transcriptions);
		const { error } = await run({ ...download, ...(given as object) });
		expect(error?.message).toContain(message);
	});
});
