import type { FastifyInstance } from 'fastify';

import type { RequestRecord } from './requestLog';
import type { VendorRuntime } from './vendorRuntime';

declare module 'fastify' {
	interface FastifyRequest {
		/** The record of this request, on every route of a vendor. */
		record: RequestRecord;
	}
}

/**
 * Keeps a record of every request a vendor receives, whatever becomes of it. To be added after the
 * fault hooks, so that the status is the one that is really sent.
 */
export function addRecordHooks(app: FastifyInstance, runtime: VendorRuntime): void {
	app.decorateRequest('record');

	app.addHook('onRequest', async (request) => {
		const [path = ''] = request.url.slice(app.prefix.length).split('?');
		const { method, query, headers } = request;
		request.record = runtime.log.add({ at: runtime.clock.now(), method, path, query, headers });
	});

	app.addHook('preValidation', async (request) => {
		runtime.log.addBody(request.record, request.body, request.rawBody);
	});

	app.addHook('onSend', async (request, reply) => {
		if (request.record.fault !== 'drop') request.record.status = reply.statusCode;
	});
}
