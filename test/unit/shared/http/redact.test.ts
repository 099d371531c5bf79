import fc from 'fast-check';

import { redact } from '../../../../nodes/shared/http/redact';

describe('redact', () => {
	it.each([
		['Bearer abcdef123456 was refused', 'Bearer *** was refused'],
		['see https://u:pass@host/x', 'see https://***@host/x'],
		['GET /a?token=abc123&x=1', 'GET /a?token=***&x=1'],
		['GET /a?x=1&X-Amz-Signature=abc', 'GET /a?x=1&X-Amz-Signature=***'],
		['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln end', 'jwt *** end'],
	])('redact recognizes a secret by its form: %s', (text, clean) => {
		expect(redact(text, [])).toBe(clean);
	});

	it('redact removes a secret as it is and as it stands in URLs', () => {
		expect(redact('key a b+c/d and a%20b%2Bc%2Fd', ['a b+c/d'])).toBe('key *** and ***');
	});

	it('redact removes the longer of two secrets that begin alike', () => {
		expect(redact('x secret-long y secret', ['secret', 'secret-long'])).toBe('x *** y ***');
	});

	it.each([
		['{"api_key":"k1","name":"x"}', '{"api_key":"***","name":"x"}'],
		['{"room_secret": "a\\"b"}', '{"room_secret": "***"}'],
		['"passwords":{"speaker":"a","participant":"b"}}', '"passwords":"***"}'],
		['cut off: {"token":"abc', 'cut off: {"token":"***"'],
	])('redact recognizes what JSON calls a secret: %s', (text, clean) => {
		expect(redact(text, [])).toBe(clean);
	});

	it('redact removes a secret as it stands in forms and in JSON', () => {
		expect(redact('p=a+%22b%22 {"p":"a \\"b\\""}', ['a "b"'])).toBe('p=*** {"p":"***"}');
	});

	it.each<[where: string, encode: (text: string) => string]>([
		['a URL', encodeURIComponent],
		[
			'a URL in lower case',
			(text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
		],
		['a URL within a URL', (text) => encodeURIComponent(encodeURIComponent(text))],
		['a form', (text) => new URLSearchParams({ a: text }).toString().slice(2)],
		['JSON', (text) => JSON.stringify(text).slice(1, -1)],
		['JSON within JSON', (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3)],
		['JSON of PHP', (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/')],
		[
			'ASCII JSON',
			(text) =>
				JSON.stringify(text)
					.slice(1, -1)
					.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
		],
		[
			'HTML',
			(text) =>
				text.replace(
					/[&<>"']/g,
					(char) =>
						({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[char] ?? char,
				),
		],
		[
			'HTML in numbers',
			(text) => Array.from(text, (char) => `&#x${char.codePointAt(0)?.toString(16)};`).join(''),
		],
	])('redact removes any secret as it stands in %s', (_where, encode) => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 4, maxLength: 40 }), (secret) => {
				fc.pre(!secret.includes('*'));
				expect(redact(`[${encode(secret)}]`, [secret])).toBe('[***]');
			}),
		);
	});

	it('redact removes a short secret that stands alone, and leaves the words that contain it', () => {
		expect(redact('PIN 12 of room 123: "12", 12.', ['12'])).toBe(
			'PIN *** of room 123: "***", ***.',
		);
		expect(redact('a.c and abc', ['a.c'])).toBe('*** and abc');
	});

	it('redact accepts half of a character, and no secret at all', () => {
		expect(redact('x \ud800abcd y', ['\ud800abcd', '', '\ud800'])).toBe('x *** y');
	});

	it('redact leaves no secret in any text', () => {
		fc.assert(
			fc.property(
				fc.array(fc.string({ minLength: 4, maxLength: 40 }), { minLength: 1, maxLength: 4 }),
				fc.array(fc.string()),
				(secrets, words) => {
					// The mask itself may hold a secret made of asterisks, which hides nothing.
					fc.pre(secrets.every((secret) => !'***'.includes(secret) && !secret.includes('*')));
					const text = words
						.flatMap((word, index) => [word, secrets[index % secrets.length]])
						.join(' ');
					const clean = redact(text, secrets);
					for (const secret of secrets) expect(clean).not.toContain(secret);
				},
			),
		);
	});
});
