import { listPages } from '../../../nodes/shared/records/lists';
import type { Operation } from '../../../nodes/shared/vendor/operation';
import type { Page } from '../../../nodes/shared/records/pagination';
import { connection, type Answer } from './support/connection';

const operation: Operation = {
	name: 'Get Many',
	action: 'Get many rooms',
	description: 'Get',
	method: 'GET',
	path: '/rooms',
	result: 'rooms',
	pagination: { style: 'pageToken', cursor: 'token', size: 'size', next: 'next', maxSize: 1 },
};
const inferred: Operation = { ...operation, inferred: { alternatives: ['/all-rooms'] } };

/** A vendor that has its two rooms, one to a page, at one path. */
const roomsAt =
	(path: string) =>
	(url: string, token: unknown): Answer => {
		if (!url.endsWith(`.test${path}`)) return { status: 404 };
		const body = token === undefined ? { rooms: [{ id: 1 }], next: 'b' } : { rooms: [{ id: 2 }] };
		return { status: 200, body };
	};

async function read(path: string, ...[list, request, from]: ListArguments) {
	const vendor = roomsAt(path);
	const { connection: to, requests } = await connection(({ url, qs }) =>
		vendor(url, (qs as { token?: string }).token),
	);
	const pages: Page[] = [];
	for await (const page of listPages(to, list, request, from)) pages.push(page);
	return { pages, paths: requests.map(({ url }) => new URL(url).pathname), requests };
}
type ListArguments = Parameters<typeof listPages> extends [unknown, ...infer Rest] ? Rest : never;

describe('listPages', () => {
	it('gives the pages of a list, each with where the next begins', async () => {
		const { pages } = await read('/rooms', operation);
		expect(pages).toEqual([{ records: [{ id: 1 }], next: 'b' }, { records: [{ id: 2 }] }]);
	});

	it('begins where an earlier reading stopped', async () => {
		expect((await read('/rooms', operation, {}, 'b')).pages).toEqual([{ records: [{ id: 2 }] }]);
	});

	it('sends what else is wanted', async () => {
		const { requests } = await read('/clients/7/rooms', operation, {
			path: '/clients/7/rooms',
			query: { open: true },
		});
		expect(requests[0]?.qs).toEqual({ open: true, size: 1 });
	});

	it('looks for an inferred path where else it may be, and stays there', async () => {
		const { pages, paths } = await read('/all-rooms', inferred);
		expect(pages).toHaveLength(2);
		expect(paths).toEqual(['/rooms', '/all-rooms', '/all-rooms']);
	});

	it('looks nowhere else for a path that is published or that the user gave', async () => {
		await expect(read('/all-rooms', operation)).rejects.toThrow('did not find this');
		await expect(read('/all-rooms', inferred, { path: '/given' })).rejects.toThrow(
			'did not find this',
		);
	});
});
