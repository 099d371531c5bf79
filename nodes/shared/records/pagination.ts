import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../vendor/isObject';
import type { PagedList, Pagination } from '../vendor/pagination';

/** One page of a list. */
export interface Page<Entry = IDataObject> {
	records: Entry[];
	/** Where the next page begins; absent on the last one. */
	next?: string;
}

/** A list that can't be read to its end. The message says what to change. */
export class EndlessList extends Error {}

/** No list is read further: at 100 records a page that is a million. */
export const maxPages = 10_000;

interface Reading {
	/** Sends the request for one page; `records` in the API's order, `body` the whole reply. */
	fetch: (query: IDataObject) => Promise<{ records: unknown[]; body: unknown }>;
	/** Records wanted, when all of a page count. */
	limit?: number;
	/** Where to begin: `next` of an earlier page. */
	from?: string;
}

const isTrue = (value: unknown) => value === true || value === 'true' || value === 1;

/** The ID of a record, by which a page is known again. */
const idOf = (record: unknown): unknown => (isObject(record) ? record.id : undefined);

/** Where the page after this record begins. */
function cursorAfter(record: unknown): string {
	const id = idOf(record);
	if (typeof id === 'string' || typeof id === 'number') return String(id);
	throw new EndlessList(
		"The last record of a page has no ID, so the list can't be read completely. Turn off Return All and set a Limit.",
	);
}

const clamp = (value: number, minimum: number, maximum: number) =>
	Math.max(minimum, Math.min(maximum, value));

function nextCursor(
	list: PagedList,
	body: unknown,
	records: unknown[],
	size: number,
	current: string,
): string | undefined {
	if (records.length === 0) return undefined;
	const envelope = isObject(body) ? body : {};
	const isFull = records.length >= size;
	switch (list.style) {
		case 'pageNumber': {
			const page = Number(current);
			return (list.hasMore?.(body, page) ?? isFull) ? String(page + 1) : undefined;
		}
		case 'afterId':
			return isTrue(envelope[list.hasMore] ?? isFull)
				? cursorAfter(records[records.length - 1])
				: undefined;
		case 'pageToken': {
			// A page may be short in the middle of a list: only the envelope says where it ends.
			const token = envelope[list.next];
			return typeof token === 'string' && token !== '' ? token : undefined;
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
): AsyncGenerator<Page<unknown>> {
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
			// A server that ignores the page parameter gives the same records for ever.
			const content = JSON.stringify(records.map((record) => idOf(record) ?? record));
			if (content === previous) return;
			previous = content;
		}
		const next = nextCursor(pagination, body, records, size, position ?? '');
		yield next === undefined ? { records } : { records, next };
		if (next === undefined) return;
		if (seen.has(next)) {
			throw new EndlessList(
				"The list returned the same page twice, so it can't be read completely. Turn off Return All and set a Limit.",
			);
		}
		seen.add(next);
		position = next;
	}
	throw new EndlessList(
		`The list has more than ${maxPages} pages. Add a filter, or turn off Return All and set a Limit.`,
	);
}
