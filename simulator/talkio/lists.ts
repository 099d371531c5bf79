import { object } from '../jsonSchema';
import type { TalkioState } from './state';

/** A whole number from `minimum`, as text in a query. */
const size = { type: 'string', pattern: '^([1-9]\\d|100)$' };

/** "Default 10, minimum 10, maximum 100"; `more` are the list's own parameters. */
export const pageSchema = (more: object = {}) =>
	object({ page: { type: 'string', pattern: '^[1-9]\\d*$' }, limit: size, ...more });

export interface PageQuery {
	page?: string;
	limit?: string;
}

/**
 * One page of a list in the envelope that the state asks for.
 *
 * @param name the list's own name, for an envelope that bears it
 * @param largest a page is no longer, whatever was asked for
 */
export function pageOf<T>(
	all: readonly T[],
	{ page = '1', limit = '10' }: PageQuery,
	name: string,
	{ listEnvelope }: TalkioState,
	largest = 100,
): unknown {
	const length = Math.min(Number(limit), largest);
	const from = (Number(page) - 1) * length;
	const records = all.slice(from, from + length);
	const totalPages = Math.ceil(all.length / length);
	switch (listEnvelope) {
		case 'bare':
			return records;
		case 'data':
			return { data: records };
		case 'named':
			return { [name]: records, page: Number(page), limit: length };
		case 'nested':
			return { data: { [name]: records }, status: 'ok' };
		case 'hasMore':
			return { items: records, hasMore: Number(page) < totalPages };
		case 'totalPages':
			return { results: records, meta: { page: Number(page), totalPages } };
	}
}
