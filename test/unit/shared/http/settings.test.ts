import { readSettings, settingsParameters } from '../../../../nodes/shared/http/settings';
import { readValues } from '../../../../nodes/shared/parameters/readValues';
import { placed } from '../../../../nodes/shared/vendor/operation';
import { acme } from '../support/connection';

describe('readSettings', () => {
	it('readSettings has defaults', () => {
		expect(readSettings(acme, {})).toEqual({
			concurrency: 4,
			timeout: 30_000,
			retryOnRateLimit: true,
		});
	});

	it('readSettings takes what the user set, even text from expressions', () => {
		const given = { maxConcurrentRequests: '2', timeout: 500.9, retryOnRateLimit: false };
		const parameters = placed({ options: settingsParameters(acme) });
		const values = readValues(parameters, () => given, 'UTC');
		expect(readSettings(acme, values)).toEqual({
			concurrency: 2,
			timeout: 500,
			retryOnRateLimit: false,
		});
	});

	it.each([[0], [-3], [NaN], [undefined]])(
		'readSettings uses the defaults in place of %p',
		(value) => {
			expect(readSettings(acme, { maxConcurrentRequests: value, timeout: value })).toEqual({
				concurrency: 4,
				timeout: 30_000,
				retryOnRateLimit: true,
			});
		},
	);

	it('readSettings refuses what is no number', () => {
		const parameters = placed({ options: settingsParameters(acme) });
		expect(() => readValues(parameters, () => ({ timeout: 'long' }), 'UTC')).toThrow(
			'Timeout (Ms) must be a number. Current value: "long"',
		);
	});

	it('readSettings never allows more than 100 requests at once', () => {
		expect(readSettings(acme, { maxConcurrentRequests: 100_000 }).concurrency).toBe(100);
	});
});
