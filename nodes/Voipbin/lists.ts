import type { Pagination } from '../shared/pagination';

/** What all of VoIPBin's lists have, but that of the participants of a chat. */
export const paged = {
	result: 'result',
	pagination: {
		style: 'pageToken',
		cursor: 'page_token',
		size: 'page_size',
		maxSize: 100,
		next: 'next_page_token',
	},
} satisfies { result: string; pagination: Pagination };
