import type {
	IDataObject,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
} from 'n8n-workflow';

import { pickerMethods } from '../../../../nodes/shared/records/pickers';
import { list } from '../../../../nodes/shared/vendor/answer';
import {
	operation,
	type Operation,
	type RecordKind,
} from '../../../../nodes/shared/vendor/operation';
import { text } from '../../../../nodes/shared/vendor/parameter';
import {
	pick,
	pickMany,
	recordKind,
	searchMethod,
} from '../../../../nodes/shared/vendor/recordKind';
import { acme, node } from '../support/connection';

const getRooms = operation({
	name: 'Get Many',
	action: 'Get many rooms',
	description: 'Get',
	request: 'GET /rooms',
	answer: list('rooms'),
	pagination: { style: 'pageNumber', cursor: 'page', size: 'limit', maxSize: 100 },
});
const roomKind = recordKind({
	name: 'Room',
	wire: 'room_id',
	example: '7',
	list: (): Operation => getRooms,
	title: ({ name }) => name,
	offers: ({ name }) => name !== 'hidden',
});

/** Opens the picker of a kind. */
async function open(
	context: ILoadOptionsFunctions,
	kind: RecordKind = roomKind,
	...args: [filter?: string, token?: unknown]
): Promise<INodeListSearchResult> {
	const { listSearch = {} } = pickerMethods(acme, [pick(kind)]);
	const search = listSearch[searchMethod(kind)];
	if (!search) throw new Error(`There is no ${searchMethod(kind)}`);
	return await search.call(context, args[0], args[1] as string);
}

/** So many rooms, of which every tenth is called "Lobby". */
const someRooms = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		id: index,
		name: index === 3 ? 'hidden' : index % 10 === 0 ? `Lobby ${index}` : `Room ${index}`,
	}));

/** A service with so many rooms or with those given. */
function vendor(
	count: number,
	parameters: IDataObject = {},
	rooms: IDataObject[] = someRooms(count),
) {
	const queries: IDataObject[] = [];
	const headers: IDataObject[] = [];
	const httpRequestWithAuthentication = async (_type: string, options: IHttpRequestOptions) => {
		const query = options.qs as IDataObject;
		queries.push(query);
		headers.push(options.headers ?? {});
		const from = (Number(query.page) - 1) * 100;
		return { statusCode: 200, headers: {}, body: { rooms: rooms.slice(from, from + 100) } };
	};
	const context = {
		getNode: () => node,
		getTimezone: () => 'Europe/Vienna',
		getCurrentNodeParameter: (name: string) =>
			name
				.split('.')
				.reduce<unknown>((level, key) => (level as IDataObject | undefined)?.[key], parameters),
		getCredentials: async () => ({ token: 's3cret-token' }),
		helpers: { httpRequestWithAuthentication },
	} as unknown as ILoadOptionsFunctions;
	return { context, queries, headers };
}

describe('a picker', () => {
	it('A picker gives a page, and the next when the user scrolls', async () => {
		const { context } = vendor(230);
		const all = {
			...roomKind,
			offers: undefined,
			title: ({ id }: IDataObject) => `N${String(id)}`,
		};
		const first = await open(context, all);
		expect(first.results).toHaveLength(100);
		expect(first.results[0]).toEqual({ name: 'N0', value: '0' });
		const second = await open(context, all, undefined, first.paginationToken);
		expect(second.results[0]).toEqual({ name: 'N100', value: '100' });
		const third = await open(context, all, undefined, second.paginationToken);
		expect(third.results).toHaveLength(30);
		expect(third.paginationToken).toBeUndefined();
	});

	it('A picker searches name and ID, over several pages', async () => {
		const { context, queries } = vendor(350);
		const { results } = await open(context, roomKind, 'lobby');
		expect(results).toHaveLength(35);
		expect(queries).toHaveLength(4);
		expect(queries.every((query) => Object.keys(query).sort().join() === 'limit,page')).toBe(true);
		expect((await open(context, roomKind, '349')).results).toEqual([
			{ name: 'Room 349', value: '349' },
		]);
	});

	it('A picker asks for little when little matches, and offers to continue', async () => {
		const { context, queries } = vendor(5000);
		const { results, paginationToken } = await open(context, roomKind, 'Room 4999');
		expect(results).toEqual([]);
		expect(queries).toHaveLength(10);
		expect(paginationToken).toBe('11');
	});

	it("A picker leaves out what can't be chosen", async () => {
		const { context } = vendor(10);
		expect((await open(context)).results).toHaveLength(9);
	});

	it.each([undefined, null, ''])('A picker leaves out a record whose ID is %j', async (id) => {
		const { context } = vendor(10);
		const first = { ...roomKind, id: (record: IDataObject) => (record.id === 0 ? id : record.id) };
		const { results } = await open(context, first);
		expect(results.map(({ value }) => value)).not.toContain('0');
		expect(results).toHaveLength(8);
	});

	it('A picker shows the ID of a record that has no name', async () => {
		const { context } = vendor(1);
		const unnamed = { ...roomKind, title: () => undefined };
		expect((await open(context, unnamed)).results).toEqual([{ name: '0', value: '0' }]);
	});

	it('A picker links to the page of a record', async () => {
		const { context } = vendor(1);
		const page = { url: 'https://example.com/r/{id}', pattern: 'https://example.com/r/([^/]+)' };
		expect((await open(context, { ...roomKind, page })).results[0]?.url).toBe(
			'https://example.com/r/0',
		);
	});

	it('A picker offers what is always there on the first page, if it matches', async () => {
		const own = { name: 'Own Room', value: 'me' };
		const kind = { ...roomKind, always: [own] };
		const { context } = vendor(230);
		const first = await open(context, kind);
		expect(first.results[0]).toEqual(own);
		const second = await open(context, kind, undefined, first.paginationToken);
		expect(second.results).not.toContainEqual(own);
		expect((await open(context, kind, 'lobby')).results).not.toContainEqual(own);
		expect((await open(context, kind, 'own')).results).toEqual([own]);
	});

	it('A picker takes names from another kind of record', async () => {
		const { context } = vendor(3);
		const kind: RecordKind = {
			...roomKind,
			named: roomKind,
			title: ({ id }, nameOf) => `In ${nameOf(String(id)) ?? 'nowhere'}`,
		};
		const { results } = await open(context, kind);
		expect(results[0]).toEqual({ name: 'In Lobby 0', value: '0' });
	});
});

describe('the label of a record', () => {
	const talks = [
		{ id: 1, name: 'Weekly Q&A', startsAt: '2026-11-13T09:30:00Z', host: 'h1' },
		{ id: 2, name: 'Weekly Q&A', startsAt: '2026-11-20 09:30:00.000000', host: 'h2' },
		{ id: 3, name: 'Weekly Q&A', startsAt: 'unknown', host: 'Weekly Q&A' },
	];

	it('A label has the detail and the time in the time zone of the workflow, the newest first', async () => {
		const { context } = vendor(0, {}, talks);
		const { results } = await open(context, {
			...roomKind,
			detail: ({ host }) => host,
			time: ({ startsAt }) => startsAt,
		});
		expect(results.map(({ name }) => name)).toEqual([
			'Weekly Q&A (h2, 2026-11-20 10:30)',
			'Weekly Q&A (h1, 2026-11-13 10:30)',
			'Weekly Q&A',
		]);
	});
});

describe('a picker whose list needs another parameter', () => {
	const inBuilding = {
		...roomKind,
		list: () => ({
			...getRooms,
			parameters: [pick({ ...roomKind, name: 'Building', wire: 'building_id' })],
			filters: [text('floor')],
			options: [text('tenant', { in: 'header' })],
		}),
	};

	it('A picker reads the parameter that its list needs from the node', async () => {
		const { context, queries, headers } = vendor(1, {
			buildingId: { __rl: true, mode: 'id', value: 'b1' },
			options: { tenant: 't1' },
		});
		await open(context, inBuilding);
		expect(queries[0]).toMatchObject({ building_id: 'b1' });
		expect(headers[0]).toMatchObject({ tenant: 't1' });
	});

	it('A picker leaves out a filter, which is for the output of another operation', async () => {
		const { context, queries } = vendor(1, { buildingId: 'b1', filters: { floor: '3' } });
		await open(context, inBuilding);
		expect(queries[0]).not.toHaveProperty('floor');
	});

	it.each([[{}], [{ buildingId: null }], [{ buildingId: '={{ $json.id }}' }]])(
		'A picker asks for the parameter that its list needs first when the node has %j',
		async (parameters) => {
			const { context, queries } = vendor(1, parameters as IDataObject);
			await expect(open(context, inBuilding)).rejects.toThrow(
				'Select the building first, or enter the room ID',
			);
			expect(queries).toEqual([]);
		},
	);

	it('A picker does without an optional parameter that an expression gives', async () => {
		const { context, headers } = vendor(1, {
			buildingId: 'b1',
			options: { tenant: '={{ $json.tenant }}' },
		});
		await open(context, inBuilding);
		expect(headers[0]).not.toHaveProperty('tenant');
	});
});

describe('the choices of an options field', () => {
	it('An options field offers all records', async () => {
		const { context } = vendor(230);
		const { loadOptions = {} } = pickerMethods(acme, [pickMany(roomKind, 'room_ids', 'Rooms')]);
		const options = await loadOptions.getRooms?.call(context);
		expect(options).toHaveLength(229);
		expect(options?.[0]).toEqual({ name: 'Lobby 0', value: '0' });
	});

	it('An options field of an endless list offers its first thousand records and ends', async () => {
		const { context, queries } = vendor(1_000_000);
		const { loadOptions = {} } = pickerMethods(acme, [pickMany(roomKind, 'room_ids', 'Rooms')]);
		const offered = await loadOptions.getRooms?.call(context);
		expect(offered?.length).toBeGreaterThanOrEqual(1000);
		expect(queries.length).toBeLessThan(25);
	});
});
