import type { IDataObject } from 'n8n-workflow';

import type { Operation } from './operation';
import { pages, type Page } from './pagination';
import { send, type Connection, type Request } from './request';
import { recordsOf } from './result';

/**
 * The pages of a list operation, outside of an action node: for pickers and polling triggers.
 *
 * @param request what is sent besides, such as a filled path or a filter
 * @param from where to begin: `next` of an earlier page
 */
export function listPages(
	connection: Connection,
	operation: Operation,
	request: Partial<Request> = {},
	from?: string,
): AsyncGenerator<Page> {
	const { method, path, pagination = { style: 'none' } } = operation;
	const base: Request = { method, path, ...request };
	const fetch = async (query: IDataObject) => {
		const page = { ...base, query: { ...base.query, ...query } };
		const { body } = await send(connection, page);
		return { records: recordsOf(operation, body, page) as IDataObject[], body };
	};
	return pages(pagination, { fetch, ...(from === undefined ? {} : { from }) });
}
