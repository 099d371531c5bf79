import fc from 'fast-check';

import { InvalidValue } from '../../../../nodes/shared/parameters/errors';
import { encodeSegment, fillPath, staysBelow } from '../../../../nodes/shared/parameters/path';
import { propertyRuns } from '../../../support/propertyRuns';

const base = 'https://api.example.com';

describe('staysBelow', () => {
	it.each(['/v1/rooms/{room_id}', '/a.b/c..d/...', '/%20/x', '/me'])(
		'staysBelow holds for %s',
		(path) => {
			expect(staysBelow(path)).toBe(true);
		},
	);

	it.each([
		'/a/../b',
		'/a/%2e%2e/b',
		'/a/.%2E/b',
		'/%252e%252e/b',
		'/./b',
		'/a/ .. /b',
		'/a%2fb',
		'/a%5Cb',
		'/a?b',
		'/a#b',
		'/a%00b',
		`/${'a'.repeat(2000)}`,
	])('staysBelow does not hold for %s', (path) => {
		expect(staysBelow(path)).toBe(false);
	});

	it('staysBelow holds only for paths that no URL parser takes elsewhere', () => {
		const part = fc.constantFrom('..', '.', '%2e', '%2E', '%252e', '/', 'a', '%', '25', '\\', ' ');
		fc.assert(
			fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
				const path = `/v1/${parts.join('')}`;
				if (!staysBelow(path)) return;
				const { pathname } = new URL(`https://x.test/base${path}`);
				expect(pathname.startsWith('/base/v1/')).toBe(true);
			}),
		);
	});
});

describe('encodeSegment', () => {
	it.each(['a'.repeat(400_000), '%25'.repeat(150_000), '%2525'.repeat(80_000)])(
		'encodeSegment refuses what is too long for an ID before it looks into it',
		(value) => {
			expect(() => encodeSegment(value, 'Room')).toThrow(
				/^Room can't be longer than 1000 characters/,
			);
		},
	);

	it.each([
		['', 'is required'],
		['   ', 'is required'],
		['.', 'must be an ID'],
		['..', 'must be an ID'],
		['%2e%2e', 'must be an ID'],
		['%252e.', 'must be an ID'],
		['a/b', "can't contain"],
		['a\\b', "can't contain"],
		['a?b', "can't contain"],
		['a#b', "can't contain"],
		['a%2fb', "can't contain"],
		['a%252Fb', "can't contain"],
		['a\nb', "can't contain"],
		['a\u007fb', "can't contain"],
		['\ud800', 'an invalid character'],
	])('encodeSegment refuses %j and names the field', (value, reason) => {
		expect(() => encodeSegment(value, 'Room')).toThrow(InvalidValue);
		expect(() => encodeSegment(value, 'Room')).toThrow(/^Room /);
		expect(() => encodeSegment(value, 'Room')).toThrow(reason);
	});

	it.each([[null], [undefined], [{}], [['x']], [true]])(
		'encodeSegment refuses %j, which is no text',
		(value) => {
			expect(() => encodeSegment(value, 'Room')).toThrow('must be text or a number');
		},
	);

	it.each([
		['42', '42'],
		[42, '42'],
		[' id ', 'id'],
		['Grüße & co', 'Gr%C3%BC%C3%9Fe%20%26%20co'],
		['100%', '100%25'],
		['a.b', 'a.b'],
	])('encodeSegment encodes %j', (value, encoded) => {
		expect(encodeSegment(value, 'Room')).toBe(encoded);
	});

	it('encodeSegment never lets a value leave its segment', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.string({ unit: 'grapheme' }),
					fc.string({
						unit: fc.constantFrom('.', '/', '%', '2', 'e', 'f', 'E', 'F', '5', 'C', '\\', 'a'),
					}),
				),
				(value) => {
					let segment: string;
					try {
						segment = encodeSegment(value, 'ID');
					} catch (error) {
						expect(error).toBeInstanceOf(InvalidValue);
						return;
					}
					const url = new URL(`${base}/v1/rooms/${segment}/usage`);
					const parts = url.pathname.split('/');
					expect(parts).toHaveLength(5);
					expect(decodeURIComponent(parts[3] ?? '')).toBe(value.trim());
					expect(url.search + url.hash).toBe('');
				},
			),
			{ numRuns: propertyRuns(2000) },
		);
	});
});

describe('fillPath', () => {
	it('fillPath fills each placeholder with its encoded value', () => {
		const values = {
			client: { value: 'a b', label: 'Client' },
			room: { value: 7, label: 'Room' },
		};
		expect(fillPath('/clients/{client}/rooms/{room}', values)).toBe('/clients/a%20b/rooms/7');
	});

	it('fillPath does not fill values into values', () => {
		expect(
			fillPath('/a/{x}/{y}', {
				x: { value: '{y}', label: 'X' },
				y: { value: '1', label: 'Y' },
			}),
		).toBe('/a/%7By%7D/1');
	});

	it('fillPath names a placeholder without a value', () => {
		expect(() => fillPath('/a/{room}', {})).toThrow('room is required');
	});
});
