import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { equalInConstantTime, verifyHmacSha256 } from '../../../../nodes/shared/trigger/signature';

const sign = (secret: string, body: string | Buffer) =>
	createHmac('sha256', secret).update(body).digest('hex');

describe('verifyHmacSha256', () => {
	// RFC 4231, test case 2.
	const secret = 'Jefe';
	const body = 'what do ya want for nothing?';
	const signature = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';

	it.each([[signature], [signature.toUpperCase()], [`sha256=${signature}`], [` ${signature} `]])(
		'verifyHmacSha256 accepts %s',
		(given) => {
			expect(verifyHmacSha256(given, secret, body)).toBe(true);
			expect(verifyHmacSha256(given, secret, Buffer.from(body))).toBe(true);
		},
	);

	it.each<{ given?: string; why: string }>([
		{ given: '', why: 'empty' },
		{ why: 'missing' },
		{ given: signature.slice(1), why: 'too short' },
		{ given: `${signature}00`, why: 'too long' },
		{ given: signature.replace('5', '6'), why: 'altered' },
		{ given: 'z'.repeat(64), why: 'not hexadecimal' },
		{ given: `sha1=${signature}`, why: 'of another algorithm' },
	])('verifyHmacSha256 refuses a signature that is $why', ({ given }) => {
		expect(verifyHmacSha256(given, secret, body)).toBe(false);
	});

	it('verifyHmacSha256 accepts what was signed, and nothing that differs in one byte', () => {
		fc.assert(
			fc.property(
				fc.string({ minLength: 1 }),
				fc.uint8Array({ minLength: 1 }),
				fc.nat(),
				fc.integer({ min: 1, max: 255 }),
				(key, bytes, position, change) => {
					const signed = Buffer.from(bytes);
					const given = sign(key, signed);
					expect(verifyHmacSha256(given, key, signed)).toBe(true);
					const altered = Buffer.from(signed);
					const at = position % altered.length;
					altered[at] = (altered[at] ?? 0) ^ change;
					expect(verifyHmacSha256(given, key, altered)).toBe(false);
					expect(verifyHmacSha256(given, `${key}x`, signed)).toBe(false);
				},
			),
		);
	});
});

describe('equalInConstantTime', () => {
	it('equalInConstantTime compares texts as bytes', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
				expect(equalInConstantTime(a, b)).toBe(a === b);
				expect(equalInConstantTime(a, a)).toBe(true);
			}),
		);
	});
});
