import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Compares two texts without telling by its time where they differ.
 *
 * @returns false for different lengths, which an attacker may know
 */
export function equalInConstantTime(left: string, right: string): boolean {
	const a = Buffer.from(left, 'utf8');
	const b = Buffer.from(right, 'utf8');
	return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Checks an HMAC-SHA256 signature in hexadecimal.
 *
 * @param signature as received; upper or lower case, with or without a `sha256=` prefix
 * @param secret the shared key, used as UTF-8 bytes
 * @param signed the bytes that were signed: the raw body, never a body serialised again
 */
export function verifyHmacSha256(
	signature: string | undefined,
	secret: string,
	signed: Buffer | string,
): boolean {
	if (!signature) return false;
	const received = signature
		.trim()
		.replace(/^sha256=/i, '')
		.toLowerCase();
	if (!/^[0-9a-f]{64}$/.test(received)) return false;
	const expected = createHmac('sha256', secret).update(signed).digest('hex');
	return equalInConstantTime(received, expected);
}
