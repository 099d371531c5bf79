import { Cancelled, wait } from '../../../../nodes/shared/http/wait';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('wait', () => {
	it('wait takes as long as it should', async () => {
		let done = false;
		void wait(1_200).then(() => (done = true));
		await jest.advanceTimersByTimeAsync(1_199);
		expect(done).toBe(false);
		await jest.advanceTimersByTimeAsync(1);
		expect(done).toBe(true);
	});

	it('wait ends soon after the execution is cancelled', async () => {
		const controller = new AbortController();
		const waiting = expect(wait(600_000, controller.signal)).rejects.toThrow(Cancelled);
		await jest.advanceTimersByTimeAsync(2_000);
		controller.abort();
		await jest.advanceTimersByTimeAsync(500);
		await waiting;
	});
});
