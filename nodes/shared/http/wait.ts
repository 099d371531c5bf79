import { sleep } from 'n8n-workflow';

/** Execution canceled while something waited. */
export class Cancelled extends Error {
	constructor() {
		super('Execution canceled');
	}
}

/** n8n's `sleep` cannot be interrupted, so a long wait is taken in slices of so many milliseconds. */
export const sliceMs = 500;

/**
 * Waits, and gives up soon after the execution is cancelled.
 *
 * @throws Cancelled
 */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	const end = Date.now() + ms;
	for (;;) {
		if (signal?.aborted) throw new Cancelled();
		const left = end - Date.now();
		if (left <= 0) return;
		await sleep(Math.min(left, sliceMs));
	}
}
