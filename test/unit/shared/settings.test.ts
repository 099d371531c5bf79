import { readSettings } from '../../../nodes/shared/http/settings';
import { acme } from './support/connection';

describe('readSettings', () => {
	it('has defaults', () => {
		expect(readSettings(acme, {})).toEqual({
			concurrency: 4,
			timeout: 30_000,
			retryOnRateLimit: true,
		});
	});

	it('takes what the user set, also from expressions that give text', () => {
		expect(
			readSettings(acme, { maxConcurrentRequests: '2', timeout: 500.9, retryOnRateLimit: false }),
		).toEqual({ concurrency: 2, timeout: 500, retryOnRateLimit: false });
	});

	it.each([[0], [-3], ['many'], [null], [NaN]])('uses the defaults in place of %p', (value) => {
		expect(readSettings(acme, { maxConcurrentRequests: value, timeout: value })).toEqual({
			concurrency: 4,
			timeout: 30_000,
			retryOnRateLimit: true,
		});
	});

	it('never sends more than 100 requests at once', () => {
		expect(readSettings(acme, { maxConcurrentRequests: 100_000 }).concurrency).toBe(100);
	});
});
