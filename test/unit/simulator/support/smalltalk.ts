import { type SimulatorInTest, useSimulator } from './useSimulator';
import { ManualClock } from './manualClock';

/** What the vendor's sample requests send. */
export const requestHeaders = {
	authorization: 'Bearer smalltalk-demo-token',
	'content-type': 'application/json; charset=utf-8',
};

/** The simulated Smalltalk, with its demo token sent on every call and a clock of its own. */
export function useSmalltalk(): SimulatorInTest & { clock: ManualClock } {
	const clock = new ManualClock();
	const simulator = useSimulator('smalltalk', { clock, headers: requestHeaders });
	beforeEach(() => clock.restart());
	return Object.assign(simulator, { clock });
}
