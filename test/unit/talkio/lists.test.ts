import fc from 'fast-check';

import { boundlesslyPaged, recordsIn, saysMore } from '../../../nodes/Talkio/lists';
import { conversationIdOf, recordIn, userIdOf } from '../../../nodes/Talkio/records';

const records = [{ id: 'a' }, { id: 'b' }];

describe('recordsIn', () => {
	it.each([
		records,
		...[
			'data',
			'items',
			'results',
			'users',
			'expiredUsers',
			'members',
			'conversations',
			'docs',
		].map((key) => ({ [key]: records, tags: ['x'], total: 2 })),
		{ pupils: records, page: 1 },
		{ data: { users: records } },
		{ data: { pupils: records, total: 2 }, ok: true },
	])('recordsIn finds the list in %j', (body) => {
		expect(recordsIn(body)).toEqual(records);
	});

	it.each([[], {}, null, undefined, '', { data: [] }, { data: { items: [] } }])(
		'recordsIn finds none in %j',
		(body) => {
			expect(recordsIn(body)).toEqual([]);
		},
	);

	it.each([{ ok: true }, { first: records, second: [] }, { data: { a: [1], b: [2] } }])(
		'recordsIn does not guess in %j',
		(body) => {
			expect(() => recordsIn(body)).toThrow(
				`Fields it sent: ${Object.keys(body).join(', ')}. Report`,
			);
		},
	);

	it('recordsIn never fails on a list itself', () => {
		fc.assert(
			fc.property(fc.array(fc.jsonValue()), (list) => {
				expect(recordsIn(list)).toBe(list);
			}),
		);
	});
});

describe('saysMore', () => {
	it.each([
		[{ hasMore: true }, true],
		[{ hasMore: false }, false],
		[{ meta: { hasNextPage: true } }, true],
		[{ pagination: { hasNextPage: false } }, false],
		[{ totalPages: 3 }, true],
		[{ totalPages: 2 }, false],
		[{ meta: { pageCount: 3 } }, true],
		[{ data: { pagination: { pages: 2 } } }, false],
		[{ data: { items: [], hasMore: true } }, true],
		[{ totalPages: 0 }, false],
	])('saysMore understands %j on page 2: %j', (body, more) => {
		expect(saysMore(body, 2)).toBe(more);
	});

	it.each([[], {}, null, 'x', { total: 500 }, { hasMore: 'yes' }, { pages: [1, 2] }])(
		'saysMore takes %j for no word about it',
		(body) => {
			expect(saysMore(body, 2)).toBeUndefined();
		},
	);
});

describe('a list whose pages may be shorter than asked for', () => {
	const hasMore = (body: unknown) =>
		'hasMore' in boundlesslyPaged.pagination && boundlesslyPaged.pagination.style === 'pageNumber'
			? boundlesslyPaged.pagination.hasMore?.(body, 1)
			: undefined;

	it('A list with short pages continues after a page of ten, unless Talkio says that it was the last', () => {
		const ten = Array.from({ length: 10 }, (_, id) => ({ id }));
		expect(hasMore(ten)).toBe(true);
		expect(hasMore(ten.slice(1))).toBe(false);
		expect(hasMore({ items: ten, hasMore: false })).toBe(false);
		expect(hasMore({ items: ten.slice(1), hasMore: true })).toBe(true);
	});
});

describe('recordIn', () => {
	const user = { id: 'user-1', userName: 'User 1' };

	it.each([user, { data: user }, { user }])('recordIn finds the record in %j', (body) => {
		expect(recordIn(body)).toEqual(user);
	});

	it.each([
		{ user, token: 't' },
		{ data: 'text' },
		{ practiceLanguage: { code: 'en' } },
		[user],
		null,
		'text',
		{},
	])('recordIn leaves %j unchanged', (body) => {
		expect(recordIn(body)).toEqual(body);
	});
});

describe('the ID of a record', () => {
	it('The ID of a record is the one that requests name, and only else another', () => {
		expect(userIdOf({ _id: '6f', id: 'user-1', userId: 9 })).toBe('user-1');
		expect(userIdOf({ _id: '6f', userId: 9 })).toBe('9');
		expect(userIdOf({ _id: '6f' })).toBe('6f');
		expect(userIdOf({ email: 'a@example.com' })).toBeUndefined();
	});

	it('The ID of a conversation is not that of its user', () => {
		expect(conversationIdOf({ userId: 'user-1', conversationId: 'c-1' })).toBe('c-1');
		expect(conversationIdOf({ userId: 'user-1', _id: '6f' })).toBe('6f');
	});
});
