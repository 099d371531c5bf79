import { DateTime } from 'luxon';
import type { IDataObject, NodeParameterValueType } from 'n8n-workflow';

import { StenomaticApi } from '../../credentials/StenomaticApi.credentials';
import { Stenomatic } from '../../nodes/Stenomatic/Stenomatic.node';
import { clientIds, roomIds } from '../../simulator/stenomatic/seed';
import type { StenomaticState } from '../../simulator/stenomatic/state';
import { byId, fromList } from '../uses/use';
import { pick } from './support/pick';
import { simulated } from './support/simulated';
import { runNode, type NodeRun } from './support/workflow';

const apiKey = 'stenomatic-demo-key';
const stenomatic = simulated('stenomatic');

/** Runs the Stenomatic node against the simulator. */
async function run(
	parameters: Record<string, NodeParameterValueType>,
	{
		credential,
		...more
	}: Partial<Pick<NodeRun, 'items' | 'onError' | 'timezone'>> & { credential?: IDataObject } = {},
) {
	const data = { apiKey, baseUrl: `${stenomatic.url}/v1`, usageBaseUrl: '', ...credential };
	return await runNode({
		nodeType: new Stenomatic(),
		parameters,
		credentials: { stenomaticApi: { type: new StenomaticApi(), data: data as never } },
		...more,
	});
}

const own = fromList('me');
const museum = fromList(clientIds.museum);
const tour = fromList(roomIds.tour);
const day = { from: '2026-03-01', to: '2026-03-02T00:00:00Z' };
const getRoom = { resource: 'room', operation: 'get', roomId: tour };
const createRoom = {
	resource: 'room',
	operation: 'create',
	clientId: museum,
	title: 'A',
	fromLanguage: 'en-US',
};

describe('rooms of the own client', () => {
	const getAll = { resource: 'room', operation: 'getAll', returnAll: true };
	const paths = async () => (await stenomatic.control.requests()).map(({ path }) => path);

	it('Rooms of the own client are tried at the alternative paths, and then only at the one that worked', async () => {
		await stenomatic.control.setState<StenomaticState>({ ownRoomsPath: '/rooms' });
		const { items, error } = await run(
			{ ...getAll, clientId: own, options: { maxConcurrentRequests: 1 } },
			{ items: [{}, {}] },
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual([roomIds.townHall, roomIds.townHall]);
		expect(await paths()).toEqual(['/v1/clients/me/rooms', '/v1/rooms', '/v1/rooms']);
	});

	it('Rooms of the own client are read from the API Path that the user gives', async () => {
		const { error } = await run({
			...getAll,
			clientId: own,
			options: { apiPath: `/clients/${clientIds.own}/rooms` },
		});
		expect(error).toBeUndefined();
		expect(await paths()).toEqual([`/v1/clients/${clientIds.own}/rooms`]);
	});

	it('A missing path for the rooms of the own client is reported with what to do', async () => {
		await stenomatic.control.setState<StenomaticState>({ ownRoomsPath: 'none' });
		const { error } = await run({ ...createRoom, clientId: own });
		expect(error?.message).toBe(
			"Stenomatic couldn't find anything at this URL: Client not found. Stenomatic doesn't document this endpoint. If Stenomatic gives you another path, set it in Options > API Path.",
		);
		expect(await paths()).toEqual(['/v1/clients/me/rooms', '/v1/rooms']);
	});

	it('Rooms of a client that does not exist are never searched elsewhere', async () => {
		const { error } = await run({
			...createRoom,
			clientId: byId('gone'),
			options: { apiPath: '/rooms' },
		});
		expect(error?.message).toBe(
			'Stenomatic couldn\'t find the client "gone": Client not found. Check the ID.',
		);
		expect(await paths()).toEqual(['/v1/clients/gone/rooms']);
	});
});

describe('what is sensitive in a room', () => {
	const keys = async (more: Record<string, NodeParameterValueType>) =>
		Object.keys((await run({ ...getRoom, ...more })).items[0]?.json ?? {}).sort();

	it("Simplified leaves out the room's secrets", async () => {
		const simplified = await keys({ output: 'simplified' });
		expect(simplified).toHaveLength(10);
		expect(simplified).not.toEqual(expect.arrayContaining(['api_key']));
		expect(simplified).not.toEqual(expect.arrayContaining(['secret']));
	});

	it("Raw and Selected Fields show the room's secrets", async () => {
		expect(await keys({ output: 'raw' })).toEqual(expect.arrayContaining(['api_key', 'secret']));
		expect(await keys({ output: 'selectedFields', fields: ['secret', 'id'] })).toEqual([
			'id',
			'secret',
		]);
	});

	it('A room cannot be updated with passwords, which Stenomatic documents for a new room only', async () => {
		const { error } = await run({
			...getRoom,
			operation: 'update',
			updateFields: { participantPassword: 'door-2' },
		});
		expect(error?.message).toBe('Add at least one field under Update Fields');
	});

	const passwords = { speakerPassword: 'harpoon "7" & co', participantPassword: 'abc' };
	const text = { 'content-type': 'text/plain' };

	it.each([
		['in its words', { body: { message: 'Too short: harpoon "7" & co, and abc' } }],
		['where its words are cut', { body: `${'x'.repeat(490)} harpoon "7" & co`, headers: text }],
		[
			'as JSON',
			{ body: 'Refused: {"speaker":"harpoon \\"7\\" & co","participant":"abc"}', headers: text },
		],
		['with what only it knows', { body: '{"api_key":"k-e-y","secret":"s-e-c', headers: text }],
		['with the credential', { body: { error: `Key ${apiKey} may not do this` } }],
	])('Errors never show a secret, even when Stenomatic repeats it %s', async (_how, fault) => {
		await stenomatic.control.setFaults({ errors: [{ status: 422, ...fault }] });
		const parameters = { ...createRoom, additionalFields: passwords };
		const stopped = await run(parameters);
		const { items } = await run(parameters, { onError: 'continueRegularOutput' });
		const shown = [stopped.error?.message, stopped.error?.description, items[0]?.json.error];
		for (const message of [shown[0], shown[2]]) {
			expect(message).toContain('Stenomatic rejected the request (422): ');
			expect(message).toContain('***');
		}
		expect(shown.join('\n')).not.toMatch(/harp|\babc\b|stenomatic-demo-key|k-e-y|s-e-c/);
	});

	it('An answer that breaks off repeats no secret', async () => {
		await stenomatic.control.setFaults({ malformedJson: {} });
		const { error } = await run({ ...getRoom, operation: 'getPasswords' });
		expect(error?.message).toBe(
			'Stenomatic sent an incomplete response. Try again. If it keeps happening, contact Stenomatic support.',
		);
	});
});

describe('Stenomatic', () => {
	it.each([
		[
			{ additionalFields: { roomId: 'autumn town hall' } },
			'Room ID can only contain letters, digits and single hyphens, like autumn-town-hall. Current value: "autumn town hall"',
		],
		[
			{ fromLanguage: 'English' },
			'From Language must be a language code like en-US or de-DE. Current value: "English"',
		],
		[
			{ toLanguages: 'de-DE, fr-' },
			'To Languages must be a language code like en-US or de-DE. Current value: "fr-"',
		],
		[{ title: ' ' }, 'Title is required'],
		[{ clientId: '={{ "" }}' }, 'Client is required'],
	])('Stenomatic checks %j before it sends anything', async (parameters, message) => {
		const { error } = await run({ ...createRoom, ...parameters });
		expect(error?.message).toBe(message);
		expect(await stenomatic.control.requests()).toEqual([]);
	});

	it("Create Room sends the room ID and shows Stenomatic's objection to it", async () => {
		const parameters = { ...createRoom, additionalFields: { roomId: roomIds.tour } };
		const { error } = await run(parameters);
		expect(error?.message).toBe(
			`Stenomatic found a conflict with existing data: The room id ${roomIds.tour} is taken. Use a different ID, or update the existing record.`,
		);
		await stenomatic.control.setState<StenomaticState>({ mayGiveRoomIds: false });
		expect((await run(parameters)).error?.message).toContain('may not choose room ids');
	});

	it('Update Room sends the fields that were added, an empty one to clear it', async () => {
		await run({
			resource: 'room',
			operation: 'update',
			roomId: tour,
			updateFields: { title: 'B', description: '' },
		});
		const [request] = await stenomatic.control.requests();
		expect(request?.body).toEqual({ title: 'B', description: '' });
	});

	it('Update Room sends nothing when no field is given', async () => {
		const { error } = await run({ resource: 'room', operation: 'update', roomId: tour });
		expect(error?.message).toBe('Add at least one field under Update Fields');
		expect(await stenomatic.control.requests()).toEqual([]);
	});

	it('Usage is read from the Usage Base URL of the credential, and nothing else is', async () => {
		const credential = { usageBaseUrl: `${stenomatic.url}/v1/` };
		const elsewhere = { ...credential, baseUrl: `${stenomatic.url}/elsewhere` };
		const usage = { resource: 'usage', operation: 'getForCustomer', ...day };
		expect((await run(usage, { credential: elsewhere })).error).toBeUndefined();
		expect((await run(getRoom, { credential: elsewhere })).error?.message).toContain(
			'Stenomatic couldn\'t find the room "fjk-qwrt-mnb": Not found.',
		);
		const wrong = await run(usage, { credential: { usageBaseUrl: 'ftp://example.com' } });
		expect(wrong.error?.message).toBe(
			'The Usage Base URL in the credential must start with https://',
		);
	});

	it('Usage is counted in nanoseconds when raw, and in seconds when simplified', async () => {
		await stenomatic.control.setState<StenomaticState>({
			usage: [
				{
					client_id: clientIds.museum,
					at: Date.parse('2026-03-01T12:00:00Z'),
					counter: 'speech_recognition',
					nanoseconds: 56_960_000_000,
				},
			],
		});
		const usage = { resource: 'usage', operation: 'getForClient', clientId: museum, ...day };
		const json = async (output: string) => (await run({ ...usage, output })).items[0]?.json;
		expect(await json('simplified')).toEqual({
			speech_recognition_seconds: 56.96,
			voice_translate_seconds: 0,
		});
		expect(await json('raw')).toEqual({ speech_recognition: 56_960_000_000 });
	});

	it('Usage without dates is that of this month so far', async () => {
		const { error } = await run({ resource: 'usage', operation: 'getForCustomer' });
		expect(error).toBeUndefined();
		const [request] = await stenomatic.control.requests();
		const { from, to } = request?.query as Record<string, string>;
		expect(Number(from)).toBe(DateTime.utc().startOf('month').toMillis());
		expect(Number(to)).toBeGreaterThan(Number(from));
		expect(Number(to)).toBeLessThanOrEqual(Date.now());
	});

	it('Usage whose end is before its start is refused before anything is sent', async () => {
		const { error } = await run({
			resource: 'usage',
			operation: 'getForCustomer',
			from: day.to,
			to: day.to,
		});
		expect(error?.message).toBe('From must be before To');
		expect(await stenomatic.control.requests()).toEqual([]);
	});

	it.each([
		[1772323200000, '1772323200000'],
		['1772323200000', '1772323200000'],
		['2026-03-01T01:00:00+01:00', '1772323200000'],
		['2026-03-01T00:00:00Z', '1772323200000'],
	])('Usage accepts the date %j', async (from, sent) => {
		await run({ resource: 'usage', operation: 'getForCustomer', from, to: day.to });
		const [request] = await stenomatic.control.requests();
		expect(request?.query).toMatchObject({ from: sent });
	});

	it.each([
		[{ transcriptions: [{ text: 'a' }, { text: 'b' }] }, [{ text: 'a' }, { text: 'b' }]],
		[{ text: 'whole' }, [{ text: 'whole' }]],
		['plain words', [{ text: 'plain words' }]],
		[[], []],
	])('A transcription that comes as %j is returned', async (answer, json) => {
		await stenomatic.control.setState<StenomaticState>({
			transcriptions: { [roomIds.tour]: answer },
		});
		const { items, error } = await run({
			resource: 'transcription',
			operation: 'getAll',
			roomId: tour,
		});
		expect(error).toBeUndefined();
		expect(items.map((item) => item.json)).toEqual(json);
	});

	it('A transcription that comes as JSON text is returned', async () => {
		const headers = { 'content-type': 'application/json' };
		await stenomatic.control.setFaults({
			errors: [{ status: 200, body: '"plain words"', headers }],
		});
		const getAll = { resource: 'transcription', operation: 'getAll', roomId: tour };
		expect((await run(getAll)).items.map(({ json }) => json)).toEqual([{ text: 'plain words' }]);
	});

	it('A success with an `error` counts as a failure', async () => {
		await stenomatic.control.setFaults({
			errors: [{ status: 200, body: { error: { message: 'No credit left' } } }],
		});
		const { error, items } = await run(getRoom);
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			"Stenomatic rejected the request: No credit left. Check the node's fields.",
		);
	});

	it('A rejected key is reported, and "Bearer" is removed from one that was pasted with it', async () => {
		const getAll = { resource: 'client', operation: 'getAll' };
		const wrong = await run(getAll, { credential: { apiKey: 'not-this-one' } });
		expect(wrong.error?.message).toContain('Stenomatic rejected the credential');
		const pasted = await run(getAll, { credential: { apiKey: `bearer  ${apiKey} ` } });
		expect(pasted.error).toBeUndefined();
	});
});

describe('pickers', () => {
	const choices = async (
		search: string,
		parameters: Record<string, NodeParameterValueType> = {},
		filter?: string,
	) => {
		const data = { apiKey, baseUrl: `${stenomatic.url}/v1` };
		const { results } = await pick({
			nodeType: new Stenomatic(),
			search,
			parameters,
			credentials: { stenomaticApi: { type: new StenomaticApi(), data } },
			filter,
		});
		return results.map(({ name }) => name);
	};

	it('The pickers list the clients, and for rooms the own client first', async () => {
		const clients = ['Harbour Museum', 'Nordic Data Days', 'St. Olaf Parish'];
		expect(await choices('searchClients')).toEqual(clients);
		expect(await choices('searchRoomClients')).toEqual(['My Own Client', ...clients]);
		expect(await choices('searchRoomClients', {}, 'nord')).toEqual(['Nordic Data Days']);
		expect(await choices('searchRoomClients', {}, 'OWN')).toEqual(['My Own Client']);
	});

	const dated = (title: string) =>
		expect.stringMatching(
			new RegExp(`^${title} \\(2026-\\d\\d-\\d\\d \\d\\d:\\d\\d\\)$`),
		) as string;

	it('The room picker lists the rooms of the chosen client, newest first', async () => {
		expect(await choices('searchRooms', { clientId: museum })).toEqual([
			dated('Evening Lecture: Maps of the Polar Sea'),
			dated('Guided Tour: The Whaling Years'),
		]);
		expect(await choices('searchRooms', { clientId: museum }, 'polar')).toEqual([
			dated('Evening Lecture: Maps of the Polar Sea'),
		]);
		expect(await choices('searchRooms', { clientId: byId(clientIds.parish) })).toEqual([
			dated('Sunday Service'),
		]);
	});

	it('The room picker tries the alternative paths for the own client', async () => {
		await stenomatic.control.setState<StenomaticState>({ ownRoomsPath: '/rooms' });
		expect(await choices('searchRooms', { clientId: own })).toEqual([dated('Autumn Town Hall')]);
	});

	it.each([[{}], [{ clientId: fromList('') }], [{ clientId: '={{ $json.client }}' }]])(
		'The room picker asks for the client first: %j',
		async (parameters) => {
			await expect(choices('searchRooms', parameters)).rejects.toThrow(
				'Select the client first, or enter the room ID',
			);
		},
	);
});
