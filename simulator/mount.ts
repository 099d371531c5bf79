import type { FastifyError, FastifyInstance } from 'fastify';

import { addBodyParsers } from './bodyParsers';
import { addFaultHooks } from './faultHooks';
import { addRecordHooks } from './recordHooks';
import { addLateValidation, explain } from './validation';
import type { VendorRuntime } from './vendorRuntime';

/** Puts a vendor under its name, and between a request and its routes: body parser, faults, record, validation. */
export async function mountVendor(server: FastifyInstance, runtime: VendorRuntime): Promise<void> {
	const { vendor } = runtime;
	await server.register(
		async (app) => {
			addBodyParsers(app);
			addFaultHooks(app, runtime);
			addRecordHooks(app, runtime);
			addLateValidation(app);
			app.setErrorHandler((error: FastifyError, _request, reply) => {
				const status = error.statusCode ?? 500;
				return reply.code(status).send(vendor.errorBody(status, explain(error)));
			});
			app.setNotFoundHandler((_request, reply) =>
				reply.code(404).send(vendor.errorBody(404, 'Not found')),
			);
			await app.register(async (routes) => vendor.routes(routes, runtime));
		},
		{ prefix: `/${vendor.name}` },
	);
}
