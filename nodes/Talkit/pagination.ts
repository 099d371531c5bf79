import type { Pagination } from '../shared/pagination';

/** How all of Talkit's lists are cut. Its document names no largest page: 100 is a cautious one. */
export const afterLastId: Pagination = {
	style: 'afterId',
	cursor: 'after_id',
	size: 'limit',
	maxSize: 100,
	hasMore: 'has_more',
};
