import { list, type Answer } from '../shared/vendor/answer';
import type { Pagination } from '../shared/vendor/pagination';

/** What all of VoIPBin's lists have, but that of the participants of a chat. */
export const paged: { answer: Answer; pagination: Pagination } = {
	answer: list('result'),
	pagination: {
		style: 'pageToken',
		cursor: 'page_token',
		size: 'page_size',
		maxSize: 100,
		next: 'next_page_token',
	},
};
