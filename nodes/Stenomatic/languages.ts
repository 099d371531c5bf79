import { WrongValue } from '../shared/parameters/errors';

/** The letters of a code as BCP 47 recommends them: a language, a Script, a REGION. */
const inUsualCase = (tag: string): string =>
	tag
		.toLowerCase()
		.split('-')
		.map((part, index) => {
			if (index === 0 || !/^[a-z]+$/.test(part)) return part;
			if (part.length === 4) return `${part.charAt(0).toUpperCase()}${part.slice(1)}`;
			return part.length === 2 ? part.toUpperCase() : part;
		})
		.join('-');

/**
 * A language code in its usual form: `en-us` and `en_US` become `en-US`. Nothing else is changed:
 * speech services know some languages only by an old code, such as `iw-IL`.
 *
 * @param label what the user calls it, for the message
 * @throws WrongValue when it is no such code, as "English" is not
 */
export function languageCode(value: unknown, label: string): string {
	const tag = String(value).trim().replaceAll('_', '-');
	// Longer first parts are well-formed, but no language has one: they are names such as "German".
	if (/^[a-z]{2,3}(-|$)/i.test(tag)) {
		try {
			if (Intl.getCanonicalLocales(tag).length > 0) return inUsualCase(tag);
		} catch {
			// Not well-formed: refused below.
		}
	}
	throw new WrongValue(`${label} must be a language code like en-US or de-DE`, value);
}
