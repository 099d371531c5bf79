import type { INodePropertyMode } from 'n8n-workflow';

import type { Parameter, RecordKind } from './operation';
import { parameter, type ParameterOptions } from './parameter';
import { camelCase, titleCase, type CamelCase } from './titleCase';

/** Declares a kind of record. */
export const recordKind = <const Wire extends string>(kind: RecordKind<Wire>): RecordKind<Wire> =>
	kind;

const compact = ({ name, key = name }: RecordKind) => `${key.replaceAll(' ', '')}s`;

/** Name of the node's `listSearch` method for a kind. */
export const searchMethod = (kind: RecordKind): string => `search${compact(kind)}`;

/** Name of the node's `loadOptions` method for a kind. */
export const optionsMethod = (kind: RecordKind): string => `get${compact(kind)}`;

/** The options of a parameter that picks a record; it is required unless said otherwise. */
export interface PickOptions<Name extends string> extends ParameterOptions<Name, string> {
	/** Where the wire name differs from the kind's. */
	wire?: string;
	/** Another placeholder for the ID. */
	idPlaceholder?: string;
}

const withArticle = (noun: string) => `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;

const mode = (
	displayName: string,
	rest: Omit<INodePropertyMode, 'displayName'>,
): INodePropertyMode => ({ displayName, ...rest });

function byUrl({ url, pattern }: NonNullable<RecordKind['page']>, id: string): INodePropertyMode {
	const example = url.replace('{id}', id);
	return mode('By URL', {
		name: 'url',
		type: 'string',
		placeholder: `e.g. ${example}`,
		extractValue: { type: 'regex', regex: pattern },
		validation: [
			{
				type: 'regex',
				properties: { regex: `${pattern}.*`, errorMessage: `Enter a URL like ${example}` },
			},
		],
	});
}

/** A parameter that picks one record: from a list, by ID and, where records have pages, by URL. */
export function pick<Wire extends string, Name extends string = CamelCase<Wire>>(
	kind: RecordKind<Wire>,
	options: PickOptions<Name> = {},
): Parameter<Name, string> {
	const {
		wire = kind.wire,
		idPlaceholder = `e.g. ${kind.example}`,
		required = true,
		...rest
	} = options;
	const { displayName = kind.name } = rest;
	return parameter(
		'resourceLocator',
		wire,
		{
			...(required ? { required } : {}),
			...rest,
			name: rest.name ?? (camelCase(kind.wire) as string as Name),
			displayName,
			builderHint: {
				propertyHint: `Find the ${kind.name.toLowerCase()} with ${searchMethod(kind)}. Never make up an ID.`,
			},
			modes: [
				mode('From List', {
					name: 'list',
					type: 'list',
					placeholder: `Select ${withArticle(kind.name.toLowerCase())}…`,
					typeOptions: { searchListMethod: searchMethod(kind), searchable: true },
				}),
				...(kind.page ? [byUrl(kind.page, kind.example)] : []),
				mode('By ID', { name: 'id', type: 'string', placeholder: idPlaceholder }),
			],
		},
		{ kind },
	);
}

/** A parameter that picks any number of records from a list; expressions give their IDs. */
export function pickMany<const Wire extends string, Name extends string = CamelCase<Wire>>(
	kind: RecordKind,
	wire: Wire,
	purpose: string,
	options: ParameterOptions<Name, string[]> = {},
): Parameter<Name, string[]> {
	return parameter(
		'multiOptions',
		wire,
		{
			displayName: `${titleCase(wire).replace(/ IDs$/, '').replace(/s$/, '')} Names or IDs`,
			typeOptions: { loadOptionsMethod: optionsMethod(kind) },
			description: `${purpose}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
			...options,
		},
		{ kind, list: true },
	);
}
