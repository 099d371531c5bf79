import type { INodeCredentials } from 'n8n-workflow';

import { stenomaticApi } from '../../nodes/Stenomatic/api';
import { clientIds, roomIds } from '../../simulator/stenomatic/seed';
import { testCredential } from './support/credentialTest';
import { storeCredentials } from './support/nodes';
import { testOperations } from './support/operations';
import { openPicker } from './support/picker';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const museum = byId(clientIds.museum);
const tour = byId(roomIds.tour);
const tourPath = `/v1/rooms/${roomIds.tour}`;
/** The day of the guided tour, a week before the time of the simulator. */
const range = { from: '2026-04-27T00:00:00Z', to: '2026-04-28T00:00:00Z' };
const received = { from: '1777248000000', to: '1777334400000' };
const used = {
	speech_recognition: 3_120_000_000_000,
	speech_recognition_seconds: 3120,
	voice_translate: 2_880_000_000_000,
	voice_translate_seconds: 2880,
};

testOperations({
	vendor: 'stenomatic',
	node: 'stenomatic',
	api: stenomaticApi,
	headers: { authorization: 'Bearer stenomatic-demo-key' },
	uses: [
		{
			resource: 'client',
			operation: 'create',
			parameters: { name: 'City Theatre' },
			received: { method: 'POST', path: '/v1/clients', body: { name: 'City Theatre' } },
			items: [expect.objectContaining({ name: 'City Theatre' })],
		},
		{
			resource: 'client',
			operation: 'getAll',
			parameters: { returnAll: false, limit: 1 },
			received: { method: 'GET', path: '/v1/clients' },
			items: [expect.objectContaining({ id: clientIds.museum, name: 'Harbour Museum' })],
		},
		{
			resource: 'room',
			operation: 'create',
			parameters: {
				clientId: museum,
				title: 'Opening Night',
				fromLanguage: 'en-us',
				toLanguages: 'de-DE, fr-FR',
				additionalFields: { speakerPassword: 'harpoon-7', sponsorshipTitle: 'Northwind Audio' },
			},
			received: {
				method: 'POST',
				path: `/v1/clients/${clientIds.museum}/rooms`,
				body: {
					title: 'Opening Night',
					from_language: 'en-US',
					to_languages: ['de-DE', 'fr-FR'],
					passwords: { speaker: 'harpoon-7' },
					sponsorship_title: 'Northwind Audio',
				},
			},
			items: [
				{
					id: expect.stringMatching(/^[a-z]{3}-[a-z]{4}-[a-z]{3}$/),
					title: 'Opening Night',
					description: '',
					from_language: 'en-US',
					to_languages: ['de-DE', 'fr-FR'],
					start_date: null,
					end_date: null,
					create_date: '2026-05-04T10:00:00.000Z',
					update_date: '2026-05-04T10:00:00.000Z',
					is_archived: false,
				},
			],
		},
		{
			resource: 'room',
			operation: 'get',
			parameters: { roomId: tour, output: 'selectedFields', fields: ['id', 'from_language'] },
			received: { method: 'GET', path: tourPath },
			items: [{ id: roomIds.tour, from_language: 'nb-NO' }],
		},
		{
			resource: 'room',
			operation: 'getAll',
			parameters: { clientId: { __rl: true, mode: 'list', value: 'me' }, returnAll: true },
			received: { method: 'GET', path: '/v1/clients/me/rooms' },
			items: [expect.objectContaining({ id: roomIds.townHall })],
		},
		{
			resource: 'room',
			operation: 'getPasswords',
			parameters: { roomId: tour },
			received: { method: 'GET', path: `${tourPath}/passwords` },
			items: [{ speaker: 'harpoon-42', participant: 'northwind' }],
		},
		{
			resource: 'room',
			operation: 'getStreamUrl',
			parameters: { roomId: tour, speakerName: 'John Doe', language: 'en-GB' },
			received: {
				method: 'POST',
				path: `${tourPath}/stream_url`,
				body: { speaker_name: 'John Doe', language: 'en-GB' },
			},
			items: [{ url: 'rtmps://rtmp.stenomatic.com/z?lang=en-GB&name=John+Doe' }],
		},
		{
			resource: 'room',
			operation: 'update',
			parameters: { roomId: tour, updateFields: { title: 'The room', isArchived: true } },
			received: {
				method: 'PATCH',
				path: tourPath,
				body: { title: 'The room', is_archived: true },
			},
			items: [expect.objectContaining({ title: 'The room', is_archived: true })],
		},
		{
			resource: 'transcription',
			operation: 'getAll',
			parameters: { roomId: byId(roomIds.townHall), returnAll: true },
			received: { method: 'GET', path: `/v1/rooms/${roomIds.townHall}/transcriptions` },
			items: [
				expect.objectContaining({ language: 'en-US' }),
				expect.objectContaining({ language: 'de-DE' }),
			],
		},
		{
			resource: 'usage',
			operation: 'getForClient',
			parameters: { clientId: museum, ...range },
			received: {
				method: 'GET',
				path: `/v1/clients/${clientIds.museum}/api_usage`,
				query: received,
			},
			items: [used],
		},
		{
			resource: 'usage',
			operation: 'getForCustomer',
			parameters: { ...range, output: 'raw' },
			received: { method: 'GET', path: '/v1/customers/me/api_usage', query: received },
			items: [{ speech_recognition: 3_120_000_000_000, voice_translate: 2_880_000_000_000 }],
		},
	],
});

describe('Stenomatic in the editor', () => {
	let stenomatic: SimulatedVendor;
	let credentials: INodeCredentials;

	beforeAll(async () => {
		stenomatic = await simulate('stenomatic');
		credentials = await storeCredentials('stenomatic', stenomatic.baseUrl, 'stenomatic lists');
	});

	beforeEach(() => stenomatic.control.reset());

	afterAll(() => stenomatic.stop());

	it('tests its credential with the list of clients', async () => {
		const data = { apiKey: 'stenomatic-demo-key', baseUrl: `${stenomatic.baseUrl}/v1` };
		const passed = { status: 'OK' };
		const failed = { status: 'Error' };
		expect(await testCredential('stenomaticApi', data)).toMatchObject(passed);
		expect(await stenomatic.control.requests()).toMatchObject([
			{ method: 'GET', path: '/v1/clients', status: 200 },
		]);
		for (const wrong of [{ apiKey: 'other' }, { baseUrl: `${stenomatic.baseUrl}/v2` }]) {
			expect(await testCredential('stenomaticApi', { ...data, ...wrong })).toMatchObject(failed);
		}
	});

	it.each([
		['stenomatic', 1],
		['stenomaticTrigger', 2],
	])('lists the clients, the own one first, in %s', async (node, typeVersion) => {
		const clients = await openPicker({
			node,
			typeVersion,
			parameter: 'clientId',
			search: 'searchRoomClients',
			parameters: {},
			credentials,
		});
		expect(clients.map(({ name }) => name)).toEqual([
			'Own Client',
			'Harbour Museum',
			'Nordic Data Days',
			'St. Olaf Parish',
		]);
	});

	it('lists the rooms of the client that was chosen', async () => {
		const rooms = await openPicker({
			node: 'stenomatic',
			parameter: 'roomId',
			search: 'searchRooms',
			parameters: { resource: 'room', operation: 'get', clientId: museum },
			credentials,
		});
		expect(rooms.map(({ value }) => value)).toEqual([roomIds.tour, roomIds.lecture]);
	});
});
