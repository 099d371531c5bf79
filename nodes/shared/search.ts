import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { Api } from './api';
import { listPages } from './list';
import type { Operation } from './operation';
import { connect, type Request } from './request';

/** How a list operation feeds a picker. */
export interface Picker {
	/** The operation that lists the records; it must need no parameter besides those of `request`. */
	operation: Operation;
	credential?: string;
	/** What is shown and chosen; `undefined` leaves a record out. */
	item: (record: IDataObject) => INodeListSearchItems | undefined;
	/** Query parameter by which the vendor searches; without one the list is searched here. */
	searchBy?: string;
	/** What the picker sends besides, for example from the node's other parameters. */
	request?: (context: ILoadOptionsFunctions) => Partial<Request> | undefined;
}

/** A picker asks for more when the user scrolls; it gives at least this many at a time. */
const enough = 100;

/** Requests for one screenful when few records match. */
const maxRequests = 10;

const matches = ({ name, value }: INodeListSearchItems, filter: string) =>
	`${name} ${String(value)}`.toLowerCase().includes(filter.toLowerCase());

/**
 * One screenful of a picker.
 *
 * @param filter what the user typed; searched in name and ID
 * @param from where the next screenful begins, as given before
 */
async function search(
	context: ILoadOptionsFunctions,
	api: Api,
	picker: Picker,
	filter = '',
	from?: string,
): Promise<INodeListSearchResult> {
	const { operation, credential, item, searchBy } = picker;
	const connection = await connect(context, api, { credentialType: credential });
	const request = picker.request?.(context);
	const bySearch = searchBy && filter ? { [searchBy]: filter } : {};
	const list = listPages(
		connection,
		operation,
		{ ...request, query: { ...request?.query, ...bySearch } },
		from,
	);
	const results: INodeListSearchItems[] = [];
	let requests = 0;
	for await (const page of list) {
		for (const record of page.records) {
			const found = item(record);
			if (found && (searchBy !== undefined || matches(found, filter))) results.push(found);
		}
		requests++;
		if (page.next !== undefined && (results.length >= enough || requests >= maxRequests)) {
			return { results, paginationToken: page.next };
		}
	}
	return { results };
}

/** A resource locator's search method: `methods.listSearch` of a node. */
export function listSearch(api: Api, picker: Picker) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: unknown,
	): Promise<INodeListSearchResult> {
		const from = typeof paginationToken === 'string' ? paginationToken : undefined;
		return await search(this, api, picker, filter, from);
	};
}

/** All choices of an options field: `methods.loadOptions` of a node. */
export function loadOptions(api: Api, picker: Picker) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const options: INodePropertyOptions[] = [];
		let from: string | undefined;
		do {
			const { results, paginationToken } = await search(this, api, picker, '', from);
			for (const { name, value } of results) options.push({ name, value: value as string });
			from = paginationToken as string | undefined;
		} while (from !== undefined);
		return options;
	};
}
