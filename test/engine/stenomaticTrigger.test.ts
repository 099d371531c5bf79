import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type NodeParameterValueType,
} from 'n8n-workflow';

import { StenomaticApi } from '../../credentials/StenomaticApi.credentials';
import { StenomaticTrigger } from '../../nodes/Stenomatic/StenomaticTrigger.node';
import { clientIds, roomIds } from '../../simulator/stenomatic/seed';
import { newRoom, type Room, type StenomaticState } from '../../simulator/stenomatic/state';
import { pollingNode } from './support/pollingNode';
import { simulated } from './support/simulated';

const apiKey = 'stenomatic-demo-key';
const stenomatic = simulated('stenomatic');
const rl = (value: string) => ({ __rl: true, mode: 'list', value });
const museum = rl(clientIds.museum);
const second = 1e9;

/** The trigger as it is published: what it remembers lasts from poll to poll. */
function published(
	parameters: Record<string, NodeParameterValueType>,
	{ mode, timezone }: { mode?: 'trigger' | 'manual'; timezone?: string } = {},
) {
	return pollingNode({
		nodeType: new StenomaticTrigger(),
		parameters,
		credentials: {
			stenomaticApi: {
				type: new StenomaticApi(),
				data: { apiKey, baseUrl: `${stenomatic.url}/v1`, usageBaseUrl: '' },
			},
		},
		mode,
		timezone,
	});
}

const jsonOf = (items: INodeExecutionData[]) => items.map(({ json }) => json);

const state = async () => await stenomatic.control.state<StenomaticState>();

async function addRoom(clientId: string, room: Partial<Room>, createdAt = Date.now()) {
	const { rooms } = await state();
	const added = newRoom(clientId, room, createdAt);
	await stenomatic.control.setState<StenomaticState>({ rooms: [...rooms, added] });
	return added;
}

async function changeRoom(id: string, changes: object) {
	const response = await fetch(`${stenomatic.url}/v1/rooms/${id}`, {
		method: 'PATCH',
		headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
		body: JSON.stringify(changes),
	});
	expect(response.status).toBe(200);
}

describe('Room Created', () => {
	const created = { events: ['roomCreated'], clientId: museum };

	it('hands on each new room of the client once, and nothing that was there before', async () => {
		const { poll } = published(created);
		expect(await poll()).toEqual([]);
		const room = await addRoom(clientIds.museum, { title: 'New' });
		await addRoom(clientIds.parish, { title: 'Of another client' });
		expect(jsonOf(await poll())).toEqual([
			{
				id: room.id,
				title: 'New',
				description: '',
				from_language: '',
				to_languages: [],
				start_date: null,
				end_date: null,
				create_date: room.create_date,
				update_date: room.update_date,
				is_archived: false,
				event: 'roomCreated',
				eventId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
			},
		]);
		expect(await poll()).toEqual([]);
	});

	it('hands on what was there before when asked to, oldest first', async () => {
		const { poll } = published({ ...created, options: { startFrom: 'beginning' } });
		expect(jsonOf(await poll()).map(({ id }) => id)).toEqual([roomIds.tour, roomIds.lecture]);
		expect(await poll()).toEqual([]);
	});

	it('shows the keys of a room only in Raw', async () => {
		const keys = async (options: IDataObject) => {
			const { poll } = published({ ...created, options: { startFrom: 'beginning', ...options } });
			return Object.keys((await poll())[0]?.json ?? {});
		};
		const simplified = await keys({});
		expect(simplified).not.toContain('api_key');
		expect(simplified).not.toContain('secret');
		expect(await keys({ output: 'raw' })).toEqual(expect.arrayContaining(['api_key', 'secret']));
	});

	it('watches the own client, wherever its rooms are', async () => {
		for (const ownRoomsPath of ['/clients/me/rooms', '/rooms'] as const) {
			await stenomatic.control.setState<StenomaticState>({ ownRoomsPath });
			const { poll } = published({ ...created, clientId: rl('me') });
			expect(await poll()).toEqual([]);
			await addRoom(clientIds.own, { title: ownRoomsPath });
			expect(jsonOf(await poll())).toMatchObject([{ title: ownRoomsPath }]);
		}
	});

	it('watches the own client at the path that the user gives', async () => {
		const { poll } = published({
			...created,
			clientId: rl('me'),
			options: { apiPath: `/clients/${clientIds.own}/rooms` },
		});
		await poll();
		const paths = (await stenomatic.control.requests()).map(({ path }) => path);
		expect(paths).toEqual([`/v1/clients/${clientIds.own}/rooms`]);
	});

	it('says what to do when the client is gone, and goes on when it is back', async () => {
		const { poll } = published(created);
		await poll();
		const room = await addRoom(clientIds.museum, { title: 'Meanwhile' });
		await stenomatic.control.setFaults({
			errors: [{ status: 404, body: { message: 'Client not found' }, count: 1 }],
		});
		await expect(poll()).rejects.toThrow(
			'Stenomatic did not find this: Client not found. Check the IDs, and the Base URL of the credential.',
		);
		expect(jsonOf(await poll())).toMatchObject([{ id: room.id }]);
	});

	it('shows the newest room as an example, and remembers nothing of it', async () => {
		const test = published(created, { mode: 'manual' });
		expect(jsonOf(await test.poll())).toMatchObject([{ id: roomIds.lecture }]);
		expect(jsonOf(await test.poll())).toMatchObject([{ id: roomIds.lecture }]);
	});
});

describe('Room Updated', () => {
	const updated = { events: ['roomUpdated'], clientId: museum };

	it('hands on a room each time it was changed, and not when it was created', async () => {
		const { poll } = published(updated);
		expect(await poll()).toEqual([]);
		await addRoom(clientIds.museum, { title: 'New' });
		expect(await poll()).toEqual([]);
		await changeRoom(roomIds.tour, { title: 'Once' });
		const [once] = jsonOf(await poll());
		expect(once).toMatchObject({ id: roomIds.tour, title: 'Once', event: 'roomUpdated' });
		expect(await poll()).toEqual([]);
		await changeRoom(roomIds.tour, { title: 'Twice' });
		const [twice] = jsonOf(await poll());
		expect(twice).toMatchObject({ id: roomIds.tour, title: 'Twice' });
		expect(twice?.eventId).not.toBe(once?.eventId);
	});
});

describe('Usage Above', () => {
	const above = { events: ['usageAbove'], threshold: 60 };

	/** So many seconds of use; since midnight unless said otherwise. */
	const use = (
		counter: string,
		seconds: number,
		{ at = new Date().setUTCHours(0, 0, 0, 0), client = 'museum' } = {},
	) => ({
		client_id: clientIds[client as keyof typeof clientIds],
		at,
		counter,
		nanoseconds: seconds * second,
	});

	async function setUsage(...usage: StenomaticState['usage']) {
		await stenomatic.control.setState<StenomaticState>({ usage });
	}

	it('starts the workflow once when a counter crosses the threshold, and each counter by itself', async () => {
		await setUsage();
		const { poll } = published(above);
		expect(await poll()).toEqual([]);
		const earlier = use('speech_recognition', 40);
		await setUsage(earlier, use('voice_translate', 60));
		expect(await poll()).toEqual([]);
		await setUsage(earlier, use('speech_recognition', 20.5), use('voice_translate', 60));
		expect(jsonOf(await poll())).toMatchObject([
			{ counter: 'speech_recognition', seconds: 60.5, threshold: 60, event: 'usageAbove' },
		]);
		await setUsage(use('speech_recognition', 5000), use('voice_translate', 61));
		expect(jsonOf(await poll())).toMatchObject([{ counter: 'voice_translate', seconds: 61 }]);
		await setUsage(use('speech_recognition', 9000), use('voice_translate', 9000));
		expect(await poll()).toEqual([]);
	});

	it('does not tell of usage that was above already, unless asked to', async () => {
		await setUsage(use('speech_recognition', 61));
		const now = published(above);
		expect(await now.poll()).toEqual([]);
		expect(await now.poll()).toEqual([]);
		const beginning = published({ ...above, options: { startFrom: 'beginning' } });
		expect(await beginning.poll()).toHaveLength(1);
		expect(await beginning.poll()).toEqual([]);
	});

	it('counts from midnight, or from the first of the month, in the time zone of the workflow', async () => {
		const zones = ['Pacific/Auckland', 'America/Los_Angeles'];
		for (const timezone of zones) {
			for (const period of ['day', 'month']) {
				await stenomatic.control.clearRequests();
				await published({ ...above, period }, { timezone }).poll();
				const [current, previous] = (await stenomatic.control.requests()).map(
					({ query }) => query as { from: string; to: string },
				);
				const local = (time?: string) =>
					new Date(Number(time)).toLocaleString('sv-SE', { timeZone: timezone });
				const start = period === 'day' ? / 00:00:00$/ : /-01 00:00:00$/;
				expect(local(current?.from)).toMatch(start);
				expect(local(previous?.from)).toMatch(start);
				expect(previous?.to).toBe(current?.from);
				expect(Number(current?.to)).toBeGreaterThanOrEqual(Number(current?.from));
			}
		}
	});

	it('tells of a crossing late in a period that the next one finds', async () => {
		await setUsage();
		const { poll } = published({ ...above, period: 'month' });
		await poll();
		const now = new Date();
		const lastMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1) - 1;
		await setUsage(use('speech_recognition', 61, { at: lastMonth }));
		const [item, ...others] = jsonOf(await poll());
		expect(others).toEqual([]);
		expect(Date.parse(String(item?.to))).toBe(lastMonth + 1);
		expect(await poll()).toEqual([]);
	});

	it('watches one counter of one client', async () => {
		await setUsage();
		const { poll } = published({
			...above,
			usageOf: 'client',
			usageClientId: museum,
			counter: 'voice_translate',
		});
		await poll();
		await setUsage(
			use('speech_recognition', 100),
			use('voice_translate', 100, { client: 'parish' }),
			use('voice_translate', 61),
		);
		expect(jsonOf(await poll())).toMatchObject([
			{ counter: 'voice_translate', seconds: 61, client_id: clientIds.museum },
		]);
	});

	it('begins anew when the threshold is changed', async () => {
		await setUsage(use('speech_recognition', 100));
		const first = published({ ...above, options: { startFrom: 'beginning' } });
		const [before] = jsonOf(await first.poll());
		first.change({ threshold: 90 });
		const [after] = jsonOf(await first.poll());
		expect(after).toMatchObject({ seconds: 100, threshold: 90 });
		expect(after?.eventId).not.toBe(before?.eventId);
	});

	it('shows the usage of today as an example, above or not', async () => {
		await setUsage(use('voice_translate', 1));
		const { poll } = published({ ...above, counter: 'voice_translate' }, { mode: 'manual' });
		expect(jsonOf(await poll())).toMatchObject([{ counter: 'voice_translate', seconds: 1 }]);
	});
});

describe('several events', () => {
	it('each keep to themselves', async () => {
		const { poll } = published({ events: ['roomCreated', 'roomUpdated'], clientId: museum });
		await poll();
		await addRoom(clientIds.museum, { title: 'New' }, Date.now() - 1000);
		await changeRoom(roomIds.tour, { title: 'Changed' });
		expect(jsonOf(await poll())).toMatchObject([
			{ event: 'roomCreated', title: 'New' },
			{ event: 'roomUpdated', title: 'Changed' },
		]);
	});

	it.each([
		[{ events: ['roomCreated'], clientId: '={{ "" }}' }, 'Client is empty: fill it in'],
		[
			{ events: ['usageAbove'], threshold: '={{ "much" }}' },
			'Threshold must be a number, but is "much"',
		],
		[
			{ events: ['usageAbove'], threshold: '={{ -1 }}' },
			'Threshold must be a number of seconds, 0 or more',
		],
		[
			{ events: ['roomCreated'], clientId: rl('me'), options: { apiPath: 'rooms' } },
			'API Path must begin with /',
		],
		[{ events: '={{ ["roomRemoved"] }}' }, 'Trigger On has no "roomRemoved": choose from its list'],
	])('are refused when they cannot be watched: %j', async (parameters, message) => {
		const failure = await published(parameters)
			.poll()
			.catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(NodeOperationError);
		expect(String(failure)).toContain(message);
	});
});
