import type { FastifyInstance } from 'fastify';

import { object } from '../jsonSchema';
import type { VendorContext } from '../vendor';
import { flag, requiredText, text } from './parameters';
import { type Group, newGroup, type SmalltalkState } from './state';
import { createdGroup } from './views';

/** The table does not list `id`, but the sample request sends one and gets it back. */
const newGroupSchema = object(
	{
		id: requiredText,
		name: requiredText,
		description: text,
		rank: { type: 'number' },
		visible: flag,
	},
	['name'],
);

/** `/api/v1/partners/groups`. */
export function addGroupRoutes(app: FastifyInstance, context: VendorContext<SmalltalkState>): void {
	app.post<{ Body: Pick<Group, 'name'> & Partial<Group> }>(
		'/api/v1/partners/groups',
		{ schema: { body: newGroupSchema } },
		async ({ body }) => {
			const { state } = context;
			const group = newGroup(body, state);
			state.groups.push(group);
			return createdGroup(group, state.groupEnvelope);
		},
	);

	app.get('/api/v1/partners/groups', async () => ({ groups: context.state.groups, error: null }));
}
