import type { Lane } from '../../../../../nodes/shared/http/limiter';
import type { Outcome } from '../../../../../nodes/shared/http/outcome';

const reply = (status: number) => ({ status, headers: {}, body: {} });

/** An attempt that the API let through. */
export const success: Outcome = { kind: 'success', reply: reply(200) };

/** An attempt that the API refused. */
export const refusal = (retryAfterMs?: number): Outcome => ({
	kind: 'rateLimited',
	reply: reply(429),
	...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

/** Requests that the test ends when it wants to. */
export class Controlled {
	/** Names of the requests that were sent, in order. */
	readonly sent: string[] = [];

	/** When they were sent. */
	readonly sentAt: number[] = [];

	/** Names of the requests that were cancelled while they waited. */
	readonly cancelled: string[] = [];

	private readonly ends = new Map<string, (outcome: Outcome) => void>();

	/** Sends a request through a lane. */
	launch(lane: Lane, name: string, isRepeated = false): void {
		const attempt = async () =>
			await new Promise<Outcome>((resolve) => {
				this.sent.push(name);
				this.sentAt.push(Date.now());
				this.ends.set(name, resolve);
			});
		lane.run(attempt, isRepeated).catch(() => this.cancelled.push(name));
	}

	/** Names of the requests that are on their way. */
	get onTheirWay(): string[] {
		return [...this.ends.keys()];
	}

	/** Ends a request, and lets what follows from it happen. */
	async end(name: string, outcome: Outcome = success): Promise<void> {
		this.ends.get(name)?.(outcome);
		this.ends.delete(name);
		await jest.advanceTimersByTimeAsync(0);
	}

	/** Ends every request that is on its way, and those that follow at once. */
	async endAll(outcome: Outcome = success): Promise<void> {
		while (this.ends.size > 0) {
			for (const name of this.onTheirWay) await this.end(name, outcome);
		}
	}
}
