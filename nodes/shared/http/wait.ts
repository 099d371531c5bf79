import { sleep } from 'n8n-workflow';

/** The execution was cancelled while something waited. */
export class Cancelled extends Error {
	constructor() {
		super('The execution was cancelled');
	}
}

/** n8n's signal, of which only this is needed. */
export type CancelSignal = { readonly aborted: boolean };

/** Says that nothing new is to be sent: the execution was cancelled, or the run has stopped. */
export class Halt implements CancelSignal {
	private stopped = false;

	constructor(private readonly signal?: CancelSignal) {}

	stop(): void {
		this.stopped = true;
	}

	get aborted(): boolean {
		return this.stopped || this.signal?.aborted === true;
	}
}

/** n8n's `sleep` cannot be interrupted, so a long wait is taken in slices of so many milliseconds. */
export const sliceMs = 500;

/**
 * Waits, and gives up soon after the execution is cancelled.
 *
 * @throws Cancelled
 */
export async function wait(ms: number, signal?: CancelSignal): Promise<void> {
	const end = Date.now() + ms;
	for (;;) {
		if (signal?.aborted) throw new Cancelled();
		const left = end - Date.now();
		if (left <= 0) return;
		await sleep(Math.min(left, sliceMs));
	}
}
