import type { FastifyInstance } from 'fastify';

import { object } from '../jsonSchema';
import { agentOf } from './auth';
import { listQuery, pageOf, type PageQuery, proofQuery } from './pages';
import { emit, type Context, isUuid } from './talk';
import { stamp } from './time';
import { forbidden, invalidId } from './refusal';
import { agentView, inEdition } from './views';

const statusBody = object(
	{ status: { enum: ['available', 'away', 'busy', 'offline', 'ringing'] } },
	['status'],
);

/** `/service_agents/me` and `/service_agents/agents`. */
export function addAgentRoutes(app: FastifyInstance, context: Context): void {
	app.get('/service_agents/me', { schema: { querystring: object(proofQuery) } }, async (request) =>
		inEdition(context.state, agentView(agentOf(request))),
	);

	app.put<{ Body: { status: string } }>(
		'/service_agents/me/status',
		{ schema: { querystring: object(proofQuery), body: statusBody } },
		async (request) => {
			const { state, clock } = context;
			const self = agentOf(request);
			Object.assign(self, { status: request.body.status, tm_update: stamp(state, clock.now()) });
			emit(context, 'agent_status_updated', agentView(self));
			return inEdition(state, agentView(self));
		},
	);

	app.get<{ Params: { id: string } }>(
		'/service_agents/agents/:id',
		{ schema: { querystring: object(proofQuery) } },
		async (request) => {
			agentOf(request);
			if (!isUuid(request.params.id)) throw invalidId();
			const found = context.state.agents.find(
				({ id, tm_delete }) => id === request.params.id && tm_delete === null,
			);
			if (!found) throw forbidden();
			return inEdition(context.state, agentView(found));
		},
	);

	app.get<{ Querystring: PageQuery }>(
		'/service_agents/agents',
		{ schema: { querystring: listQuery() } },
		async (request) => {
			agentOf(request);
			const active = context.state.agents.filter(({ tm_delete }) => tm_delete === null);
			const page = pageOf(active, request.query);
			return inEdition(context.state, { ...page, result: page.result.map(agentView) });
		},
	);
}
