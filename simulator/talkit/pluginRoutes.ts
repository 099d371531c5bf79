import { randomBytes } from 'node:crypto';

import type { FastifyInstance } from 'fastify';

import { ApiError } from '../apiError';
import { object } from '../jsonSchema';
import type { VendorContext } from '../vendor';
import { idParams, type PageQuery, pageOf, pageQuery } from './pages';
import { type Paths, pathEnds, type Plugin, type SecretKey, type TalkitState } from './state';

interface OfPlugin {
	Params: { id: string };
	Querystring: PageQuery;
	Body: { description?: string } | undefined;
}

/** A key can be created without a body; the document shows none. */
const newKeySchema = {
	anyOf: [object({ description: { type: 'string' } }), { type: 'null' }],
};

/** `/plugins`, and what is below one plugin. */
export function addPluginRoutes(app: FastifyInstance, context: VendorContext<TalkitState>): void {
	const findPlugin = (id: string): Plugin => {
		const plugin = context.state.plugins.find((candidate) => candidate.id === Number(id));
		if (!plugin) throw new ApiError(404, 'Plugin not found');
		return plugin;
	};

	/** Every path that a kind of record might have, and a guard that leaves one of them. */
	const pathsOf = <Kind extends keyof Paths>(kind: Kind) =>
		pathEnds[kind].map((end) => ({
			url: `/plugins/:id/${end}`,
			preHandler: async () => {
				if (context.state.paths[kind] !== end) throw new ApiError(404, 'Not found');
			},
		}));

	app.get<{ Querystring: PageQuery }>(
		'/plugins',
		{ schema: { querystring: pageQuery } },
		async ({ query }) => pageOf(context.state.plugins, query),
	);

	app.get<{ Params: { id: string } }>(
		'/plugins/:id',
		{ schema: { params: idParams } },
		async ({ params }) => findPlugin(params.id),
	);

	for (const kind of ['installations', 'webhooks'] as const) {
		for (const { url, preHandler } of pathsOf(kind)) {
			app.get<OfPlugin>(
				url,
				{ schema: { params: idParams, querystring: pageQuery }, preHandler },
				async ({ params, query }) => {
					const { id } = findPlugin(params.id);
					const records: readonly { id: number; plugin_id: number }[] = context.state[kind];
					return pageOf(
						records.filter(({ plugin_id }) => plugin_id === id),
						query,
					);
				},
			);
		}
	}

	for (const { url, preHandler } of pathsOf('secretKeys')) {
		app.post<OfPlugin>(
			url,
			{ schema: { params: idParams, body: newKeySchema }, preHandler },
			async ({ params, body }) => {
				const plugin = findPlugin(params.id);
				const { state, clock } = context;
				const time = new Date(clock.now()).toISOString();
				const key: SecretKey = {
					id: Math.max(0, ...state.secretKeys.map(({ id }) => id)) + 1,
					description: body?.description ?? '',
					value: randomBytes(24).toString('base64url'),
					plugin_id: plugin.id,
					created_on: time,
					updated_on: time,
				};
				state.secretKeys.push(key);
				return key;
			},
		);
	}
}
