import type { IDataObject } from 'n8n-workflow';

import { inferredPath, sendToFirst } from './inferred';
import type { Operation } from './operation';
import { pages, type Page } from './pagination';
import { send, type Connection, type Request } from './request';
import { recordsOf } from './result';

/**
 * The pages of a list operation, outside of an action node: for pickers and polling triggers. A path
 * that the vendor does not publish is looked for where else it may be, as in an action node.
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
	const isPublished = !operation.inferred || base.path !== inferredPath(operation);
	let known: string | undefined;
	const fetch = async (query: IDataObject) => {
		const sendTo = async (to: string) => {
			const page = { ...base, path: to, query: { ...base.query, ...query } };
			const { body } = await send(connection, page);
			return { records: recordsOf(operation, body, page) as IDataObject[], body };
		};
		if (isPublished) return await sendTo(base.path);
		const found = await sendToFirst(operation, known, sendTo);
		known = found.path;
		return found.answer;
	};
	return pages(pagination, { fetch, ...(from === undefined ? {} : { from }) });
}
