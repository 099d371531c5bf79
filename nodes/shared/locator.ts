import type { INodeParameterResourceLocator, INodePropertyMode } from 'n8n-workflow';

import type { Field } from './operation';

/** A locator value that names no record. The message says what to change. */
export class InvalidLocator extends Error {}

interface LocatorOptions {
	/** "Talk": what is picked. */
	displayName: string;
	/** Name of the list-search method. */
	search: string;
	/** n8n's name of the parameter, where the wire name does not fit. */
	name?: string;
	description?: string;
	required?: boolean;
	/** "e.g. df6829ae-35bf-42ls-851e-sdfoijg82224j" */
	idPlaceholder: string;
	/** Web pages of the record; the regex has one group, the ID. */
	url?: { regex: string; placeholder: string };
}

const mode = (
	displayName: string,
	rest: Omit<INodePropertyMode, 'displayName'>,
): INodePropertyMode => ({ displayName, ...rest });

/** "e.g. https://…" as the URL alone. */
const exampleOf = (placeholder = '') => placeholder.replace(/^e\.g\. /, '');

const urlMode = ({ regex, placeholder }: NonNullable<LocatorOptions['url']>): INodePropertyMode =>
	mode('By URL', {
		name: 'url',
		type: 'string',
		placeholder,
		extractValue: { type: 'regex', regex },
		validation: [
			{
				type: 'regex',
				properties: {
					regex: `${regex}.*`,
					errorMessage: `Give a URL like ${exampleOf(placeholder)}`,
				},
			},
		],
	});

/** A parameter that picks one record: from a list, by ID and, where the vendor has pages, by URL. */
export function locator(options: LocatorOptions): Field {
	const { displayName, search, name, description, required, idPlaceholder, url } = options;
	const modes = [
		mode('From List', {
			name: 'list',
			type: 'list',
			placeholder: 'Select from the list…',
			typeOptions: { searchListMethod: search, searchable: true },
		}),
	];
	if (url) modes.push(urlMode(url));
	modes.push(mode('By ID', { name: 'id', type: 'string', placeholder: idPlaceholder }));
	return {
		displayName,
		...(name ? { name } : {}),
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...(required === false ? {} : { required: true }),
		description: description ?? `The ${displayName.toLowerCase()} to use`,
		modes,
	};
}

const isLocator = (raw: unknown): raw is INodeParameterResourceLocator =>
	typeof raw === 'object' && raw !== null && 'mode' in raw && 'value' in raw;

/**
 * The ID behind a locator's value. Takes what the editor stores, and the plain ID or page URL that
 * expressions and AI agents give; a URL is accepted in every mode.
 *
 * @throws InvalidLocator for a URL that is not of such a record, or a value that is no text
 */
export function locatorValue(field: Field, raw: unknown): unknown {
	const value = isLocator(raw) ? raw.value : raw;
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw new InvalidLocator(
			`${field.displayName} must be an ID, but is ${Array.isArray(value) ? 'a list' : 'an object'}`,
		);
	}
	const text = String(value).trim();
	const byUrl = field.modes?.find((mode) => mode.name === 'url');
	const looksLikeUrl = /^https?:\/\//i.test(text);
	if (!looksLikeUrl && !(isLocator(raw) && raw.mode === 'url')) return text;
	const regex = byUrl?.extractValue?.regex;
	const id = typeof regex === 'string' ? new RegExp(regex).exec(text)?.[1] : undefined;
	if (!id) {
		throw new InvalidLocator(
			byUrl
				? `${field.displayName} is not the URL of a ${field.displayName.toLowerCase()}: give one like ${exampleOf(byUrl.placeholder)}, or the ID`
				: `${field.displayName} is a URL: give the ID`,
		);
	}
	return id;
}
