import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { EndlessList, maxPages, pages } from '../../../../nodes/shared/records/pagination';
import type { Pagination } from '../../../../nodes/shared/vendor/pagination';

const numbered: Pagination = {
	style: 'pageNumber',
	cursor: 'page',
	size: 'limit',
	minSize: 10,
	maxSize: 100,
};
const afterId: Pagination = {
	style: 'afterId',
	cursor: 'after_id',
	size: 'limit',
	maxSize: 100,
	hasMore: 'has_more',
};
const byToken: Pagination = {
	style: 'pageToken',
	cursor: 'page_token',
	size: 'page_size',
	maxSize: 100,
	next: 'next_page_token',
};

const recordsOf = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ id: `r${index}` }));

/** A vendor with so many records, in each style; it counts the requests. */
function vendor(all: IDataObject[], { tokenOnLastPage = false } = {}) {
	const queries: IDataObject[] = [];
	const reply = (records: IDataObject[], more: boolean, next: number) => ({
		records,
		body: {
			has_more: more,
			next_page_token: more || tokenOnLastPage ? `t${next}` : '',
		},
	});
	const fetch = async (query: IDataObject) => {
		queries.push(query);
		const size = Number(query.limit ?? query.page_size ?? all.length);
		let from = 0;
		if (query.page !== undefined) from = (Number(query.page) - 1) * size;
		if (query.after_id !== undefined) from = all.findIndex(({ id }) => id === query.after_id) + 1;
		if (query.page_token !== undefined) from = Number(String(query.page_token).slice(1));
		const records = all.slice(from, from + size);
		return reply(records, from + size < all.length, from + size);
	};
	return { fetch, queries };
}

async function readAll(
	pagination: Pagination,
	fetch: Parameters<typeof pages>[1]['fetch'],
	limit?: number,
): Promise<unknown[]> {
	const records: unknown[] = [];
	for await (const page of pages(pagination, { fetch, ...(limit ? { limit } : {}) })) {
		for (const record of page.records) {
			records.push(record);
			if (records.length === limit) return records;
		}
	}
	return records;
}

describe.each([
	['page numbers', numbered],
	['after-id', afterId],
	['page tokens', byToken],
	['no pages', { style: 'none' } as Pagination],
])('pages by %s', (_name, pagination) => {
	it('Pages give every record once, in order, with no more requests than a limit needs', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 450 }),
				fc.option(fc.integer({ min: 1, max: 450 }), { nil: undefined }),
				fc.boolean(),
				async (count, limit, tokenOnLastPage) => {
					const all = recordsOf(count);
					const { fetch, queries } = vendor(all, { tokenOnLastPage });
					expect(await readAll(pagination, fetch, limit)).toEqual(all.slice(0, limit));
					if (limit !== undefined && limit <= count && pagination.style !== 'none') {
						expect(queries).toHaveLength(Math.ceil(limit / 100));
					}
				},
			),
		);
	});
});

describe('pages', () => {
	it("Every numbered page has the same size, never below the API's least", async () => {
		const { fetch, queries } = vendor(recordsOf(30));
		expect(await readAll(numbered, fetch, 3)).toHaveLength(3);
		expect(queries).toEqual([{ limit: 10, page: 1 }]);
		const second = vendor(recordsOf(230));
		await readAll(numbered, second.fetch, 120);
		expect(second.queries).toEqual([
			{ limit: 100, page: 1 },
			{ limit: 100, page: 2 },
		]);
	});

	it('An envelope that says whether more follows is believed', async () => {
		const { fetch, queries } = vendor(recordsOf(200));
		const told: Pagination = { ...numbered, hasMore: (_body, page) => page < 2 };
		expect(await readAll(told, fetch)).toHaveLength(200);
		expect(queries).toHaveLength(2);
	});

	it('A list ends when a server ignores the page parameter, though a field changes each time', async () => {
		let requests = 0;
		const fetch = async () => {
			requests++;
			const records = recordsOf(100).map((record) => ({ ...record, views: requests }));
			return { records, body: records };
		};
		expect(await readAll(numbered, fetch)).toHaveLength(100);
		expect(requests).toBe(2);
	});

	it('A short page in the middle does not end a list whose envelope says that more follows', async () => {
		const sizes = [99, 1, 100, 0];
		let page = 0;
		const fetch = async () => {
			const size = sizes[page++] ?? 0;
			const records = recordsOf(size).map(({ id }) => ({ id: `${page} ${String(id)}` }));
			return { records, body: { has_more: size > 0, next_page_token: `t${page}` } };
		};
		for (const pagination of [byToken, afterId]) {
			page = 0;
			expect(await readAll(pagination, fetch)).toHaveLength(200);
		}
	});

	it.each([[true], ['true'], [undefined]])(
		'A full page with has_more %j is followed by the next',
		async (more) => {
			const answers = [recordsOf(100), [{ id: 'last' }]];
			const fetch = async () => {
				const records = answers.shift() ?? [];
				return { records, body: { has_more: answers.length > 0 ? more : false } };
			};
			expect(await readAll(afterId, fetch)).toHaveLength(101);
		},
	);

	it('A list that pages by ID stops with an error at a record without one', async () => {
		const fetch = async () => ({ records: [{ id: 'a' }, 'b'], body: { has_more: true } });
		await expect(readAll(afterId, fetch)).rejects.toThrow(EndlessList);
	});

	it('A list ends when a server ignores the page parameter', async () => {
		const all = recordsOf(100);
		expect(await readAll(numbered, async () => ({ records: all, body: all }))).toEqual(all);
	});

	it('A list says where the next page begins, and begins there', async () => {
		for (const pagination of [numbered, afterId, byToken]) {
			const all = recordsOf(250);
			const { fetch } = vendor(all);
			const first = await pages(pagination, { fetch }).next();
			expect(first.value?.records).toEqual(all.slice(0, 100));
			const second = await pages(pagination, { fetch, from: first.value?.next }).next();
			expect(second.value?.records).toEqual(all.slice(100, 200));
		}
	});

	it.each([
		['after-id', afterId],
		['page tokens', byToken],
	])('A list stops with an error when an API with %s repeats itself', async (_name, pagination) => {
		const fetch = async () => ({
			records: recordsOf(100),
			body: { has_more: true, next_page_token: 'same' },
		});
		await expect(readAll(pagination, fetch)).rejects.toThrow(EndlessList);
		await expect(readAll(pagination, fetch)).rejects.toThrow('Turn off Return All and set a Limit');
	});

	it(`A list is read for no more than ${maxPages} pages`, async () => {
		let requests = 0;
		const fetch = async () => {
			requests++;
			return { records: [{ id: `r${requests}` }], body: { has_more: true } };
		};
		const onePerPage: Pagination = { ...afterId, maxSize: 1 };
		await expect(readAll(onePerPage, fetch)).rejects.toThrow(EndlessList);
		expect(requests).toBe(maxPages);
	});
});
