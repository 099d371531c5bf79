import { WrongValue } from '../shared/parameters/errors';

/**
 * A language code in the canonical form of BCP 47: `en-us` and `en_US` become `en-US`.
 *
 * @param label what the user calls it, for the message
 * @throws WrongValue when it is no such code, as "English" is not
 */
export function languageCode(value: unknown, label: string): string {
	const tag = String(value).trim().replaceAll('_', '-');
	// Longer first parts are well-formed, but no language has one: they are names such as "German".
	if (/^[a-z]{2,3}(-|$)/i.test(tag)) {
		try {
			const [canonical] = Intl.getCanonicalLocales(tag);
			if (canonical !== undefined) return canonical;
		} catch {
			// Not well-formed: refused below.
		}
	}
	throw new WrongValue(`${label} must be a language code like en-US or de-DE`, value);
}
