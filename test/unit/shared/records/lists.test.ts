import { listPages } from '../../../../nodes/shared/records/lists';
import { list } from '../../../../nodes/shared/vendor/answer';
import { operation, type Operation } from '../../../../nodes/shared/vendor/operation';
import { toggle } from '../../../../nodes/shared/vendor/parameter';
import type { Values } from '../../../../nodes/shared/vendor/values';
import type { Page } from '../../../../nodes/shared/records/pagination';
import { connection, type Answer } from '../support/connection';

const getRooms = operation({
	name: 'Get Many',
	action: 'Get many rooms',
	description: 'Get',
	request: 'GET /rooms',
	parameters: [toggle('open')],
	answer: list('rooms'),
	pagination: { style: 'pageToken', cursor: 'token', size: 'size', next: 'next', maxSize: 1 },
});
const inferred: Operation = { ...getRooms, inferred: { alternatives: ['/all-rooms'] } };

/** A vendor that has its two rooms, one to a page, at one path. */
const roomsAt =
	(path: string) =>
	(url: string, token: unknown): Answer => {
		if (!url.endsWith(`.test${path}`)) return { status: 404 };
		const body = token === undefined ? { rooms: [{ id: 1 }], next: 'b' } : { rooms: [{ id: 2 }] };
		return { status: 200, body };
	};

async function read(path: string, of: Operation, values: Values = {}, from?: string) {
	const vendor = roomsAt(path);
	const { connection: to, requests } = await connection(({ url, qs }) =>
		vendor(url, (qs as { token?: string }).token),
	);
	const pages: Page[] = [];
	for await (const page of listPages(to, of, values, { from })) pages.push(page);
	return { pages, paths: requests.map(({ url }) => new URL(url).pathname), requests };
}

describe('listPages', () => {
	it('listPages gives the pages of a list, each with where the next begins', async () => {
		const { pages } = await read('/rooms', getRooms);
		expect(pages).toEqual([{ records: [{ id: 1 }], next: 'b' }, { records: [{ id: 2 }] }]);
	});

	it('listPages begins where an earlier reading stopped', async () => {
		expect((await read('/rooms', getRooms, {}, 'b')).pages).toEqual([{ records: [{ id: 2 }] }]);
	});

	it('listPages sends the other values too', async () => {
		const { requests } = await read('/rooms', getRooms, { open: true });
		expect(requests[0]?.qs).toEqual({ open: true, size: 1 });
	});

	it('listPages leaves out entries that are no objects', async () => {
		const { connection: to } = await connection([
			{ status: 200, body: { rooms: [null, 'a', { id: 1 }, 7, [2]] } },
		]);
		const found: Page[] = [];
		for await (const page of listPages(to, getRooms, {})) found.push(page);
		expect(found).toEqual([{ records: [{ id: 1 }] }]);
	});

	it('listPages tries the alternatives of an inferred path and stays with the one that works', async () => {
		const { pages, paths } = await read('/all-rooms', inferred);
		expect(pages).toHaveLength(2);
		expect(paths).toEqual(['/rooms', '/all-rooms', '/all-rooms']);
	});

	it('listPages tries no alternative for a published path or one that the user gave', async () => {
		await expect(read('/all-rooms', getRooms)).rejects.toThrow(
			"couldn't find anything at this URL",
		);
		await expect(read('/all-rooms', inferred, { apiPath: '/given' })).rejects.toThrow(
			"couldn't find anything at this URL",
		);
	});
});
