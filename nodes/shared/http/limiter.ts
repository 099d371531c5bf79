import { sleep } from 'n8n-workflow';

import type { Rate } from '../vendor/request';
import { Cancelled, sliceMs, type CancelSignal } from './wait';

interface Waiting {
	admit: () => void;
	reject: (error: Error) => void;
}

/**
 * Admits the requests of one run: at most `concurrency` at once, at most `rate` where the vendor
 * publishes one, none while the vendor has asked to wait. After a 429 fewer are admitted at once,
 * and again more with each success, so that a slow limit is not hammered by every worker.
 */
export class Limiter {
	private readonly waiting: Waiting[] = [];
	private inFlight = 0;
	private window: number;
	private resumeAt = 0;
	private tokens: number;
	private refilledAt = Date.now();
	private waking = false;

	constructor(
		private readonly concurrency: number,
		private readonly rate?: Rate,
		private readonly signal?: CancelSignal,
	) {
		this.window = concurrency;
		this.tokens = rate?.burst ?? 0;
	}

	/**
	 * Runs one attempt of a request when its turn has come.
	 *
	 * @param repeated a repeated request goes before those that have not been sent yet
	 * @throws Cancelled, or what `attempt` throws
	 */
	async run<T>(attempt: () => Promise<T>, repeated = false): Promise<T> {
		await new Promise<void>((admit, reject) => {
			if (repeated) this.waiting.unshift({ admit, reject });
			else this.waiting.push({ admit, reject });
			this.next();
		});
		try {
			return await attempt();
		} finally {
			this.inFlight--;
			this.next();
		}
	}

	/** The vendor asked for a pause: nothing of this run is sent before it is over. */
	pause(ms: number): void {
		const now = Date.now();
		// Several requests in flight are refused together; they count as one refusal.
		if (now >= this.resumeAt) this.window = Math.max(1, Math.floor(this.window / 2));
		this.resumeAt = Math.max(this.resumeAt, now + ms);
	}

	/** A request was accepted. */
	accepted(): void {
		this.window = Math.min(this.concurrency, this.window + 1 / this.window);
	}

	private next(): void {
		if (this.signal?.aborted) {
			for (const { reject } of this.waiting.splice(0)) reject(new Cancelled());
			return;
		}
		while (this.waiting.length > 0 && this.inFlight < Math.floor(this.window)) {
			const delay = this.delayMs();
			if (delay > 0) {
				this.wake(delay);
				return;
			}
			this.tokens--;
			this.inFlight++;
			this.waiting.shift()?.admit();
		}
	}

	private delayMs(): number {
		const now = Date.now();
		if (now < this.resumeAt) return this.resumeAt - now;
		if (!this.rate) return 0;
		const { perSecond, burst } = this.rate;
		this.tokens = Math.min(burst, this.tokens + ((now - this.refilledAt) * perSecond) / 1000);
		this.refilledAt = now;
		return this.tokens >= 1 ? 0 : Math.ceil(((1 - this.tokens) * 1000) / perSecond);
	}

	private wake(delay: number): void {
		if (this.waking) return;
		this.waking = true;
		void sleep(Math.min(delay, sliceMs)).then(() => {
			this.waking = false;
			this.next();
		});
	}
}
