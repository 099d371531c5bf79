/** How a list is cut into pages. Names are those on the wire. */
export type Pagination =
	/** The whole list in one reply. */
	{ style: 'none' } | PagedList;

/** A list that comes in several replies. */
export type PagedList = {
	/** Query parameter that says where a page begins. */
	cursor: string;
	/** Query parameter for the number of records in a page. */
	size: string;
	minSize?: number;
	maxSize: number;
} & (
	| {
			/** Pages are counted from 1; the size must stay the same from page to page. */
			style: 'pageNumber';
			/** What the envelope says about further pages; `undefined` where it says nothing. */
			hasMore?: (body: unknown, page: number) => boolean | undefined;
	  }
	/** The next page begins after the last record of this one; `hasMore` is a key of the envelope. */
	| { style: 'afterId'; hasMore: string }
	/** The reply names the next page, under the key `next`. */
	| { style: 'pageToken'; next: string }
);

/** The whole list comes in one reply. */
export const onePage: Pagination = { style: 'none' };
