import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../vendor/isObject';
import type { Api } from '../vendor/api';
import { placed, type Field, type Placed } from '../vendor/operation';
import { titleCase } from '../vendor/titleCase';
import type { Values } from '../vendor/values';
import { InvalidValue, WrongValue } from './errors';
import { isEmpty, isShown, parseJson, readValue } from './values';

/** Reads one of a node's parameters as n8n has it: expressions resolved, from whatever source. */
export type ReadRaw = (name: string, fallback: unknown) => unknown;

/** Whether nobody has touched a parameter: of groups of fields, n8n gives an empty object of its own. */
const isUntouched = (raw: unknown, { default: untouched }: Field): boolean =>
	raw === untouched || (isObject(raw) && isObject(untouched) && isEmpty(raw) && isEmpty(untouched));

/** The fields that were added to a collection; an expression may give it as a whole. */
function readCollection(name: string, raw: unknown): IDataObject {
	const value = parseJson(raw, titleCase(name));
	if (isEmpty(value)) return {};
	if (isObject(value)) return value;
	throw new WrongValue(`${titleCase(name)} must be an object`, raw);
}

/**
 * Reads parameters, each once: an expression costs about 2 ms. What is not shown is not read.
 * Values are checked here, with messages of our own.
 *
 * @param timezone the workflow's, for dates that name none
 * @throws InvalidValue
 */
export function readValues(parameters: readonly Placed[], read: ReadRaw, timezone: string): Values {
	const values: Values = {};
	const held = new Map<string, IDataObject>();
	const inCollection = (name: string) => {
		let collection = held.get(name);
		if (!collection) held.set(name, (collection = readCollection(name, read(name, {}))));
		return collection;
	};
	for (const parameter of parameters) {
		if (!isShown(parameter.when, values)) continue;
		const { name, collection, field, sensitive, neverEmpty = sensitive } = parameter;
		const raw = collection ? inCollection(collection)[name] : read(name, field.default);
		const value = readValue(parameter, raw, timezone);
		const isGiven = collection ? name in inCollection(collection) : !isUntouched(raw, field);
		// Left out, it would open what it is meant to close.
		if (neverEmpty && isGiven && value === undefined) {
			throw new InvalidValue(`${field.displayName} is empty. Enter a value, or remove the field`);
		}
		// n8n empties groups of fields that an expression gives.
		if (field.type === 'fixedCollection' && isGiven && value === undefined) {
			throw new InvalidValue(`${field.displayName} is empty. Add an entry, or remove the field`);
		}
		if (value !== undefined) values[name] = value;
	}
	const changes = parameters.filter(({ collection }) => collection === 'updateFields');
	if (changes.length > 0 && !changes.some(({ name }) => name in values)) {
		throw new InvalidValue('Add at least one field under Update Fields');
	}
	return values;
}

/**
 * The fields of the credential that the user overrides.
 *
 * @throws InvalidValue
 */
export const readOverrides = (
	{ overrides = [] }: Api,
	read: ReadRaw,
	timezone: string,
): IDataObject => readValues(placed({ options: overrides }), read, timezone) as IDataObject;

/** What the values hold that errors must not show. */
export const sensitiveTexts = (parameters: readonly Placed[], values: Values): string[] =>
	parameters
		.filter(({ name, sensitive }) => sensitive && name in values)
		.map(({ name }) => String(values[name]));
