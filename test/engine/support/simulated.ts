import { startSimulator, type Simulator } from '../../../simulator';
import { controlClient, type ControlClient } from '../../../simulator/client';

/** A simulated vendor for the tests of a file, as it was seeded before each of them. */
export interface Simulated {
	/** Its base URL. */
	url: string;
	control: ControlClient;
}

/** Starts the simulator for this file's tests. Its fields are filled when the first test runs. */
export function simulated(vendor: string): Simulated {
	const handle = {} as Simulated;
	let simulator: Simulator;
	beforeAll(async () => {
		simulator = await startSimulator();
		handle.url = `${simulator.url}/${vendor}`;
		handle.control = controlClient(simulator.url, vendor);
	});
	beforeEach(async () => await handle.control.reset());
	afterAll(async () => await simulator.close());
	return handle;
}
