import { list, record, type Answer } from '../shared/vendor/answer';
import { isObject } from '../shared/vendor/isObject';
import type { Pagination } from '../shared/vendor/pagination';

/** What all of Talkit's lists have. No largest page is documented: 100 is a cautious one. */
export const paged: { answer: Answer; pagination: Pagination } = {
	answer: list('data'),
	pagination: {
		style: 'afterId',
		cursor: 'after_id',
		size: 'limit',
		maxSize: 100,
		hasMore: 'has_more',
	},
};

const toCount = (value: unknown) => (/^\d+$/.test(String(value)) ? Number(value) : undefined);

/** How many records a list has, which it says on each of its pages. */
export const counted: Answer = record((body) => {
	const total_count = isObject(body) ? toCount(body.total_count) : undefined;
	return total_count === undefined ? undefined : { total_count };
});
