import type {
	GenericValue,
	IDataObject,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';

import { isObject } from '../vendor/isObject';
import type { Field, Parameter, Placed } from '../vendor/operation';
import type { Values } from '../vendor/values';
import { writeDate } from './dates';
import { InvalidValue, WrongValue } from './errors';
import { isLocator, locatorValue } from './locator';

/** Whether n8n gives a parameter's expression as it was typed, as it does to pickers. */
export const isUnresolved = (raw: unknown): boolean => {
	const value = isLocator(raw) ? raw.value : raw;
	return typeof value === 'string' && value.startsWith('=');
};

/** Empty means "not given": it is left out of path, query and body. `false` and `0` are values. */
export function isEmpty(value: unknown): boolean {
	return (
		value === undefined ||
		value === null ||
		value === '' ||
		(Array.isArray(value) && value.length === 0) ||
		(typeof value === 'object' &&
			Object.getPrototypeOf(value) === Object.prototype &&
			Object.keys(value).length === 0)
	);
}

/** JSON that is given as text; anything else is taken as it is. */
export function parseJson(value: unknown, label: string): unknown {
	if (typeof value !== 'string' || value.trim() === '') return value;
	let reason: string;
	try {
		return JSON.parse(value);
	} catch (error) {
		reason = (error as Error).message;
	}
	throw new InvalidValue(`${label} must be valid JSON (${reason})`);
}

function toNumber(value: unknown, label: string): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) {
		throw new WrongValue(`${label} must be a number`, value);
	}
	return number;
}

function toBoolean(value: unknown, label: string): boolean {
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 1) return true;
	if (value === 'false' || value === 0) return false;
	throw new WrongValue(`${label} must be true or false`, value);
}

function toText(value: unknown, label: string): string {
	if (typeof value === 'object') {
		throw new WrongValue(
			`${label} must be text, not ${Array.isArray(value) ? 'a list' : 'an object'}`,
			value,
		);
	}
	if (typeof value === 'function' || typeof value === 'symbol') {
		throw new InvalidValue(`${label} must be text`);
	}
	const text = String(value);
	if (!text.isWellFormed()) {
		throw new WrongValue(`${label} contains an invalid character`, value);
	}
	return text;
}

/** A longer text is no list of IDs or names. */
const maxListText = 500_000;

/** Reads a list that was given as a list, as a JSON array or as text separated by commas. */
export function toList(value: unknown, label: string): unknown[] {
	if (Array.isArray(value)) return value.filter((entry) => !isEmpty(entry));
	if (typeof value === 'string') {
		if (value.length > maxListText) {
			throw new WrongValue(`${label} can't be longer than ${maxListText} characters`, value);
		}
		const text = value.trim();
		if (text.startsWith('[')) return toList(parseJson(text, label), label);
		return text
			.split(',')
			.map((entry) => entry.trim())
			.filter((entry) => entry !== '');
	}
	if (typeof value === 'number') return [value];
	throw new WrongValue(`${label} must be a list or comma-separated text`, value);
}

function oneOf(value: unknown, { field }: Parameter, label: string): unknown {
	const { options, typeOptions } = field;
	if (!options || typeOptions?.loadOptionsMethod) return value;
	const allowed = (options as INodePropertyOptions[]).map((option) => option.value);
	if (!allowed.includes(value as string)) {
		throw new WrongValue(
			`${label} must be one of: ${allowed.filter((entry) => entry !== '').join(', ')}`,
			value,
		);
	}
	return value;
}

/** A required value that is missing. */
const missing = ({ type, displayName }: Field) =>
	new InvalidValue(
		type === 'multiOptions'
			? `${displayName} is required. Select at least one option`
			: `${displayName} is required`,
	);

/** A list of texts and numbers. */
const toEntries = (value: unknown, label: string): unknown[] =>
	toList(value, label).map((entry) => (typeof entry === 'number' ? entry : toText(entry, label)));

/**
 * Groups of fields, as `{ files: [{ fileId: 'a' }] }`. An entry that was added must be filled in:
 * it would be left out in silence.
 */
function toGroups({ field }: Parameter, raw: unknown, timezone: string): IDataObject {
	const label = field.displayName;
	const value = parseJson(raw, label);
	const groups = new Map(
		(field.options as INodePropertyCollection[]).map((one) => [one.name, one]),
	);
	if (!isObject(value) || Object.keys(value).some((name) => !groups.has(name))) {
		throw new WrongValue(
			`${label} must be an object with lists named ${[...groups.keys()].join(' or ')}`,
			value,
		);
	}
	return Object.fromEntries(
		Object.entries(value).map(([name, entries]) => {
			const fields = groups.get(name)?.values ?? [];
			const list = Array.isArray(entries) ? entries : [entries];
			return [name, list.map((entry) => toGroup(fields, entry, label, timezone))];
		}),
	);
}

/** Whether a field is shown, given the values that were read before it. */
export const isShown = (when: Parameter['when'] = {}, values: Values): boolean =>
	Object.entries(when).every(([name, wanted]) => {
		const value = values[name];
		const held = Array.isArray(value) ? value : [value];
		return held.some((one) => (wanted as unknown[]).includes(one));
	});

function toGroup(fields: INodeProperties[], entry: unknown, label: string, timezone: string) {
	if (!isObject(entry)) {
		throw new WrongValue(`Each entry of ${label} must be an object`, entry);
	}
	const values: IDataObject = {};
	for (const { name, displayOptions, ...field } of fields) {
		if (!isShown(displayOptions?.show, values)) continue;
		const parameter = { name, wire: name, field: { ...field, required: true } };
		// What nobody has touched is not stored.
		values[name] = readValue(
			parameter,
			name in entry ? entry[name] : field.default,
			timezone,
		) as GenericValue;
	}
	return values;
}

/** A parameter, and the collection that holds it. */
type Held = Parameter & Pick<Placed, 'collection'>;

/** What an empty field that was added under Update Fields sends, to clear what the service holds. */
function cleared({ field, list }: Held, raw: unknown): unknown {
	const value = isLocator(raw) ? raw.value : raw;
	if (value === undefined || value === null) return value;
	if (list) return [];
	const takesText = ['string', 'dateTime', 'resourceLocator'].includes(field.type);
	if (takesText && typeof value === 'string') return '';
	throw new WrongValue(
		`${field.displayName} is empty. Enter a value, remove the field, or use null in an expression to clear it`,
		value,
	);
}

/**
 * Checks a parameter's value and turns it into what the wire takes.
 *
 * @param raw as n8n gives it: expressions resolved, from a form, an expression or an AI agent
 * @param timezone the workflow's, for dates that name none
 * @returns `undefined` for a value that was left empty; under Update Fields, where presence decides,
 *   only `undefined` is left out
 * @throws InvalidValue with a message for the user
 */
export function readValue(parameter: Held, raw: unknown, timezone: string): unknown {
	try {
		return read(parameter, raw, timezone);
	} catch (error) {
		// A secret is not shown, not even a wrong one.
		throw parameter.sensitive && error instanceof WrongValue
			? new InvalidValue(error.problem)
			: (error as Error);
	}
}

function read(parameter: Held, raw: unknown, timezone: string): unknown {
	const presenceDecides = parameter.collection === 'updateFields';
	const { field, format, list } = parameter;
	const label = field.displayName;
	let value = field.type === 'resourceLocator' ? locatorValue(field, raw) : raw;
	if (typeof value === 'string' && value.trim() === '') value = undefined;
	if (isEmpty(value)) {
		if (field.required) throw missing(field);
		return presenceDecides ? cleared(parameter, raw) : undefined;
	}
	if (field.type === 'fixedCollection') value = toGroups(parameter, value, timezone);
	else if (list) value = toEntries(value, label);
	else if (field.type === 'json') value = parseJson(value, label);
	else if (field.type === 'number') value = toNumber(value, label);
	else if (field.type === 'boolean') value = toBoolean(value, label);
	else if (field.type === 'options') value = oneOf(value, parameter, label);
	else if (field.type === 'dateTime') {
		value = writeDate(value, format ?? 'date-time', timezone, label);
	} else if (field.type === 'string') {
		value = format ? writeDate(value, format, timezone, label) : toText(value, label);
	}
	if (parameter.convert) value = parameter.convert(value);
	if (isEmpty(value)) {
		if (field.required) throw missing(field);
		return presenceDecides ? value : undefined;
	}
	return value;
}
