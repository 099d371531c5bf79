import type { FastifyInstance } from 'fastify';

import { object } from '../jsonSchema';
import { agentOf } from './auth';
import { listQuery, pageOf, type PageQuery, proofQuery } from './pages';
import type { Context } from './talk';
import { agentView, inEdition } from './views';

/** `/service_agents/me` and `/service_agents/agents`. */
export function addAgentRoutes(app: FastifyInstance, context: Context): void {
	app.get('/service_agents/me', { schema: { querystring: object(proofQuery) } }, async (request) =>
		inEdition(context.state, agentView(agentOf(request))),
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
