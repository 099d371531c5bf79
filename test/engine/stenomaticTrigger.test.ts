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
import { fromList } from '../uses/use';
import { pollingNode } from './support/pollingNode';
import { simulated } from './support/simulated';

const apiKey = 'stenomatic-demo-key';
const stenomatic = simulated('stenomatic');
const museum = fromList(clientIds.museum);
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

	it('Room Created returns each new room once, and none that existed before', async () => {
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

	it('Room Created returns older rooms when asked to, oldest first', async () => {
		const { poll } = published({ ...created, options: { startFrom: 'beginning' } });
		expect(jsonOf(await poll()).map(({ id }) => id)).toEqual([roomIds.tour, roomIds.lecture]);
		expect(await poll()).toEqual([]);
	});

	it("Room Created shows a room's keys only in Raw", async () => {
		const keys = async (options: IDataObject) => {
			const { poll } = published({ ...created, options: { startFrom: 'beginning', ...options } });
			return Object.keys((await poll())[0]?.json ?? {});
		};
		const simplified = await keys({});
		expect(simplified).not.toContain('api_key');
		expect(simplified).not.toContain('secret');
		expect(await keys({ output: 'raw' })).toEqual(expect.arrayContaining(['api_key', 'secret']));
	});

	it('Room Created watches the own client, wherever its rooms are', async () => {
		for (const ownRoomsPath of ['/clients/me/rooms', '/rooms'] as const) {
			await stenomatic.control.setState<StenomaticState>({ ownRoomsPath });
			const { poll } = published({ ...created, clientId: fromList('me') });
			expect(await poll()).toEqual([]);
			await addRoom(clientIds.own, { title: ownRoomsPath });
			expect(jsonOf(await poll())).toMatchObject([{ title: ownRoomsPath }]);
		}
	});

	it('Room Created watches the own client at the API Path that the user gives', async () => {
		const { poll } = published({
			...created,
			clientId: fromList('me'),
			options: { apiPath: `/clients/${clientIds.own}/rooms` },
		});
		await poll();
		const paths = (await stenomatic.control.requests()).map(({ path }) => path);
		expect(paths).toEqual([`/v1/clients/${clientIds.own}/rooms`]);
	});

	it('Room Created reports a missing client and continues when it is back', async () => {
		const { poll } = published(created);
		await poll();
		const room = await addRoom(clientIds.museum, { title: 'Meanwhile' });
		await stenomatic.control.setFaults({
			errors: [{ status: 404, body: { message: 'Client not found' }, count: 1 }],
		});
		await expect(poll()).rejects.toThrow(
			'Stenomatic couldn\'t find the client "3f2b8c1e-9a4d-4c57-8e11-5d0a6b7c9f24": Client not found. Check the ID.',
		);
		expect(jsonOf(await poll())).toMatchObject([{ id: room.id }]);
	});

	it('A test run of Room Created shows the newest room and remembers nothing', async () => {
		const test = published(created, { mode: 'manual' });
		expect(jsonOf(await test.poll())).toMatchObject([{ id: roomIds.lecture }]);
		expect(jsonOf(await test.poll())).toMatchObject([{ id: roomIds.lecture }]);
	});
});

describe('Room Updated', () => {
	const updated = { events: ['roomUpdated'], clientId: museum };

	it('Room Updated returns a room each time it changes, and not when it is created', async () => {
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

	it('Usage Above starts the workflow once when a counter crosses the threshold, each counter separately', async () => {
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

	it('Usage Above ignores usage that was above the threshold before, unless asked', async () => {
		await setUsage(use('speech_recognition', 61));
		const now = published(above);
		expect(await now.poll()).toEqual([]);
		expect(await now.poll()).toEqual([]);
		const beginning = published({ ...above, options: { startFrom: 'beginning' } });
		expect(await beginning.poll()).toHaveLength(1);
		expect(await beginning.poll()).toEqual([]);
	});

	it("Usage Above counts from midnight or from the first of the month, in the workflow's time zone", async () => {
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

	it('Usage Above reports a crossing late in a period in the next one', async () => {
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

	it('Usage Above watches one counter of one client', async () => {
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

	it('Usage Above starts over when the threshold changes', async () => {
		await setUsage(use('speech_recognition', 100));
		const first = published({ ...above, options: { startFrom: 'beginning' } });
		const [before] = jsonOf(await first.poll());
		first.change({ threshold: 90 });
		const [after] = jsonOf(await first.poll());
		expect(after).toMatchObject({ seconds: 100, threshold: 90 });
		expect(after?.eventId).not.toBe(before?.eventId);
	});

	it("A test run of Usage Above shows today's usage, above the threshold or not", async () => {
		await setUsage(use('voice_translate', 1));
		const { poll } = published({ ...above, counter: 'voice_translate' }, { mode: 'manual' });
		expect(jsonOf(await poll())).toMatchObject([{ counter: 'voice_translate', seconds: 1 }]);
	});
});

describe('several events', () => {
	it('Each event of a Stenomatic Trigger has its own state', async () => {
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
		[{ events: ['roomCreated'], clientId: '={{ "" }}' }, 'Client is required'],
		[
			{ events: ['usageAbove'], threshold: '={{ "much" }}' },
			'Threshold (Seconds) must be a number. Current value: "much"',
		],
		[{ events: ['usageAbove'], threshold: '={{ -1 }}' }, 'Threshold (Seconds) must be 0 or more'],
		[
			{ events: ['roomCreated'], clientId: fromList('me'), options: { apiPath: 'rooms' } },
			'API Path must start with "/"',
		],
		[
			{ events: '={{ ["roomRemoved"] }}' },
			'Trigger On has no event "roomRemoved". Select one from the list',
		],
	])("Events that can't be watched are refused: %j", async (parameters, message) => {
		const failure = await published(parameters)
			.poll()
			.catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(NodeOperationError);
		expect(String(failure)).toContain(message);
	});
});
