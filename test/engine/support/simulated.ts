import { startSimulator, type Simulator } from '../../../simulator';
import { controlClient, type ControlClient } from '../../../simulator/client';
import { systemClock, type Clock } from '../../../simulator/clock';

/** A simulated vendor for the tests of a file, as it was seeded before each of them. */
export interface Simulated {
	/** Its base URL. */
	url: string;
	control: ControlClient;
}

/**
 * Starts the simulator for this file's tests. Its fields are filled when the first test runs.
 *
 * @param now the moment as of which its data are made, in epoch milliseconds; now unless given
 */
export function simulated(vendor: string, now?: number): Simulated {
	const handle = {} as Simulated;
	let simulator: Simulator;
	beforeAll(async () => {
		const clock: Clock = now === undefined ? systemClock : { ...systemClock, now: () => now };
		simulator = await startSimulator({ clock });
		handle.url = `${simulator.url}/${vendor}`;
		handle.control = controlClient(simulator.url, vendor);
	});
	beforeEach(async () => await handle.control.reset());
	afterAll(async () => await simulator.close());
	return handle;
}
