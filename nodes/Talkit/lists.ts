import { list, type Answer } from '../shared/vendor/answer';
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
