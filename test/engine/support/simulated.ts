import { startSimulator, type Simulator } from '../../../simulator';
import { controlClient, type ControlClient } from '../../../simulator/client';
import { systemClock, type Clock } from '../../../simulator/clock';

/** A simulated vendor for the tests of a file, as it was seeded before each of them. */
export interface Simulated {
	/** Its base URL. */
	url: string;
	control: ControlClient;
}

const now = performance.now.bind(performance);

let passedMs = 0;

/** Lets the hours pass after which a process remembers neither an account's limits nor its logins. */
function forgetAccounts(): void {
	passedMs += 2 * 60 * 60_000;
	jest.spyOn(performance, 'now').mockImplementation(() => now() + passedMs);
}

/**
 * Starts the simulator for this file's tests. Its fields are filled when the first test runs.
 *
 * @param asOf the moment as of which its data are made, in epoch milliseconds; now unless given
 */
export function simulated(vendor: string, asOf?: number): Simulated {
	const handle = {} as Simulated;
	let simulator: Simulator;
	beforeAll(async () => {
		const clock: Clock = asOf === undefined ? systemClock : { ...systemClock, now: () => asOf };
		simulator = await startSimulator({ clock });
		handle.url = `${simulator.url}/${vendor}`;
		handle.control = controlClient(simulator.url, vendor);
	});
	beforeEach(async () => {
		forgetAccounts();
		await handle.control.reset();
	});
	afterAll(async () => await simulator.close());
	return handle;
}
