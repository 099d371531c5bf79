import { object } from '../jsonSchema';
import { Refusal } from './refusal';
import type { Dated } from './state';
import { pageToken, readMicros } from './time';

export interface PageQuery {
	page_size?: string;
	page_token?: string;
}

/** What every request may have in its query to prove who sends it. */
export const proofQuery = { token: { type: 'string' }, accesskey: { type: 'string' } };

/** The query of every list, and what one of them takes besides. */
export const listQuery = (more: Record<string, object> = {}) =>
	object({
		page_size: { type: 'string', pattern: '^-?\\d+$' },
		page_token: { type: 'string' },
		...proofQuery,
		...more,
	});

const maxSize = 100;

/**
 * One page of records, newest first. The token of the next page is the time of the last record, also
 * on the last page.
 */
export function pageOf<Item extends Pick<Dated, 'tm_create'>>(
	records: readonly Item[],
	{ page_size = String(maxSize), page_token = '' }: PageQuery,
): { result: Item[]; next_page_token: string } {
	const before = page_token === '' ? Infinity : readMicros(page_token);
	if (Number.isNaN(before)) {
		throw new Refusal(400, 'INVALID_REQUEST_PARAMETER', 'The page token is not valid.');
	}
	const asked = Number(page_size);
	const size = asked > 0 && asked <= maxSize ? asked : maxSize;
	const result = records
		.filter(({ tm_create }) => readMicros(tm_create) < before)
		.sort((left, right) => readMicros(right.tm_create) - readMicros(left.tm_create))
		.slice(0, size);
	const last = result.at(-1);
	return { result, next_page_token: last ? pageToken(last.tm_create) : '' };
}
