import { createHash } from 'node:crypto';

import type { Rate } from '../vendor/request';
import { Limiter } from './limiter';

/** More accounts than this at once are rare; the ones used longest ago are forgotten. */
const maxLimiters = 1000;

/** A limiter that was not used for an hour has little left to tell. */
const maxUnusedMs = 60 * 60_000;

/** The limiters of a process, one per account. A limiter that is in use is never forgotten. */
export class Limiters {
	/** In the order of their last use. */
	private readonly limiters = new Map<string, { limiter: Limiter; usedAt: number }>();

	get size(): number {
		return this.limiters.size;
	}

	/**
	 * The limiter that all executions with this account share.
	 *
	 * @param account as `accountKey` names it
	 * @param rate the published limit of such an account
	 */
	of(account: string, rate?: Rate): Limiter {
		const now = performance.now();
		const limiter = this.known(account, now) ?? new Limiter(rate);
		this.limiters.delete(account);
		this.forgetUnused(now);
		this.limiters.set(account, { limiter, usedAt: now });
		return limiter;
	}

	private known(account: string, now: number): Limiter | undefined {
		const { limiter, usedAt = -Infinity } = this.limiters.get(account) ?? {};
		return now - usedAt < maxUnusedMs || limiter?.isIdle === false ? limiter : undefined;
	}

	private forgetUnused(now: number): void {
		for (const [account, { limiter, usedAt }] of this.limiters) {
			if (this.limiters.size < maxLimiters && now - usedAt < maxUnusedMs) return;
			if (limiter.isIdle) this.limiters.delete(account);
		}
	}
}

/**
 * Names an account without revealing the secrets that identify it.
 *
 * @param parts what identifies it: the API, the base URL, the secrets
 */
export const accountKey = (...parts: unknown[]): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** The limiters of this process. */
export const limiters = new Limiters();
