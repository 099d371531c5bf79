import type { INodeCredentials } from 'n8n-workflow';

import { errorOf, itemsOf } from '../../scripts/n8n/api';
import { serviceUses } from '../uses';
import { describedRequests, expectedRequests, titleOf } from '../uses/use';
import { n8nApi } from './support/environment';
import { actionWorkflow, storeCredentials } from './support/nodes';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

for (const service of serviceUses) {
	describe(service.api.name, () => {
		let simulated: SimulatedVendor;
		let credentials: INodeCredentials;

		beforeAll(async () => {
			simulated = await simulate(service.service);
			const name = `${service.api.name} operations`;
			credentials = await storeCredentials(service.service, simulated.baseUrl, name);
		});

		afterAll(() => simulated.stop());

		beforeEach(() => simulated.control.reset());

		for (const use of service.uses) {
			const title = titleOf(service, use);

			it(`${title}: works in a real n8n`, async () => {
				const { resource, operation, parameters, timezone } = use;
				const workflow = await n8nApi().createWorkflow({
					...actionWorkflow(title, {
						type: service.node,
						parameters: { resource, operation, ...parameters },
						credentials,
					}),
					settings: { timezone: timezone ?? 'UTC' },
				});

				const execution = await n8nApi().run(workflow, 'Start');

				expect(errorOf(execution)).toBeUndefined();
				expect(itemsOf(execution, 'Node')).toEqual(use.items);
				const received = await simulated.control.requests();
				expect(describedRequests(service, received)).toEqual(expectedRequests(service, use));
			});
		}
	});
}
