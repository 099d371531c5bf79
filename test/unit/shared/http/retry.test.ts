import fc from 'fast-check';

import { backoffMs, mayRepeat, retryAfterMs } from '../../../../nodes/shared/http/retry';

const status = (code: number) =>
	({ kind: 'failed', reply: { status: code, headers: {}, body: null } }) as const;
const network = (code: string) => ({ kind: 'disconnected', code }) as const;

describe('mayRepeat', () => {
	it.each(['GET', 'HEAD', 'PUT', 'DELETE'])(
		'mayRepeat repeats %s after what may pass',
		(method) => {
			for (const code of [502, 503, 504]) expect(mayRepeat(method, status(code))).toBe(true);
			for (const code of ['ECONNRESET', 'TIMEOUT', 'EPIPE']) {
				expect(mayRepeat(method, network(code))).toBe(true);
			}
		},
	);

	it.each(['POST', 'PATCH'])(
		'mayRepeat never repeats a %s that may have gone through',
		(method) => {
			for (const code of [500, 502, 503, 504]) expect(mayRepeat(method, status(code))).toBe(false);
			for (const code of ['ECONNRESET', 'TIMEOUT', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT']) {
				expect(mayRepeat(method, network(code))).toBe(false);
			}
		},
	);

	it.each(['GET', 'POST', 'PATCH'])(
		'mayRepeat repeats %s when no connection was made',
		(method) => {
			for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']) {
				expect(mayRepeat(method, network(code))).toBe(true);
			}
		},
	);

	it.each([
		'EPROTO',
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'ERR_SSL_WRONG_VERSION_NUMBER',
		'ERR_FR_TOO_MANY_REDIRECTS',
	])('mayRepeat does not repeat after %s, which stays', (code) => {
		for (const method of ['GET', 'PUT', 'POST']) {
			expect(mayRepeat(method, network(code))).toBe(false);
		}
	});

	it.each([400, 401, 403, 404, 409, 422, 500, 501])(
		'mayRepeat does not repeat after %d',
		(code) => {
			expect(mayRepeat('GET', status(code))).toBe(false);
		},
	);
});

describe('backoffMs', () => {
	it('backoffMs spreads over the whole time, which doubles up to a cap', () => {
		expect(backoffMs(1, () => 0)).toBe(0);
		expect(backoffMs(1, () => 1)).toBe(400);
		expect(backoffMs(4, () => 1)).toBe(3200);
		expect(backoffMs(50, () => 1)).toBe(20_000);
	});
});

describe('retryAfterMs', () => {
	const now = Date.UTC(2026, 10, 20, 9, 30, 0);

	it.each([
		['2', 2000],
		[' 0 ', 0],
		['1.5', 1500],
		[3, 3000],
		[['4'], 4000],
		['Fri, 20 Nov 2026 09:30:10 GMT', 10_000],
		['Fri, 20 Nov 2026 09:29:00 GMT', 0],
		['soon', undefined],
		['', undefined],
		[undefined, undefined],
		['-1', undefined],
	])('retryAfterMs reads %j', (value, ms) => {
		expect(retryAfterMs(value, now)).toBe(ms);
	});

	it('retryAfterMs reads back seconds and HTTP dates', () => {
		fc.assert(
			fc.property(fc.nat({ max: 100_000 }), (seconds) => {
				expect(retryAfterMs(String(seconds), now)).toBe(seconds * 1000);
				const date = new Date(now + seconds * 1000).toUTCString();
				expect(retryAfterMs(date, now)).toBe(seconds * 1000);
			}),
		);
	});
});
