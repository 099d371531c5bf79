import { object } from '../jsonSchema';

const wholeNumber = { type: 'string', pattern: '^\\d+$' };

/** The query of every list. */
export const pageQuery = object({ limit: wholeNumber, after_id: wholeNumber });

export interface PageQuery {
	limit?: string;
	after_id?: string;
}

/** The path of one record. */
export const idParams = object({ id: wholeNumber }, ['id']);

/** The document names neither the usual nor the largest size of a page. */
const usualSize = 10;
const maxSize = 100;

/** One page of records, in the order of their ids. */
export function pageOf<Item extends { id: number }>(
	records: readonly Item[],
	{ limit = String(usualSize), after_id = '0' }: PageQuery,
) {
	const rest = records
		.filter(({ id }) => id > Number(after_id))
		.sort((left, right) => left.id - right.id);
	const data = rest.slice(0, Math.min(Math.max(Number(limit), 1), maxSize));
	return { has_more: data.length < rest.length, total_count: records.length, data };
}
