import { accountKey, Limiters } from '../../../../nodes/shared/http/limiters';
import { success } from './support/controlled';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const hour = 60 * 60_000;

describe('the limiters of a process', () => {
	it('Each account has one limiter', () => {
		const limiters = new Limiters();
		const ada = limiters.of('ada');
		expect(limiters.of('grace')).not.toBe(ada);
		expect(limiters.of('ada')).toBe(ada);
		expect(limiters.size).toBe(2);
	});

	it('A limiter knows the published limit of its account', async () => {
		const lane = new Limiters().of('ada', { perSecond: 1, burst: 2 }).join({ concurrency: 2 });
		const sent: number[] = [];
		const begin = Date.now();
		for (let request = 0; request < 2; request++) {
			void lane.run(async () => {
				sent.push(Date.now() - begin);
				return success;
			});
		}
		await jest.advanceTimersByTimeAsync(2_000);
		expect(sent).toEqual([0, 1_000]);
	});

	it('A limiter is forgotten after an hour without use, unless requests are on their way', async () => {
		const limiters = new Limiters();
		const idle = limiters.of('idle');
		const busy = limiters.of('busy');
		let end = () => {};
		const request = busy.join({ concurrency: 1 }).run(
			async () =>
				await new Promise((resolve) => {
					end = () => resolve(success);
				}),
		);
		await jest.advanceTimersByTimeAsync(hour);
		limiters.of('other');
		expect(limiters.size).toBe(2);
		expect(limiters.of('busy')).toBe(busy);
		expect(limiters.of('idle')).not.toBe(idle);
		end();
		await request;
	});

	it('A limiter begins anew after an hour even when nobody else has used one', async () => {
		const limiters = new Limiters();
		const ada = limiters.of('ada');
		await jest.advanceTimersByTimeAsync(hour - 1);
		expect(limiters.of('ada')).toBe(ada);
		await jest.advanceTimersByTimeAsync(hour);
		expect(limiters.of('ada')).not.toBe(ada);
	});

	it('A limiter is kept while it is used', async () => {
		const limiters = new Limiters();
		const ada = limiters.of('ada');
		for (let use = 0; use < 4; use++) {
			await jest.advanceTimersByTimeAsync(hour / 2);
			limiters.of('other');
			expect(limiters.of('ada')).toBe(ada);
		}
	});

	it('There are a thousand limiters at most: the one unused for longest is forgotten', () => {
		const limiters = new Limiters();
		const first = limiters.of('0');
		const second = limiters.of('1');
		limiters.of('0');
		for (let account = 2; account < 1_001; account++) limiters.of(String(account));
		expect(limiters.size).toBe(1_000);
		expect(limiters.of('0')).toBe(first);
		expect(limiters.of('1')).not.toBe(second);
		expect(limiters.size).toBe(1_000);
	});

	it('There are more than a thousand limiters when more have waiting requests', async () => {
		const limiters = new Limiters();
		const waiting = Array.from({ length: 1_200 }, async (_, account) => {
			const lane = limiters
				.of(String(account), { perSecond: 1, burst: 2 })
				.join({ concurrency: 2 });
			return await Promise.all([lane.run(async () => success), lane.run(async () => success)]);
		});
		expect(limiters.size).toBe(1_200);
		await jest.advanceTimersByTimeAsync(2_000);
		await Promise.all(waiting);
		limiters.of('one more');
		expect(limiters.size).toBe(1_000);
	});
});

describe('the name of an account', () => {
	it('The name of an account is the same for the same parts, and another for any others', () => {
		const parts = ['VoIPBin', 'https://api.example.com', ['s3cret']];
		expect(accountKey(...parts)).toBe(accountKey('VoIPBin', 'https://api.example.com', ['s3cret']));
		const names = [
			accountKey(...parts),
			accountKey('Talkit', 'https://api.example.com', ['s3cret']),
			accountKey('VoIPBin', 'https://api.example.org', ['s3cret']),
			accountKey('VoIPBin', 'https://api.example.com', ['other']),
			accountKey('VoIPBin', 'https://api.example.com', ['s3c', 'ret']),
			accountKey('VoIPBin', 'https://api.example.com', 's3cret'),
		];
		expect(new Set(names).size).toBe(names.length);
	});

	it('The name of an account does not show what it is made of', () => {
		expect(accountKey('VoIPBin', 'https://api.example.com', ['s3cret'])).toMatch(/^[\w-]{43}$/);
	});
});
