import type { IDataObject, IExecuteFunctions, NodeParameterValueType } from 'n8n-workflow';

import type { Operation, Parameter } from './operation';
import { fillPath } from './path';
import type { Request } from './request';
import { InvalidValue, readValue } from './values';

/** The values of one item's parameters by their n8n names; what was left empty is absent. */
export type Values = ReadonlyMap<string, unknown>;

/**
 * Reads the parameters of an operation for one item, each once: an expression costs about 2 ms.
 * Values are checked here, with messages of our own, so n8n's validation is skipped.
 *
 * @throws InvalidValue, InvalidDate, InvalidLocator
 */
export function readValues(
	execute: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
	timezone: string,
): Values {
	const values = new Map<string, unknown>();
	const collections = new Map<string, IDataObject>();
	const read = (name: string, fallback: NodeParameterValueType | undefined) =>
		execute.getNodeParameter(name, itemIndex, fallback, { skipValidation: true });
	for (const parameter of operation.parameters ?? []) {
		const { name, collection, field } = parameter;
		let raw: unknown;
		if (collection) {
			if (!collections.has(collection)) {
				collections.set(collection, (read(collection, {}) ?? {}) as IDataObject);
			}
			raw = collections.get(collection)?.[name];
		} else {
			raw = read(name, (field.default ?? '') as NodeParameterValueType);
		}
		const value = readValue(parameter, raw, timezone);
		if (value !== undefined) values.set(name, value);
	}
	const changes = (operation.parameters ?? []).filter((p) => p.collection === 'updateFields');
	if (changes.length > 0 && !changes.some(({ name }) => values.has(name))) {
		throw new InvalidValue('Update Fields is empty: add at least one field to change');
	}
	return values;
}

/** What an item's values hold that errors must not show. */
export const sensitiveTexts = (operation: Operation, values: Values): string[] =>
	(operation.parameters ?? [])
		.filter(({ name, field }) => field.sensitive && values.has(name))
		.map(({ name }) => String(values.get(name)));

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

/** A header's value is one line of text. */
const toHeader = (value: unknown) => String(value).replace(/[\r\n]+/g, ' ');

/**
 * The request that an operation's parameters describe.
 *
 * @throws UnsafePathValue
 */
export function toRequest(operation: Operation, values: Values): Request {
	const inPath: Record<string, { value: unknown; label: string }> = {};
	const query: IDataObject = {};
	const body: IDataObject = { ...operation.fixed };
	const headers: IDataObject = {};
	const put: Record<Parameter['in'], (parameter: Parameter, value: unknown) => void> = {
		path: ({ wire, field }, value) => (inPath[wire] = { value, label: field.displayName }),
		query: ({ wire }, value) => (query[wire] = value as IDataObject[string]),
		body: ({ wire }, value) => setNested(body, wire, value),
		header: ({ wire }, value) => (headers[wire] = toHeader(value)),
		local: () => undefined,
	};
	for (const parameter of operation.parameters ?? []) {
		const value = values.get(parameter.name);
		if (value !== undefined) put[parameter.in](parameter, value);
	}
	const has = (object: IDataObject) => Object.keys(object).length > 0;
	return {
		method: operation.method,
		path: fillPath(operation.path, inPath),
		...(has(query) ? { query } : {}),
		...(has(body) ? { body } : {}),
		...(has(headers) ? { headers } : {}),
		...(operation.server ? { server: operation.server } : {}),
		...(operation.answersText ? { answersText: true } : {}),
	};
}
