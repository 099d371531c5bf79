import { setTimeout as wait } from 'node:timers/promises';

/** What the simulator knows of time; tests hand in their own. */
export interface Clock {
	/** The present moment in epoch milliseconds. */
	now(): number;
	sleep(milliseconds: number): Promise<void>;
}

/** The real time. Its sleep keeps no process alive. */
export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: (milliseconds) => wait(milliseconds, undefined, { ref: false }),
};
