import type { FastifyInstance } from 'fastify';

import { type Faults, faultsSchema } from './faults';
import type { Recording } from './requestLog';
import type { VendorRuntime } from './vendorRuntime';
import type { WebhookTarget } from './webhook';

const recordingSchema = {
	type: 'object',
	additionalProperties: false,
	properties: { headers: { type: 'boolean' }, bodies: { type: 'boolean' } },
};

const webhookSchema = {
	type: 'object',
	additionalProperties: false,
	required: ['url'],
	properties: {
		url: { type: 'string' },
		method: { type: 'string' },
		headers: { type: 'object', additionalProperties: { type: 'string' } },
	},
};

/** The control API of one vendor, below `/control/<vendor>`. */
function vendorControl(app: FastifyInstance, runtime: VendorRuntime): void {
	app.post('/reset', async (_request, reply) => {
		runtime.reset();
		return reply.code(204).send();
	});

	app.put<{ Body: Faults }>(
		'/faults',
		{ schema: { body: faultsSchema } },
		async (request, reply) => {
			runtime.setFaults(request.body);
			return reply.code(204).send();
		},
	);

	app.get('/requests', async () => runtime.log.list());

	app.delete('/requests', async (_request, reply) => {
		runtime.log.clear();
		return reply.code(204).send();
	});

	app.put<{ Body: Partial<Recording> }>(
		'/recording',
		{ schema: { body: recordingSchema } },
		async (request, reply) => {
			runtime.log.record(request.body);
			return reply.code(204).send();
		},
	);

	app.get('/state', async () => runtime.state);

	app.put<{ Body: object }>('/state', async (request, reply) => {
		const unknown = Object.keys(request.body).filter((key) => !(key in runtime.state));
		if (unknown.length > 0) {
			const known = Object.keys(runtime.state).join(', ');
			const error = `Unknown key in the state: ${unknown.join(', ')}. Known: ${known}`;
			return reply.code(400).send({ error });
		}
		runtime.state = { ...runtime.state, ...request.body };
		return reply.code(204).send();
	});

	app.put<{ Body: WebhookTarget }>(
		'/webhook',
		{ schema: { body: webhookSchema } },
		async (request, reply) => {
			runtime.webhookTarget = request.body;
			return reply.code(204).send();
		},
	);

	app.get('/events', async () => runtime.vendor.sampleEvents);

	app.post('/events', async (request, reply) => {
		if (!runtime.webhookTarget) {
			const error = `No webhook is set: PUT /control/${runtime.vendor.name}/webhook first`;
			return reply.code(409).send({ error });
		}
		return { deliveries: await runtime.emit(request.body) };
	});
}

/** The control API: never faulty itself, and known to no vendor. */
export async function controlApi(
	app: FastifyInstance,
	runtimes: readonly VendorRuntime[],
): Promise<void> {
	app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) =>
		reply.code(error.statusCode ?? 500).send({ error: error.message }),
	);
	app.post('/reset', async (_request, reply) => {
		for (const runtime of runtimes) runtime.reset();
		return reply.code(204).send();
	});
	for (const runtime of runtimes) {
		await app.register(async (vendorApp) => vendorControl(vendorApp, runtime), {
			prefix: `/${runtime.vendor.name}`,
		});
	}
}
