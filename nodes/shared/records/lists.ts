import type { IDataObject } from 'n8n-workflow';

import type { Connection } from '../http/connection';
import type { Operation } from '../vendor/operation';
import { onePage } from '../vendor/pagination';
import type { Values } from '../vendor/values';
import { pages, type Page } from './pagination';
import { perform } from './perform';

/**
 * The pages of a list operation for these values.
 *
 * @param options.limit records wanted, where all of a page count
 * @param options.from where to begin: `next` of an earlier page
 */
export function listPages(
	connection: Connection,
	operation: Operation,
	values: Values,
	options: { limit?: number; from?: string } = {},
): AsyncGenerator<Page> {
	const fetch = async (query: IDataObject) => {
		const { records, reply } = await perform(connection, operation, values, query);
		return { records: records as IDataObject[], body: reply.body };
	};
	return pages(operation.pagination ?? onePage, { fetch, ...options });
}
