import type { INodeParameterResourceLocator } from 'n8n-workflow';

import type { Field } from '../vendor/operation';
import { WrongValue } from './errors';

/** "e.g. https://…" as the URL alone. */
const exampleOf = (placeholder = '') => placeholder.replace(/^e\.g\. /, '');

/** Whether a value is what the editor stores for a locator. */
export const isLocator = (raw: unknown): raw is INodeParameterResourceLocator =>
	typeof raw === 'object' && raw !== null && 'mode' in raw && 'value' in raw;

/**
 * The ID behind a locator's value. Takes what the editor stores, and the plain ID or page URL that
 * expressions and AI agents give; a URL is accepted in every mode.
 *
 * @throws WrongValue for a URL that is not of such a record, or a value that is no text
 */
export function locatorValue(field: Field, raw: unknown): unknown {
	const value = isLocator(raw) ? raw.value : raw;
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw new WrongValue(`${field.displayName} must be an ID`, value);
	}
	const text = String(value).trim();
	if (!text.isWellFormed()) {
		throw new WrongValue(`${field.displayName} contains an invalid character`, text);
	}
	const byUrl = field.modes?.find((mode) => mode.name === 'url');
	const looksLikeUrl = /^https?:\/\//i.test(text);
	if (!looksLikeUrl && !(isLocator(raw) && raw.mode === 'url')) return text;
	const regex = byUrl?.extractValue?.regex;
	const id = typeof regex === 'string' ? new RegExp(regex).exec(text)?.[1] : undefined;
	if (!id) {
		throw new WrongValue(
			byUrl
				? `${field.displayName} must be a URL like ${exampleOf(byUrl.placeholder)}, or an ID`
				: `${field.displayName} must be an ID, not a URL`,
			text,
		);
	}
	return id;
}
