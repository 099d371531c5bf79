import type { Clock } from './clock';
import type { Chance, DropFault, ErrorFault, Faults, RequestMatch, SlowBodyFault } from './faults';
import { seededRandom } from './random';
import { retryAfterHeader } from './retryAfter';
import { TokenBucket } from './tokenBucket';

/** What is to happen to one request. */
export type Strike =
	| { name: 'rateLimit'; headers: Record<string, string> }
	| { name: 'error'; fault: ErrorFault }
	| { name: 'drop'; when: DropFault['when'] }
	| { name: 'emptyBody' }
	| { name: 'malformedJson' }
	| { name: 'slowBody'; fault: SlowBodyFault };

export interface Decision {
	delayMs: number;
	strike?: Strike;
}

function matches(match: RequestMatch, method: string, path: string): boolean {
	if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
	if (match.path === undefined) return true;
	return match.path.endsWith('*') ? path.startsWith(match.path.slice(0, -1)) : path === match.path;
}

/** Decides request by request: the same faults and the same order of requests give the same decisions. */
export class FaultPlan {
	private readonly random;

	private readonly bucket?: TokenBucket;

	/** How many strikes are left to a fault with a `count`. */
	private readonly left = new Map<Chance, number>();

	constructor(
		private readonly faults: Faults,
		private readonly clock: Clock,
	) {
		this.random = seededRandom(faults.seed ?? 1);
		if (faults.rateLimit) {
			const { perSecond, burst } = faults.rateLimit;
			this.bucket = new TokenBucket(perSecond, burst, clock);
		}
	}

	/** The fate of the next request. */
	decide(method: string, path: string): Decision {
		const { latencyMs = 0, latencyJitterMs = 0 } = this.faults;
		const delayMs = latencyMs + (latencyJitterMs > 0 ? this.random() * latencyJitterMs : 0);
		return { delayMs, strike: this.strike(method, path) };
	}

	private strike(method: string, path: string): Strike | undefined {
		const { rateLimit, errors = [], drop, emptyBody, malformedJson, slowBody } = this.faults;
		const waitMs = this.bucket?.take() ?? 0;
		if (waitMs > 0) {
			const headers = retryAfterHeader(
				rateLimit?.retryAfter ?? 'seconds',
				waitMs,
				this.clock.now(),
			);
			return { name: 'rateLimit', headers };
		}
		const hit = (chance: Chance | undefined) =>
			chance !== undefined && matches(chance, method, path) && this.draw(chance);
		if (drop && hit(drop)) return { name: 'drop', when: drop.when };
		const error = errors.find(hit);
		if (error) return { name: 'error', fault: error };
		if (hit(emptyBody)) return { name: 'emptyBody' };
		if (hit(malformedJson)) return { name: 'malformedJson' };
		if (slowBody && hit(slowBody)) return { name: 'slowBody', fault: slowBody };
		return undefined;
	}

	private draw(chance: Chance): boolean {
		const left = this.left.get(chance) ?? chance.count ?? Infinity;
		if (left <= 0) return false;
		if (chance.rate !== undefined && this.random() >= chance.rate) return false;
		this.left.set(chance, left - 1);
		return true;
	}
}
