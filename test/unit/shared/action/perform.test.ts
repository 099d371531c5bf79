import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { record } from '../../../../nodes/shared/vendor/answer';
import { operation, type Operation } from '../../../../nodes/shared/vendor/operation';
import { text } from '../../../../nodes/shared/vendor/parameter';
import { runItems } from '../../../../nodes/shared/action/run';
import { acme, node } from '../support/connection';

const exportRoom = operation({
	name: 'Export',
	action: 'Export room',
	description: 'Export a room',
	request: 'GET /rooms/{room_id}',
	parameters: [text('room_id', { displayName: 'Room' })],
	answer: record('room'),
	run: async ({ perform }) => (await perform()).map((found) => ({ json: { exported: found } })),
});

/** Runs the operation for one item; only `existing` is there. Gives the paths asked for and the items. */
async function run(exporting: Operation, existing: string, options = {}) {
	const asked: string[] = [];
	const parameters = { resource: 'room', operation: 'export', roomId: '7', options };
	const execute = {
		getNode: () => node,
		getInputData: () => [{ json: {} }],
		getNodeParameter: (name: string, _item: number, fallback: unknown) =>
			name in parameters ? parameters[name as keyof typeof parameters] : fallback,
		getCredentials: async () => ({ token: 's3cret-token' }),
		getExecutionCancelSignal: () => undefined,
		getTimezone: () => 'UTC',
		continueOnFail: () => false,
		helpers: {
			httpRequestWithAuthentication: async (_type: string, { url }: IHttpRequestOptions) => {
				const { pathname } = new URL(url);
				asked.push(pathname);
				return pathname === existing
					? { statusCode: 200, headers: {}, body: { room: { id: 7 } } }
					: { statusCode: 404, headers: {}, body: {} };
			},
		},
	} as unknown as IExecuteFunctions;
	const resources = { room: { name: 'Room', operations: { export: exporting } } };
	const [items] = await runItems(execute, { ...acme, resources });
	return { asked, items };
}

describe('perform, for operations that do more with their own request', () => {
	const exported = [{ json: { exported: { id: 7 } }, pairedItem: { item: 0 } }];

	it('perform sends the request and finds the records', async () => {
		const { asked, items } = await run(exportRoom, '/rooms/7');
		expect(asked).toEqual(['/rooms/7']);
		expect(items).toEqual(exported);
	});

	it('perform tries the alternatives of an inferred path', async () => {
		const inferred = { alternatives: ['/room/{room_id}'] };
		const { asked, items } = await run({ ...exportRoom, inferred }, '/room/7');
		expect(asked).toEqual(['/rooms/7', '/room/7']);
		expect(items).toEqual(exported);
	});

	it('perform takes the path that the user gives', async () => {
		const { asked, items } = await run({ ...exportRoom, inferred: {} }, '/v2/7', {
			apiPath: '/v2/{room_id}',
		});
		expect(asked).toEqual(['/v2/7']);
		expect(items).toEqual(exported);
	});
});
