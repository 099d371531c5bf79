import type { FastifyInstance } from 'fastify';

import { ApiError } from '../apiError';
import { object } from '../jsonSchema';
import type { VendorContext } from '../vendor';
import type { StenomaticState, Use } from './state';

/** "timestamp_in_milliseconds" */
const time = { type: 'string', pattern: '^\\d+$' };
const range = object({ from: time, to: time }, ['from', 'to']);

interface Range {
	from: string;
	to: string;
}

/** Nanoseconds by counter, "if they are greater than zero". */
function sum(uses: Use[], { from, to }: Range): Record<string, number> {
	const total: Record<string, number> = {};
	for (const { at, counter, nanoseconds } of uses) {
		if (at < Number(from) || at >= Number(to) || nanoseconds <= 0) continue;
		total[counter] = (total[counter] ?? 0) + nanoseconds;
	}
	return total;
}

/** `/v1/customers/me/api_usage` and `/v1/clients/{client_id}/api_usage`. */
export function addUsageRoutes(
	app: FastifyInstance,
	context: VendorContext<StenomaticState>,
): void {
	app.get<{ Querystring: Range }>(
		'/v1/customers/me/api_usage',
		{ schema: { querystring: range } },
		async ({ query }) => sum(context.state.usage, query),
	);

	app.get<{ Params: { clientId: string }; Querystring: Range }>(
		'/v1/clients/:clientId/api_usage',
		{ schema: { querystring: range } },
		async ({ params: { clientId }, query }) => {
			const { clients, ownClientId, usage } = context.state;
			if (clientId !== ownClientId && !clients.some(({ id }) => id === clientId)) {
				throw new ApiError(404, 'Client not found');
			}
			return sum(
				usage.filter(({ client_id }) => client_id === clientId),
				query,
			);
		},
	);
}
