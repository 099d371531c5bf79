import type { IDataObject, INodeCredentials, INodeParameters } from 'n8n-workflow';

import { itemsOf, type Workflow } from '../../../scripts/n8n/api';
import { pollTimes } from '../../../scripts/n8n/pollTimes';
import { poll } from '../../../scripts/poll';
import type { ControlClient } from '../../../simulator/client';
import { n8nApi } from './environment';
import { storeCredentials, triggerWorkflow } from './nodes';
import { simulate, type SimulatedVendor } from './simulated';

/** Poll Times: each second. */
export const everySecond = pollTimes(1);

/** A polling trigger of a simulated vendor, for the tests of a `describe`. */
export interface PollingTrigger {
	control: () => ControlClient;
	/** Publishes a workflow of the trigger alone; it is unpublished after the test. */
	publish: (parameters: INodeParameters) => Promise<Workflow>;
	/** Waits for so many more requests: what was there before has then been seen. */
	nextRequests: (more: number) => Promise<void>;
	/** The items of all executions there are once there are so many; one that should not be is among them. */
	received: (workflow: Workflow, count: number) => Promise<IDataObject[]>;
}

/** Sets a polling trigger up for a `describe`: the vendor, its credentials, and a clean state for each test. */
export function pollingTrigger(vendor: string): PollingTrigger {
	let simulated: SimulatedVendor;
	let credentials: INodeCredentials;
	let published: Workflow | undefined;

	beforeAll(async () => {
		simulated = await simulate(vendor);
		credentials = await storeCredentials(vendor, simulated.baseUrl, `${vendor} trigger`);
	});
	beforeEach(() => simulated.control.reset());
	afterEach(async () => {
		if (published) await n8nApi().unpublish(published);
		published = undefined;
	});
	afterAll(() => simulated.stop());

	const requests = async () => (await simulated.control.requests()).length;

	return {
		control: () => simulated.control,
		async publish(parameters) {
			published = await n8nApi().createWorkflow(
				triggerWorkflow(`${vendor} trigger`, {
					type: `${vendor}Trigger`,
					typeVersion: 2,
					parameters: { pollTimes: everySecond, ...parameters },
					credentials,
				}),
			);
			await n8nApi().publish(published);
			return published;
		},
		async nextRequests(more) {
			const wanted = (await requests()) + more;
			await poll(async () => (await requests()) >= wanted || undefined, {
				timeout: () => 'n8n did not poll in time',
			});
		},
		async received(workflow, count) {
			const executions = await n8nApi().executions(workflow, count);
			return executions.flatMap((execution) => itemsOf(execution, 'Trigger'));
		},
	};
}
