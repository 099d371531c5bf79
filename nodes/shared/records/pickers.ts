import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type INodeType,
} from 'n8n-workflow';

import { connect, type Connection } from '../http/connection';
import { isUnresolved, readValue } from '../parameters/values';
import type { Api } from '../vendor/api';
import {
	parametersOf,
	type NameOf,
	type Operation,
	type Parameter,
	type Placed,
	type RecordKind,
} from '../vendor/operation';
import { optionsMethod, searchMethod } from '../vendor/recordKind';
import type { Values } from '../vendor/values';
import { listPages } from './lists';

/** A picker asks for more when the user scrolls; it gives at least this many at a time. */
const enough = 100;

/** Requests for one screenful when few records match, and for the names of another kind. */
const maxRequests = 10;

/** Requests for the choices of an options field, which has no next page. */
const maxScreenfuls = 10;

const matches = ({ name, value }: INodeListSearchItems, filter: string) =>
	`${name} ${String(value)}`.toLowerCase().includes(filter.toLowerCase());

/** A value that the node's parameters give for the list; filters are for its own output. */
function currentValue(context: ILoadOptionsFunctions, kind: RecordKind, parameter: Placed) {
	const { name, collection, field } = parameter;
	if (collection === 'filters') return undefined;
	const raw = context.getCurrentNodeParameter(collection ? `${collection}.${name}` : name);
	// What an expression gives for each item is not known yet.
	const value = isUnresolved(raw)
		? undefined
		: readValue({ ...parameter, field: { ...field, required: false } }, raw, context.getTimezone());
	if (value === undefined && (field.required || parameter.in === 'path')) {
		throw new NodeOperationError(
			context.getNode(),
			`Choose a ${field.displayName} first to see its ${kind.name.toLowerCase()}s, or give the ${kind.name.toLowerCase()} by its ID`,
		);
	}
	return value;
}

/** What the list of a kind needs, from the node's own parameters. */
function currentValues(context: ILoadOptionsFunctions, kind: RecordKind): Values {
	const needed = parametersOf(kind.list());
	return Object.fromEntries(
		needed.map((parameter) => [parameter.name, currentValue(context, kind, parameter)]),
	);
}

/** A record as a picker shows it; one without an ID is left out. */
function itemOf(
	kind: RecordKind,
	record: IDataObject,
	nameOf: NameOf,
): INodeListSearchItems | undefined {
	const { id = (found) => found.id, offers, title, page } = kind;
	const value = id(record);
	if (value === undefined || value === null || value === '' || offers?.(record) === false) {
		return undefined;
	}
	return {
		name: String(title(record, nameOf) || value),
		value: String(value),
		...(page ? { url: page.url.replace('{id}', encodeURIComponent(String(value))) } : {}),
	};
}

/** The credential of the resource that a list belongs to. */
const credentialOf = ({ resources }: Api, list: Operation) =>
	Object.values(resources).find(({ operations }) => Object.values(operations).includes(list))
		?.credential;

/** The names of the records of a kind, by ID: those of the first pages. */
async function namesOf(
	connection: Connection,
	kind: RecordKind | undefined,
): Promise<Map<unknown, string>> {
	const names = new Map<unknown, string>();
	if (!kind) return names;
	let requests = 0;
	for await (const { records } of listPages(connection, kind.list(), {})) {
		for (const record of records) {
			const item = itemOf(kind, record, () => undefined);
			if (item) names.set(item.value, item.name);
		}
		if (++requests >= maxRequests) break;
	}
	return names;
}

/**
 * One screenful of a picker.
 *
 * @param filter what the user typed; searched in name and ID
 * @param from where the next screenful begins, as given before
 */
async function search(
	context: ILoadOptionsFunctions,
	api: Api,
	kind: RecordKind,
	filter = '',
	from?: string,
): Promise<INodeListSearchResult> {
	const list = kind.list();
	const values = currentValues(context, kind);
	const connection = await connect(context, api, { credentialType: credentialOf(api, list) });
	const names = await namesOf(connection, kind.named);
	const results = (from === undefined ? (kind.always ?? []) : []).filter((item) =>
		matches(item, filter),
	);
	let requests = 0;
	for await (const page of listPages(connection, list, values, { from })) {
		for (const record of page.records) {
			const item = itemOf(kind, record, (id) => names.get(id));
			if (item && matches(item, filter)) results.push(item);
		}
		requests++;
		if (page.next !== undefined && (results.length >= enough || requests >= maxRequests)) {
			return { results, paginationToken: page.next };
		}
	}
	return { results };
}

/** A resource locator's search method: `methods.listSearch` of a node. */
const listSearch = (api: Api, kind: RecordKind) =>
	async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: unknown,
	): Promise<INodeListSearchResult> {
		const from = typeof paginationToken === 'string' ? paginationToken : undefined;
		return await search(this, api, kind, filter, from);
	};

/** The choices of an options field, at least the first 1,000: `methods.loadOptions` of a node. */
const loadOptions = (api: Api, kind: RecordKind) =>
	async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const options: INodePropertyOptions[] = [];
		let from: string | undefined;
		let screenfuls = 0;
		do {
			const { results, paginationToken } = await search(this, api, kind, '', from);
			for (const { name, value } of results) options.push({ name, value: value as string });
			from = paginationToken as string | undefined;
		} while (from !== undefined && ++screenfuls < maxScreenfuls);
		return options;
	};

/** The `methods` of a node: what its parameters need to list the records that they pick. */
export function pickerMethods(
	api: Api,
	parameters: readonly Parameter[],
): NonNullable<INodeType['methods']> {
	const picked = parameters.flatMap(({ kind, field }) =>
		kind ? [{ kind, type: field.type }] : [],
	);
	const methodsFor = <Method>(
		isLocator: boolean,
		nameOf: (kind: RecordKind) => string,
		method: (api: Api, kind: RecordKind) => Method,
	): Record<string, Method> =>
		Object.fromEntries(
			picked
				.filter(({ type }) => (type === 'resourceLocator') === isLocator)
				.map(({ kind }) => [nameOf(kind), method(api, kind)]),
		);
	return {
		listSearch: methodsFor(true, searchMethod, listSearch),
		loadOptions: methodsFor(false, optionsMethod, loadOptions),
	};
}
