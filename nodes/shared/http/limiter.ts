import { sleep } from 'n8n-workflow';

import type { Rate } from '../vendor/request';
import { Allowance } from './allowance';
import type { Outcome } from './outcome';
import { maxRetryAfterMs } from './retry';
import { Cancelled, sliceMs } from './wait';

/** What one run sends its requests through. */
export interface Lane {
	/**
	 * Makes an attempt when it is this run's turn.
	 *
	 * @param isRepeated goes before the run's requests that were not sent yet
	 * @throws Cancelled, or what `attempt` throws
	 */
	run: (attempt: () => Promise<Outcome>, isRepeated?: boolean) => Promise<Outcome>;
	/** Milliseconds until the account may send again after a refusal. */
	pauseLeftMs: () => number;
	/** Milliseconds that the run could have sent but had to wait for the account's limit. */
	limitedMs: () => number;
}

/** Leave to send one request. */
interface Pass {
	request: number;
	hadToWait: boolean;
}

interface Waiting {
	admit: (pass: Pass) => void;
	reject: (error: Error) => void;
}

interface Run {
	concurrency: number;
	signal?: AbortSignal;
	inFlight: number;
	waiting: Waiting[];
	isQueued: boolean;
	/** Since when the run waits for the limit. */
	limitedAt?: number;
	limitedMs: number;
	cancel: () => void;
}

/**
 * Sends the requests of one account, whichever runs they belong to, as its allowance permits. The
 * runs take turns. A cancelled run leaves nothing behind, and without waiting requests there is no
 * timer.
 */
export class Limiter {
	private readonly allowance: Allowance;
	/** Runs that have a waiting request and may send it; the first is next. */
	private readonly queue: Run[] = [];
	private inFlight = 0;
	private isWaking = false;

	/** @param rate the published limit of the account */
	constructor(rate?: Rate) {
		this.allowance = new Allowance(rate);
	}

	/** Whether no request is waiting or on its way. */
	get isIdle(): boolean {
		return this.inFlight === 0 && this.queue.length === 0;
	}

	/**
	 * Opens a lane for a run. It needs no closing.
	 *
	 * @param options.concurrency the most requests that the run has on their way
	 * @param options.signal rejects the requests that wait, with `Cancelled`
	 */
	join({ concurrency, signal }: { concurrency: number; signal?: AbortSignal }): Lane {
		const run: Run = {
			concurrency,
			signal,
			inFlight: 0,
			waiting: [],
			isQueued: false,
			limitedMs: 0,
			cancel: () => this.cancel(run),
		};
		return {
			run: (attempt, isRepeated = false) => this.run(run, attempt, isRepeated),
			pauseLeftMs: () => this.allowance.pauseLeftMs(),
			limitedMs: () => run.limitedMs,
		};
	}

	private async run(
		run: Run,
		attempt: () => Promise<Outcome>,
		isRepeated: boolean,
	): Promise<Outcome> {
		if (run.signal?.aborted) throw new Cancelled();
		const pass = this.isFree(run) ? this.admit(run, false) : await this.turn(run, isRepeated);
		let outcome: Outcome | undefined;
		try {
			outcome = await attempt();
			return outcome;
		} finally {
			this.finish(run, pass, outcome);
		}
	}

	/** Whether a new request need not wait. */
	private isFree(run: Run): boolean {
		return (
			this.queue.length === 0 &&
			run.inFlight < run.concurrency &&
			this.allowance.hasRoom(this.inFlight, run.inFlight) &&
			this.allowance.delayMs() === 0
		);
	}

	private admit(run: Run, hadToWait: boolean): Pass {
		run.inFlight++;
		this.inFlight++;
		return { request: this.allowance.sent(), hadToWait };
	}

	private async turn(run: Run, isRepeated: boolean): Promise<Pass> {
		return await new Promise<Pass>((admit, reject) => {
			if (run.waiting.length === 0) run.signal?.addEventListener('abort', run.cancel);
			if (isRepeated) run.waiting.unshift({ admit, reject });
			else run.waiting.push({ admit, reject });
			// A refused request has used up its run's turn for nothing.
			this.enqueue(run, isRepeated);
			this.next();
		});
	}

	private enqueue(run: Run, isFirst = false): void {
		if (run.isQueued || run.waiting.length === 0 || run.inFlight >= run.concurrency) return;
		run.isQueued = true;
		if (isFirst) this.queue.unshift(run);
		else this.queue.push(run);
	}

	/** Sends what may be sent now, and comes back when more may be. */
	private next(): void {
		if (this.isIdle) this.allowance.idle();
		for (let run = this.queue[0]; run; run = this.queue[0]) {
			if (!this.allowance.hasRoom(this.inFlight, run.inFlight)) return;
			const delayMs = this.allowance.delayMs();
			if (delayMs > 0) {
				const now = performance.now();
				for (const limited of this.queue) limited.limitedAt ??= now;
				this.wake(delayMs);
				return;
			}
			this.queue.shift();
			run.isQueued = false;
			this.endLimit(run);
			const waiting = run.waiting.shift();
			const pass = this.admit(run, true);
			if (run.waiting.length === 0) run.signal?.removeEventListener('abort', run.cancel);
			this.enqueue(run);
			waiting?.admit(pass);
		}
	}

	private finish(run: Run, { request, hadToWait }: Pass, outcome?: Outcome): void {
		run.inFlight--;
		this.inFlight--;
		if (outcome?.kind === 'success' || outcome?.kind === 'failed') {
			this.allowance.passed(request, hadToWait, this.queue.length > 0);
		}
		// Nobody waits for a quota that refills tomorrow: each request is refused by itself.
		if (outcome?.kind === 'rateLimited' && (outcome.retryAfterMs ?? 0) <= maxRetryAfterMs) {
			this.allowance.refused(request, outcome.retryAfterMs);
		}
		this.enqueue(run);
		this.next();
	}

	private endLimit(run: Run): void {
		if (run.limitedAt === undefined) return;
		run.limitedMs += performance.now() - run.limitedAt;
		delete run.limitedAt;
	}

	private cancel(run: Run): void {
		this.endLimit(run);
		run.signal?.removeEventListener('abort', run.cancel);
		if (run.isQueued) this.queue.splice(this.queue.indexOf(run), 1);
		run.isQueued = false;
		for (const { reject } of run.waiting.splice(0)) reject(new Cancelled());
		this.next();
	}

	/** In slices: n8n's `sleep` cannot be interrupted, and would outlive a cancelled run. */
	private wake(delayMs: number): void {
		if (this.isWaking) return;
		this.isWaking = true;
		void sleep(Math.min(Math.ceil(delayMs), sliceMs)).then(() => {
			this.isWaking = false;
			this.next();
		});
	}
}
