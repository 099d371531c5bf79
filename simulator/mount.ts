import type { FastifyInstance } from 'fastify';

import { addBodyParsers } from './bodyParsers';
import { addFaultHooks } from './faultHooks';
import { addRecordHooks } from './recordHooks';
import type { VendorRuntime } from './vendorRuntime';

/** Puts a vendor under its name, between the request and its routes: body parser, faults, record. */
export async function mountVendor(server: FastifyInstance, runtime: VendorRuntime): Promise<void> {
	const { vendor } = runtime;
	await server.register(
		async (app) => {
			addBodyParsers(app);
			addFaultHooks(app, runtime);
			addRecordHooks(app, runtime);
			app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
				const status = error.statusCode ?? 500;
				return reply.code(status).send(vendor.errorBody(status, error.message));
			});
			app.setNotFoundHandler((_request, reply) =>
				reply.code(404).send(vendor.errorBody(404, 'Not found')),
			);
			await app.register(async (routes) => vendor.routes(routes, runtime));
		},
		{ prefix: `/${vendor.name}` },
	);
}
