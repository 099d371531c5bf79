import { list, type Answer } from '../shared/vendor/answer';
import { isObject } from '../shared/vendor/isObject';
import type { Pagination } from '../shared/vendor/pagination';

/** A list in an envelope that is none. The message says what to do. */
export class UnknownList extends Error {}

/** Where a list may be, since Talkio does not say: names that such envelopes have. */
const listKeys = [
	'data',
	'items',
	'results',
	'users',
	'expiredUsers',
	'members',
	'conversations',
	'docs',
];

function listIn(body: unknown): unknown[] | undefined {
	if (Array.isArray(body)) return body as unknown[];
	if (!isObject(body)) return undefined;
	const named = listKeys.map((key) => body[key]).find(Array.isArray);
	if (named) return named;
	const lists = Object.values(body).filter(Array.isArray);
	return lists.length === 1 ? lists[0] : undefined;
}

/**
 * The records of a list, whatever envelope they come in.
 *
 * @throws UnknownList
 */
export function recordsIn(body: unknown): unknown[] {
	const list = listIn(body) ?? (isObject(body) ? listIn(body.data) : undefined);
	if (list) return list;
	if (!isObject(body) || Object.keys(body).length === 0) return [];
	throw new UnknownList(
		`Talkio sent a response without a list. Fields it sent: ${Object.keys(body).join(', ')}. Report this issue to the maintainers of this node.`,
	);
}

/**
 * What an envelope says about further pages.
 *
 * @returns `undefined` where it says nothing
 */
export function saysMore(body: unknown, page: number): boolean | undefined {
	if (!isObject(body)) return undefined;
	const outer = [body, body.data].filter(isObject);
	const places = outer.flatMap((place) => [place, place.meta, place.pagination]).filter(isObject);
	for (const place of places) {
		const flag = String(place.hasMore ?? place.hasNextPage);
		if (flag === 'true' || flag === 'false') return flag === 'true';
		const count = place.totalPages ?? place.pages ?? place.pageCount;
		if (typeof count === 'number' || (typeof count === 'string' && /^\d+$/.test(count))) {
			return page < Number(count);
		}
	}
	return undefined;
}

const minSize = 10;

const pagination: Pagination = {
	style: 'pageNumber',
	cursor: 'page',
	size: 'limit',
	minSize,
	maxSize: 100,
	hasMore: saysMore,
};

/** Users and conversations come in pages of 10 to 100. */
export const paged: { answer: Answer; pagination: Pagination } = {
	// A text or a number is no list: the check of the answer refuses it.
	answer: list((body) => (typeof body === 'object' ? recordsIn(body) : body)),
	pagination,
};

/** For expired users no bounds are documented: a page may be shorter than was asked for. */
export const boundlesslyPaged: typeof paged = {
	...paged,
	pagination: {
		...pagination,
		hasMore: (body, page) => saysMore(body, page) ?? recordsIn(body).length >= minSize,
	},
};
