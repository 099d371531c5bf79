import { setTimeout as wait } from 'node:timers/promises';

/**
 * Calls `attempt` until it returns something other than `undefined`, and returns that. At the
 * deadline it throws with the sentence of `timeout`.
 */
export async function poll<T>(
	attempt: () => Promise<T | undefined> | T | undefined,
	{
		timeoutMs = 30_000,
		intervalMs = 25,
		timeout,
	}: { timeoutMs?: number; intervalMs?: number; timeout: () => string },
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const result = await attempt();
		if (result !== undefined) return result;
		if (Date.now() > deadline) throw new Error(timeout());
		await wait(intervalMs);
	}
}
