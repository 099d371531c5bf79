import type { Clock } from '../../../../simulator/clock';

const start = Date.parse('2026-03-02T09:00:00.000Z');

/** Time that passes only when a test or the simulator's own sleep says so. */
export class ManualClock implements Clock {
	/** How long each sleep was, in milliseconds. */
	slept: number[] = [];

	private time = start;

	now(): number {
		return this.time;
	}

	advance(milliseconds: number): void {
		this.time += milliseconds;
	}

	/** Back to the start, with no sleep yet. */
	restart(): void {
		this.time = start;
		this.slept = [];
	}

	async sleep(milliseconds: number): Promise<void> {
		this.slept.push(milliseconds);
		this.advance(milliseconds);
	}
}
