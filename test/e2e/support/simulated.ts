import { startSimulator } from '../../../simulator';
import { controlClient, type ControlClient } from '../../../simulator/client';
import { systemClock, type Clock } from '../../../simulator/clock';

/** A simulated vendor that one test file has for itself. */
export interface SimulatedVendor {
	/** The vendor's own API. */
	baseUrl: string;
	control: ControlClient;
	stop: () => Promise<void>;
}

/** The seeded data are made as of this moment, so that tests know them. */
const seedTime: Clock = { ...systemClock, now: () => Date.parse('2026-05-04T10:00:00Z') };

/**
 * Starts a simulator for one vendor.
 *
 * @param clock the real time where events must be new
 */
export async function simulate(vendor: string, clock: Clock = seedTime): Promise<SimulatedVendor> {
	const simulator = await startSimulator({ clock });
	return {
		baseUrl: `${simulator.url}/${vendor}`,
		control: controlClient(simulator.url, vendor),
		stop: () => simulator.close(),
	};
}
