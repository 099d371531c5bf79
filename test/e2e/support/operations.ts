import type { IDataObject, INodeCredentials, INodeParameters } from 'n8n-workflow';

import type { Api } from '../../../nodes/shared/vendor/api';
import { errorOf, itemsOf } from '../../../scripts/n8n/api';
import { n8nApi } from './environment';
import { actionWorkflow, storeCredentials } from './nodes';
import { simulate, type SimulatedVendor } from './simulated';

/** One operation, used once: what a person sets, what the vendor must then receive, and what comes out. */
export interface OperationUse {
	resource: string;
	operation: string;
	parameters?: INodeParameters;
	received: { method: string; path: string; query?: IDataObject; body?: IDataObject };
	items: unknown[];
}

export interface OperationsUnderTest {
	vendor: string;
	/** The action node's name in the package. */
	node: string;
	api: Api;
	/** What every request must carry. */
	headers: Record<string, string>;
	uses: OperationUse[];
}

const operationsOf = (resources: Api['resources']) =>
	Object.entries(resources).flatMap(([resource, { operations }]) =>
		Object.keys(operations).map((operation) => `${resource}: ${operation}`),
	);

/** Tests that every operation of a node works in the running n8n against the simulated vendor. */
export function testOperations({ vendor, node, api, headers, uses }: OperationsUnderTest): void {
	let simulated: SimulatedVendor;
	let credentials: INodeCredentials;

	beforeAll(async () => {
		simulated = await simulate(vendor);
		credentials = await storeCredentials(vendor, simulated.baseUrl, `${vendor} operations`);
	});

	afterAll(() => simulated.stop());

	beforeEach(() => simulated.control.reset());

	it('is asked for every operation of the node', () => {
		const used = uses.map(({ resource, operation }) => `${resource}: ${operation}`);
		expect(used.sort()).toEqual(operationsOf(api.resources).sort());
	});

	it.each(uses)('$resource: $operation', async (use) => {
		const { resource, operation, parameters, received, items } = use;
		const workflow = await n8nApi().createWorkflow(
			actionWorkflow(`${vendor}: ${resource}: ${operation}`, {
				type: node,
				parameters: { resource, operation, ...parameters },
				credentials,
			}),
		);

		const execution = await n8nApi().run(workflow, 'Start');

		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, 'Node')).toEqual(items);
		const requests = await simulated.control.requests();
		expect(requests).toHaveLength(1);
		expect(requests[0]).toMatchObject({
			method: received.method,
			path: received.path,
			headers,
			status: 200,
		});
		expect(requests[0]?.query).toEqual(received.query ?? {});
		expect(requests[0]?.body).toEqual(received.body);
	});
}
