import type { IDataObject } from 'n8n-workflow';

import { parametersOf, requestLine, type Operation, type Placed } from '../vendor/operation';
import type { Request } from '../vendor/request';
import type { Values } from '../vendor/values';
import { fillPath } from './path';

/** Sets a value in a JSON body; dots in the wire name nest. */
function setNested(target: IDataObject, wire: string, value: unknown): void {
	const keys = wire.split('.');
	const last = keys.pop() as string;
	let level = target;
	for (const key of keys) {
		level[key] ??= {};
		level = level[key] as IDataObject;
	}
	level[last] = value as IDataObject[string];
}

/** A record that people know by its ID, as the field's label calls it: "User ID" is a user's. */
function recordOf({ in: location, kind, format, field, collection }: Placed, value: unknown) {
	const names = kind !== undefined || (location === 'path' && format === undefined);
	return names && collection === undefined && !Array.isArray(value)
		? [{ name: field.displayName.replace(/ ID$/, '').toLowerCase(), id: String(value) }]
		: [];
}

/** A header's value is one line of text. */
const toHeader = (value: unknown) => String(value).replace(/[\r\n]+/g, ' ');

/**
 * The request that an operation's values describe.
 *
 * @param path another path template than the operation's own
 * @throws InvalidValue
 */
export function toRequest(
	operation: Operation,
	values: Values,
	path = requestLine(operation).path,
): Request {
	const inPath: Record<string, { value: unknown; label: string }> = {};
	const query: IDataObject = {};
	const body: IDataObject = { ...operation.fixed };
	const headers: IDataObject = {};
	const records: NonNullable<Request['records']> = [];
	const put: Record<Placed['in'], (parameter: Placed, value: unknown) => void> = {
		path: ({ wire, field }, value) => (inPath[wire] = { value, label: field.displayName }),
		query: ({ wire }, value) => (query[wire] = value as IDataObject[string]),
		body: ({ wire }, value) => setNested(body, wire, value),
		header: ({ wire }, value) => (headers[wire] = toHeader(value)),
		local: () => undefined,
	};
	for (const parameter of parametersOf(operation)) {
		const value = values[parameter.name];
		if (value === undefined) continue;
		put[parameter.in](parameter, value);
		if (parameter.in !== 'local') records.push(...recordOf(parameter, value));
	}
	const has = (object: IDataObject) => Object.keys(object).length > 0;
	return {
		method: requestLine(operation).method,
		path: fillPath(path, inPath),
		...(has(query) ? { query } : {}),
		...(has(body) ? { body } : {}),
		...(has(headers) ? { headers } : {}),
		...(operation.baseUrl ? { baseUrl: operation.baseUrl } : {}),
		...(records.length > 0 ? { records } : {}),
	};
}
