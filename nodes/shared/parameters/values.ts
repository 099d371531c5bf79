import type { INodePropertyOptions } from 'n8n-workflow';

import type { Parameter } from '../vendor/operation';
import { writeDate } from './dates';
import { InvalidValue } from './errors';
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

function parseJson(value: unknown, label: string): unknown {
	if (typeof value !== 'string') return value;
	let reason: string;
	try {
		return JSON.parse(value);
	} catch (error) {
		reason = (error as Error).message;
	}
	throw new InvalidValue(`${label} is not valid JSON: ${reason}`);
}

function toNumber(value: unknown, label: string): number {
	const number = typeof value === 'string' ? Number(value.trim()) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) {
		throw new InvalidValue(`${label} must be a number, but is "${String(value)}"`);
	}
	return number;
}

function toBoolean(value: unknown, label: string): boolean {
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 1) return true;
	if (value === 'false' || value === 0) return false;
	throw new InvalidValue(`${label} must be true or false, but is "${String(value)}"`);
}

function toText(value: unknown, label: string): string {
	if (typeof value === 'object') {
		throw new InvalidValue(
			`${label} must be text, but is ${Array.isArray(value) ? 'a list' : 'an object'}`,
		);
	}
	return String(value);
}

/** Reads a list that was given as a list, as a JSON array or as text separated by commas. */
export function toList(value: unknown, label: string): unknown[] {
	if (Array.isArray(value)) return value.filter((entry) => !isEmpty(entry));
	if (typeof value === 'string') {
		const text = value.trim();
		if (text.startsWith('[')) return toList(parseJson(text, label), label);
		return text
			.split(',')
			.map((entry) => entry.trim())
			.filter((entry) => entry !== '');
	}
	if (typeof value === 'number') return [value];
	throw new InvalidValue(`${label} must be a list, or text separated by commas`);
}

function oneOf(value: unknown, { field }: Parameter, label: string): unknown {
	const { options, typeOptions } = field;
	if (!options || typeOptions?.loadOptionsMethod) return value;
	const allowed = (options as INodePropertyOptions[]).map((option) => option.value);
	if (!allowed.includes(value as string)) {
		throw new InvalidValue(
			`${label} must be one of ${allowed.filter((entry) => entry !== '').join(', ')}, but is "${String(value)}"`,
		);
	}
	return value;
}

/**
 * Checks a parameter's value and turns it into what the wire takes.
 *
 * @param raw as n8n gives it: expressions resolved, from a form, an expression or an AI agent
 * @param timezone the workflow's, for dates that name none
 * @returns `undefined` for a value that was left empty
 * @throws InvalidValue with a message for the user
 */
export function readValue(parameter: Parameter, raw: unknown, timezone: string): unknown {
	const { field, format, list } = parameter;
	const label = field.displayName;
	let value = field.type === 'resourceLocator' ? locatorValue(field, raw) : raw;
	if (typeof value === 'string' && value.trim() === '') value = undefined;
	if (isEmpty(value)) {
		if (field.required) throw new InvalidValue(`${label} is empty: fill it in`);
		return undefined;
	}
	if (list) value = toList(value, label);
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
		if (field.required) throw new InvalidValue(`${label} is empty: fill it in`);
		return undefined;
	}
	return value;
}
