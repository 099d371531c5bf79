import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	type INodePropertyOptions,
	type INodeType,
} from 'n8n-workflow';
import { DateTime } from 'luxon';

import { connect, type Connection } from '../http/connection';
import { isUnresolved, readValue } from '../parameters/values';
import type { Api } from '../vendor/api';
import {
	parametersOf,
	placed,
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

/** A value that the node's parameters have; what an expression gives is not known yet. */
function known(context: ILoadOptionsFunctions, parameter: Placed) {
	const { name, collection, field } = parameter;
	const raw = context.getCurrentNodeParameter(collection ? `${collection}.${name}` : name);
	const optional = { ...parameter, field: { ...field, required: false } };
	return isUnresolved(raw) ? undefined : readValue(optional, raw, context.getTimezone());
}

/** A value that the node's parameters give for the list; filters are for its own output. */
function currentValue(context: ILoadOptionsFunctions, kind: RecordKind, parameter: Placed) {
	const { collection, field } = parameter;
	if (collection === 'filters') return undefined;
	const value = known(context, parameter);
	if (value === undefined && (field.required || parameter.in === 'path')) {
		throw new NodeOperationError(
			context.getNode(),
			`Select the ${field.displayName.toLowerCase()} first, or enter the ${kind.name.toLowerCase()} ID`,
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

/** What the node's parameters have in place of fields of the credential. */
function currentOverrides(context: ILoadOptionsFunctions, { overrides = [] }: Api): IDataObject {
	const given = placed({ options: overrides }).map((parameter) => [
		parameter.name,
		known(context, parameter),
	]);
	return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as IDataObject;
}

/** The ID of a record; absent where it has none. */
function idOf({ id = (found) => found.id }: RecordKind, record: IDataObject): string | undefined {
	const value = id(record);
	return value === undefined || value === null || value === '' ? undefined : String(value);
}

/** A service's date; one that names no zone is in UTC. */
const readTime = (value: unknown): DateTime =>
	typeof value === 'number'
		? DateTime.fromMillis(value)
		: DateTime.fromISO(String(value ?? '').replace(' ', 'T'), { zone: 'utc' });

/** A date as people read it; empty for what is none, such as the year 1, which servers send instead. */
function toMinute(value: unknown, timezone: string): string {
	const time = readTime(value);
	return time.isValid && time.toMillis() > 0
		? time.setZone(timezone).toFormat('yyyy-MM-dd HH:mm')
		: '';
}

/** A name, and in parentheses what tells it from others. */
function labelOf(name: string, ...details: unknown[]): string {
	const shown = details.filter((detail) => detail && detail !== name).map(String);
	return shown.length > 0 ? `${name} (${shown.join(', ')})` : name;
}

/** The newest first, where the kind has a date. */
function newestFirst(kind: RecordKind, records: IDataObject[]): IDataObject[] {
	const { time } = kind;
	const millis = (record: IDataObject) => readTime(time?.(record)).toMillis() || 0;
	return time ? [...records].sort((a, b) => millis(b) - millis(a)) : records;
}

/** A record as a picker shows it; one without an ID is left out. */
function itemOf(
	kind: RecordKind,
	record: IDataObject,
	timezone: string,
	nameOf: NameOf,
): INodeListSearchItems | undefined {
	const { offers, title, detail, time, page } = kind;
	const value = idOf(kind, record);
	if (value === undefined || offers?.(record) === false) return undefined;
	return {
		name: labelOf(
			String(title(record, nameOf) || value),
			detail?.(record),
			toMinute(time?.(record), timezone),
		),
		value,
		...(page ? { url: page.url.replace('{id}', encodeURIComponent(value)) } : {}),
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
			const id = idOf(kind, record);
			const name = kind.title(record, () => undefined);
			if (id !== undefined && name) names.set(id, String(name));
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
	const connection = await connect(context, api, {
		credentialType: credentialOf(api, list),
		overrides: currentOverrides(context, api),
	});
	const names = await namesOf(connection, kind.named);
	const results = (from === undefined ? (kind.always ?? []) : []).filter((item) =>
		matches(item, filter),
	);
	let requests = 0;
	for await (const page of listPages(connection, list, values, { from })) {
		for (const record of newestFirst(kind, page.records)) {
			const item = itemOf(kind, record, context.getTimezone(), (id) => names.get(id));
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
