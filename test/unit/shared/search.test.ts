import type { IDataObject, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';

import type { Operation } from '../../../nodes/shared/vendor/operation';
import { listSearch, loadOptions, type Picker } from '../../../nodes/shared/records/pickers';
import { acme, node } from './support/connection';

const operation: Operation = {
	name: 'Get Many',
	action: 'Get many rooms',
	description: 'Get',
	method: 'GET',
	path: '/rooms',
	result: 'rooms',
	pagination: { style: 'pageNumber', cursor: 'page', size: 'limit', maxSize: 100 },
};
const picker: Picker = {
	operation,
	item: ({ id, name }) =>
		name === 'hidden' ? undefined : { name: String(name), value: String(id) },
};

/** A vendor with so many rooms, of which every tenth is called "Lobby". */
function vendor(count: number) {
	const rooms = Array.from({ length: count }, (_, index) => ({
		id: index,
		name: index === 3 ? 'hidden' : index % 10 === 0 ? `Lobby ${index}` : `Room ${index}`,
	}));
	const queries: IDataObject[] = [];
	const httpRequestWithAuthentication = async (_type: string, { qs }: IHttpRequestOptions) => {
		const query = qs as IDataObject;
		queries.push(query);
		const from = (Number(query.page) - 1) * 100;
		return { statusCode: 200, headers: {}, body: { rooms: rooms.slice(from, from + 100) } };
	};
	const context = {
		getNode: () => node,
		getCredentials: async () => ({ token: 's3cret-token' }),
		helpers: { httpRequestWithAuthentication },
	} as unknown as ILoadOptionsFunctions;
	return { context, queries };
}

describe('listSearch', () => {
	it('gives a page, and the next when the user scrolls', async () => {
		const { context } = vendor(230);
		const search = listSearch(acme, {
			...picker,
			item: ({ id }) => ({ name: `N${id}`, value: String(id) }),
		});
		const first = await search.call(context);
		expect(first.results).toHaveLength(100);
		expect(first.results[0]).toEqual({ name: 'N0', value: '0' });
		const second = await search.call(context, undefined, first.paginationToken);
		expect(second.results[0]).toEqual({ name: 'N100', value: '100' });
		const third = await search.call(context, undefined, second.paginationToken);
		expect(third.results).toHaveLength(30);
		expect(third.paginationToken).toBeUndefined();
	});

	it('searches name and ID here where the vendor cannot, over several pages', async () => {
		const { context, queries } = vendor(350);
		const { results } = await listSearch(acme, picker).call(context, 'lobby');
		expect(results).toHaveLength(35);
		expect(queries).toHaveLength(4);
		expect(queries.every((query) => Object.keys(query).sort().join() === 'limit,page')).toBe(true);
		expect((await listSearch(acme, picker).call(context, '349')).results).toEqual([
			{ name: 'Room 349', value: '349' },
		]);
	});

	it('asks for little when little matches, and offers to go on', async () => {
		const { context, queries } = vendor(5000);
		const { results, paginationToken } = await listSearch(acme, picker).call(context, 'Room 4999');
		expect(results).toEqual([]);
		expect(queries).toHaveLength(10);
		expect(paginationToken).toBe('11');
	});

	it('lets the vendor search where it can', async () => {
		const { context, queries } = vendor(50);
		const bySearch = { ...picker, searchBy: 'q' };
		await listSearch(acme, bySearch).call(context, 'lobby');
		expect(queries[0]).toMatchObject({ q: 'lobby', page: 1 });
		await listSearch(acme, bySearch).call(context);
		expect(queries[1]).not.toHaveProperty('q');
	});

	it('leaves out what cannot be chosen, and sends what the picker needs besides', async () => {
		const { context, queries } = vendor(10);
		const withQuery = { ...picker, request: () => ({ query: { client: 'c1' } }) };
		const { results } = await listSearch(acme, withQuery).call(context);
		expect(results).toHaveLength(9);
		expect(queries[0]).toMatchObject({ client: 'c1' });
	});
});

describe('loadOptions', () => {
	it('gives every record', async () => {
		const { context } = vendor(230);
		const options = await loadOptions(acme, picker).call(context);
		expect(options).toHaveLength(229);
		expect(options[0]).toEqual({ name: 'Lobby 0', value: '0' });
	});
});
