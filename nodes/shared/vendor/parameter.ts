import type { INodeProperties, INodePropertyOptions, NodePropertyTypes } from 'n8n-workflow';

import type { Field, Parameter } from './operation';
import { camelCase, titleCase, type CamelCase } from './titleCase';

/** What a parameter needs besides its type and its wire name. */
export interface ParameterOptions<Name extends string, Value>
	extends
		Partial<Omit<Field, 'type'>>,
		Partial<
			Pick<Parameter<Name, Value>, 'name' | 'in' | 'when' | 'sensitive' | 'neverEmpty' | 'convert'>
		> {}

const emptyDefaults: Partial<Record<NodePropertyTypes, INodeProperties['default']>> = {
	boolean: false,
	collection: {},
	fixedCollection: {},
	multiOptions: [],
	number: 0,
	resourceLocator: { mode: 'list', value: '' },
};

/**
 * A parameter of any type.
 *
 * @param rest what the type itself brings along
 */
export function parameter<Wire extends string, Name extends string, Value>(
	type: NodePropertyTypes,
	wire: Wire,
	options: ParameterOptions<Name, Value>,
	rest: Partial<Parameter> = {},
): Parameter<Name, Value> {
	const { name, in: location, when, sensitive, neverEmpty, convert, ...shown } = options;
	const { typeOptions } = shown;
	return {
		...rest,
		name: name ?? (camelCase(wire) as string as Name),
		wire,
		...(location ? { in: location } : {}),
		...(when ? { when } : {}),
		...(sensitive ? { sensitive } : {}),
		...(neverEmpty ? { neverEmpty } : {}),
		...(convert ? { convert } : {}),
		field: {
			displayName: titleCase(wire),
			type,
			default: emptyDefaults[type] ?? '',
			...shown,
			...(sensitive ? { typeOptions: { ...typeOptions, password: true } } : {}),
		},
	};
}

const ofType =
	<Value>(type: NodePropertyTypes, rest: Partial<Parameter> = {}) =>
	<Wire extends string, Name extends string = CamelCase<Wire>>(
		wire: Wire,
		options: ParameterOptions<Name, Value> = {},
	): Parameter<Name, Value> =>
		parameter(type, wire, options, rest);

/** A text. */
export const text = ofType<string>('string');

/** Texts: the wire takes an array. */
export const texts = ofType<string[]>('string', { list: true });

/** A number. */
export const number = ofType<number>('number');

/** A choice between true and false. */
export const toggle = ofType<boolean>('boolean');

/** A point in time, sent as ISO 8601 in UTC. */
export const dateTime = ofType<string>('dateTime', { format: 'date-time' });

/** A point in time, sent as milliseconds since 1970. */
export const epoch = ofType<number>('dateTime', { format: 'epoch-ms' });

/** A day, sent as YYYY-MM-DD. */
export const date = <Wire extends string, Name extends string = CamelCase<Wire>>(
	wire: Wire,
	options: ParameterOptions<Name, string> = {},
): Parameter<Name, string> =>
	parameter(
		'dateTime',
		wire,
		{ ...options, typeOptions: { dateOnly: true, ...options.typeOptions } },
		{ format: 'date' },
	);

/** A month, sent as YYYY-MM. */
export const month = ofType<string>('string', { format: 'month' });

/** Groups of fields; `convert` turns what the editor stores into what the wire takes. */
export const fixedCollection = ofType<object>('fixedCollection');

/** A choice: a value alone is named after itself. */
export type Choice<Value extends string> = Value | (INodePropertyOptions & { value: Value });

const optionOf = (choice: Choice<string>): INodePropertyOptions =>
	typeof choice === 'string' ? { name: titleCase(choice), value: choice } : choice;

/** One of several values. */
export const choice = <
	Wire extends string,
	const Value extends string,
	Name extends string = CamelCase<Wire>,
>(
	wire: Wire,
	choices: ReadonlyArray<Choice<Value>>,
	options: ParameterOptions<Name, Value> = {},
): Parameter<Name, Value> =>
	parameter('options', wire, { ...options, options: choices.map(optionOf) });

/** Any number of several values. */
export const choices = <Wire extends string, Name extends string = CamelCase<Wire>>(
	wire: Wire,
	from: readonly INodePropertyOptions[],
	options: ParameterOptions<Name, string[]> = {},
): Parameter<Name, string[]> =>
	parameter('multiOptions', wire, { ...options, options: [...from] }, { list: true });
