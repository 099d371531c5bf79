import type { IDataObject } from 'n8n-workflow';

import type { PagedList, Pagination } from '../vendor/pagination';

/** One page of a list. */
export interface Page {
	records: IDataObject[];
	/** Where the next page begins; absent on the last one. */
	next?: string;
}

/** A list that does not end, or a vendor that repeats itself. The message says what to change. */
export class EndlessList extends Error {}

/** No list is read further: at 100 records a page that is a million. */
export const maxPages = 10_000;

interface Reading {
	/** Sends the request for one page; `records` in the vendor's order, `body` the whole reply. */
	fetch: (query: IDataObject) => Promise<{ records: IDataObject[]; body: unknown }>;
	/** Records wanted, when all of a page count. */
	limit?: number;
	/** Where to begin: `next` of an earlier page. */
	from?: string;
}

const clamp = (value: number, minimum: number, maximum: number) =>
	Math.max(minimum, Math.min(maximum, value));

function nextCursor(
	list: PagedList,
	body: unknown,
	records: IDataObject[],
	size: number,
	current: string,
): string | undefined {
	if (records.length === 0) return undefined;
	const envelope = (typeof body === 'object' && body !== null ? body : {}) as IDataObject;
	switch (list.style) {
		case 'pageNumber': {
			const page = Number(current);
			return (list.hasMore?.(body, page) ?? records.length >= size) ? String(page + 1) : undefined;
		}
		case 'afterId':
			return envelope[list.hasMore] === true ? String(records[records.length - 1]?.id) : undefined;
		case 'pageToken': {
			// Some vendors give a token on the last page as well: a short page ends the list.
			const token = envelope[list.next];
			return records.length >= size && typeof token === 'string' && token !== ''
				? token
				: undefined;
		}
	}
}

/**
 * Walks the pages of a list, one request each, only as far as they are asked for.
 *
 * @throws EndlessList after 10,000 pages, or when a cursor comes a second time
 */
export async function* pages(
	pagination: Pagination,
	{ fetch, limit, from }: Reading,
): AsyncGenerator<Page> {
	if (pagination.style === 'none') {
		yield { records: (await fetch({})).records };
		return;
	}
	const { cursor, size: sizeName, minSize = 1, maxSize } = pagination;
	const size = clamp(limit ?? maxSize, minSize, maxSize);
	const numbered = pagination.style === 'pageNumber';
	const seen = new Set<string>();
	let position = from ?? (numbered ? '1' : undefined);
	let previous: string | undefined;
	for (let count = 1; count <= maxPages; count++) {
		const { records, body } = await fetch({
			[sizeName]: size,
			...(position === undefined ? {} : { [cursor]: numbered ? Number(position) : position }),
		});
		if (numbered) {
			// A server that does not know the page parameter gives the same page for ever.
			const content = JSON.stringify(records);
			if (content === previous) return;
			previous = content;
		}
		const next = nextCursor(pagination, body, records, size, position ?? '');
		yield next === undefined ? { records } : { records, next };
		if (next === undefined) return;
		if (seen.has(next)) {
			throw new EndlessList(
				'The vendor gave the same page twice, so the list cannot be read to its end: turn off Return All and set a Limit',
			);
		}
		seen.add(next);
		position = next;
	}
	throw new EndlessList(
		`The list has more than ${maxPages} pages: narrow it with a filter, or turn off Return All and set a Limit`,
	);
}
