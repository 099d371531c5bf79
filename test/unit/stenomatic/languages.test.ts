import fc from 'fast-check';

import { languageCode } from '../../../nodes/Stenomatic/languages';
import { InvalidValue } from '../../../nodes/shared/parameters/errors';

describe('languageCode', () => {
	it.each([
		['en-us', 'en-US'],
		['EN_us', 'en-US'],
		[' de ', 'de'],
		['zh-hant-tw', 'zh-Hant-TW'],
		['sr-LATN-rs', 'sr-Latn-RS'],
		['en-UK', 'en-UK'],
		['IW-il', 'iw-IL'],
		['in_ID', 'in-ID'],
		['cmn-hans-cn', 'cmn-Hans-CN'],
		['no-no', 'no-NO'],
		['fil-ph', 'fil-PH'],
		['es-419', 'es-419'],
		['ca-valencia', 'ca-valencia'],
	])('languageCode writes %j as %s', (value, code) => {
		expect(languageCode(value, 'From Language')).toBe(code);
	});

	it.each([
		'',
		'e',
		'english',
		'German',
		'en-',
		'en--US',
		'en US',
		'en-US-',
		'en-toolongsubtag',
		'12',
		'日本語',
		'en/../de',
		'null',
		{},
	])('languageCode refuses %j', (value) => {
		expect(() => languageCode(value, 'From Language')).toThrow(InvalidValue);
		expect(() => languageCode(value, 'From Language')).toThrow(
			'From Language must be a language code like en-US or de-DE. Current value: ',
		);
	});

	const letters = (size: number) =>
		fc.string({
			unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
			minLength: size,
			maxLength: size,
		});

	it('languageCode leaves a code that it wrote unchanged, whatever its letters looked like', () => {
		fc.assert(
			fc.property(letters(2), letters(2), fc.boolean(), (language, region, upper) => {
				const tag = `${language}-${region}`;
				const code = languageCode(upper ? tag.toUpperCase() : tag, 'Language');
				expect(code).toMatch(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?/);
				expect(languageCode(code, 'Language')).toBe(code);
			}),
		);
	});

	it('languageCode gives a well-formed code or says what is wrong, for any text', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				try {
					expect(Intl.getCanonicalLocales(languageCode(text, 'Language'))).toHaveLength(1);
				} catch (error) {
					expect(error).toBeInstanceOf(InvalidValue);
				}
			}),
		);
	});
});
