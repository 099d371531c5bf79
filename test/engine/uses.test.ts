import { serviceUses } from '../uses';
import {
	describedRequests,
	expectedRequests,
	operationsOf,
	titleOf,
	usedOperations,
} from '../uses/use';
import { simulatedCredentials } from './support/credentialTypes';
import { simulated } from './support/simulated';
import { runNode, type NodeRun } from './support/workflow';

const onError = 'continueRegularOutput';

/** The moment as of which the simulator's data are made, as in the end-to-end tests. */
const now = Date.parse('2026-05-04T10:00:00Z');

const notToday = { message: 'Not today', error: { message: 'Not today' } };

for (const service of serviceUses) {
	const name = service.api.name;

	describe(name, () => {
		const handle = simulated(service.service, now);

		const run = async (
			{ resource, operation, parameters, timezone }: (typeof service.uses)[number],
			more: Partial<Pick<NodeRun, 'items' | 'onError'>> = {},
		) =>
			await runNode({
				nodeType: service.nodeType(),
				parameters: { resource, operation, ...parameters } as NodeRun['parameters'],
				credentials: simulatedCredentials(service.service, handle.url),
				...(timezone ? { timezone } : {}),
				...more,
			});

		it(`${name}: the table of uses has every operation`, () => {
			expect(usedOperations(service).sort()).toEqual(operationsOf(service.api).sort());
		});

		for (const use of service.uses) {
			const title = titleOf(service, use);

			it(`${title}: sends the documented request and returns its records`, async () => {
				const { items, error } = await run(use);
				expect(error).toBeUndefined();
				expect(items.map(({ json }) => json)).toEqual(use.items);
				const received = await handle.control.requests();
				expect(describedRequests(service, received)).toEqual(expectedRequests(service, use));
			});

			// The second time a service may refuse it, such as a user that exists: an item as well.
			it(`${title}: links every record to its input item`, async () => {
				const linked = await run(use, { items: [{}, {}, {}], onError });
				const sources = linked.items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
				expect(sources).toEqual([...sources].sort((a, b) => a - b));
				expect(sources).toContain(0);
				for (const source of sources) expect([0, 1, 2]).toContain(source);
			});

			it(`${title}: goes on after an item that fails`, async () => {
				await handle.control.setFaults({
					errors: [{ status: 400, count: 1, path: use.requests[0]?.path, body: notToday }],
				});
				const options = { ...(use.parameters?.options as object), maxConcurrentRequests: 1 };
				const failing = { ...use, parameters: { ...use.parameters, options } };
				const { items, error } = await run(failing, { items: [{}, {}], onError });
				expect(error).toBeUndefined();
				expect(items[0]).toMatchObject({
					json: { error: expect.stringContaining('Not today') as string },
					pairedItem: { item: 0 },
				});
				expect(items.slice(1).map(({ json }) => json)).toEqual(use.items);
			});
		}
	});
}
