import { randomUUID } from 'node:crypto';

import type { FastifyInstance } from 'fastify';

import { object } from '../jsonSchema';
import type { VendorContext } from '../vendor';
import type { StenomaticState } from './state';

/** `/v1/clients`. */
export function addClientRoutes(
	app: FastifyInstance,
	context: VendorContext<StenomaticState>,
): void {
	app.post<{ Body: { name: string } }>(
		'/v1/clients',
		{ schema: { body: object({ name: { type: 'string', pattern: '\\S' } }, ['name']) } },
		async ({ body: { name } }) => {
			const { clients, customerId } = context.state;
			const client = { id: randomUUID(), name, parent_customer_id: customerId };
			clients.push(client);
			return client;
		},
	);

	app.get('/v1/clients', async () => context.state.clients);
}
