import type { IDataObject } from 'n8n-workflow';

import type { Connection } from '../http/connection';
import type { Operation } from '../vendor/operation';
import { isObject } from '../vendor/isObject';
import { onePage } from '../vendor/pagination';
import type { Values } from '../vendor/values';
import { pages, type Page } from './pagination';
import { perform } from './perform';

interface Part {
	/** Records wanted, where all of a page count. */
	limit?: number;
	/** Where to begin: `next` of an earlier page. */
	from?: string;
}

/** The pages of a list operation for these values, with whatever entries the list has. */
export function entryPages(
	connection: Connection,
	operation: Operation,
	values: Values,
	part: Part = {},
): AsyncGenerator<Page<unknown>> {
	const fetch = async (query: IDataObject) => {
		const { records, reply } = await perform(connection, operation, values, query);
		return { records, body: reply.body };
	};
	return pages(operation.pagination ?? onePage, { fetch, ...part });
}

/** Likewise, with its records alone: entries that are no objects are left out. */
export async function* listPages(...list: Parameters<typeof entryPages>): AsyncGenerator<Page> {
	for await (const page of entryPages(...list)) {
		yield { ...page, records: page.records.filter(isObject) };
	}
}
