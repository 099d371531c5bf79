import type { IExecuteFunctions } from 'n8n-workflow';

import { report } from '../../../../nodes/shared/action/report';
import type { Connection } from '../../../../nodes/shared/http/connection';

const connection = (name: string, limitedMs: number) =>
	({
		api: { name },
		tally: { requests: 3, retries: 1, refusals: 1 },
		lane: { limitedMs: () => limitedMs },
	}) as unknown as Connection;

function told(connections: Connection[], skipped: Array<[string, number]> = [], failedItems = 0) {
	const setMetadata = jest.fn();
	const addExecutionHints = jest.fn();
	const execute = { setMetadata, addExecutionHints } as unknown as IExecuteFunctions;
	report(execute, { connections, failedItems, skipped: new Map(skipped) });
	return {
		tracing: setMetadata.mock.calls.map(([metadata]) => metadata as object),
		hints: addExecutionHints.mock.calls.flat().map(({ message }) => message as string),
	};
}

describe('the report of a run', () => {
	it('The numbers of all connections are added up', () => {
		expect(told([connection('A', 1200.4), connection('B', 0)], [], 2).tracing).toEqual([
			{
				tracing: {
					requests: 6,
					retries: 2,
					rate_limited: 2,
					rate_limit_wait_ms: 1200,
					items_failed: 2,
				},
			},
		]);
	});

	it('Only a wait that people notice is a hint, and skipped items are counted', () => {
		const skipped: Array<[string, number]> = [
			['the user has expired', 1],
			['the room is archived', 3],
		];
		expect(told([connection('A', 42_000), connection('B', 4_999)], skipped).hints).toEqual([
			'Waited 42 seconds for the rate limit of A.',
			'1 item was skipped: the user has expired.',
			'3 items were skipped: the room is archived.',
		]);
		expect(told([connection('A', 0)]).hints).toEqual([]);
	});

	it('A version of n8n that knows neither numbers nor hints loses nothing', () => {
		const run = { connections: [connection('A', 9000)], failedItems: 0, skipped: new Map() };
		expect(() => report({} as IExecuteFunctions, run)).not.toThrow();
	});
});
