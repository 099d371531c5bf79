import { sleep } from 'n8n-workflow';

/**
 * Lets items begin one after the other, with time for the network in between. Those that begin
 * together are also answered together, and until then the processor has nothing to do.
 */
export class Turns {
	private last: Promise<unknown> = Promise.resolve();

	/** Fulfilled when it is the caller's turn. */
	async next(): Promise<void> {
		this.last = this.last.then(async () => await sleep(0));
		await this.last;
	}
}
