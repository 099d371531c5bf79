import type { IExecuteFunctions } from 'n8n-workflow';

import { operation } from '../../../../nodes/shared/vendor/operation';
import { text } from '../../../../nodes/shared/vendor/parameter';
import { runItems } from '../../../../nodes/shared/action/run';
import { acme, node } from '../support/connection';

const callRoom = operation({
	name: 'Call',
	action: 'Call room',
	description: 'Call a room',
	request: 'POST /calls',
	parameters: [text('from'), text('to')],
	check: ({ from, to }) => (from === to ? 'From and To are the same: choose two rooms' : undefined),
});

/** Runs the operation for items of two rooms each. */
async function run(...rooms: Array<{ from: string; to: string }>) {
	const httpRequestWithAuthentication = jest.fn(async () => ({
		statusCode: 200,
		headers: {},
		body: { id: 7 },
	}));
	const execute = {
		getNode: () => node,
		getInputData: () => rooms.map((json) => ({ json })),
		getNodeParameter: (name: string, item: number, fallback: unknown) =>
			({ resource: 'room', operation: 'call', ...rooms[item] })[name] ?? fallback,
		getCredentials: async () => ({ token: 's3cret-token' }),
		getExecutionCancelSignal: () => undefined,
		getTimezone: () => 'UTC',
		continueOnFail: () => true,
		helpers: { httpRequestWithAuthentication },
	} as unknown as IExecuteFunctions;
	const resources = { room: { name: 'Room', operations: { call: callRoom } } };
	const [items = []] = await runItems(execute, { ...acme, resources });
	return {
		json: items.map(({ json }) => json),
		sent: httpRequestWithAuthentication.mock.calls.length,
	};
}

describe('the check of an operation', () => {
	it('The check of an operation stops an item before anything is sent, and no other item', async () => {
		const { json, sent } = await run({ from: 'a', to: 'a' }, { from: 'a', to: 'b' });
		expect(json).toEqual([
			{ error: 'From and To are the same: choose two rooms [item 0]' },
			{ id: 7 },
		]);
		expect(sent).toBe(1);
	});
});
