import type { FastifyError, FastifyInstance } from 'fastify';

import { ApiError } from './apiError';
import { type Faults, faultsSchema } from './faults';
import { object } from './jsonSchema';
import type { RequestDetail } from './requestLog';
import { explain } from './validation';
import type { WebhookPolicy } from './webhook';
import type { VendorRuntime } from './vendorRuntime';
import type { RawEvent, WebhookTarget } from './webhook';

const detailSchema = object({ headers: { type: 'boolean' }, bodies: { type: 'boolean' } });

const targetSchema = object(
	{
		url: { type: 'string', format: 'uri' },
		method: { type: 'string' },
		headers: { type: 'object', additionalProperties: { type: 'string' } },
	},
	['url'],
);

const rawEventSchema = object({ raw: { type: 'string' }, contentType: { type: 'string' } }, [
	'raw',
]);

/** What every vendor has, below `/control/<vendor>`. */
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

	app.put<{ Body: Partial<RequestDetail> }>(
		'/requests/detail',
		{ schema: { body: detailSchema } },
		async (request, reply) => {
			runtime.log.setDetail(request.body);
			return reply.code(204).send();
		},
	);

	app.get('/state', async () => runtime.state);

	app.put<{ Body: Record<string, unknown> }>(
		'/state',
		{ schema: { body: object(runtime.vendor.stateSchema) } },
		async (request, reply) => {
			runtime.state = { ...runtime.state, ...request.body };
			return reply.code(204).send();
		},
	);
}

/** What a vendor with webhooks has besides. */
function webhookControl(
	app: FastifyInstance,
	runtime: VendorRuntime,
	{ samples }: WebhookPolicy<object>,
): void {
	const checkTarget = async () => {
		if (runtime.webhookTarget) return;
		throw new ApiError(
			409,
			`No webhook is set: PUT its url to /control/${runtime.vendor.name}/webhook first`,
		);
	};

	app.put<{ Body: WebhookTarget }>(
		'/webhook',
		{ schema: { body: targetSchema } },
		async (request, reply) => {
			runtime.webhookTarget = request.body;
			return reply.code(204).send();
		},
	);

	app.post(
		'/events',
		{ schema: { body: { type: 'object' } }, preHandler: checkTarget },
		async (request) => ({ deliveries: await runtime.emit(request.body) }),
	);

	app.post<{ Body: RawEvent }>(
		'/events/raw',
		{ schema: { body: rawEventSchema }, preHandler: checkTarget },
		async (request) => ({ deliveries: await runtime.emitRaw(request.body) }),
	);

	app.get('/samples', async () => samples());

	app.post<{ Params: { name: string } }>(
		'/samples/:name',
		{ preHandler: checkTarget },
		async ({ params: { name } }) => {
			const known = samples();
			if (!Object.hasOwn(known, name)) {
				const names = Object.keys(known).join(', ');
				throw new ApiError(404, `No sample event is called ${name}: choose one of ${names}`);
			}
			return { deliveries: await runtime.emit(known[name]) };
		},
	);
}

/** The control API: never faulty itself, and known to no vendor. */
export async function controlApi(
	app: FastifyInstance,
	runtimes: readonly VendorRuntime[],
): Promise<void> {
	app.setErrorHandler((error: FastifyError, _request, reply) =>
		reply.code(error.statusCode ?? 500).send({ error: explain(error) }),
	);
	app.setNotFoundHandler(({ method, url }, reply) =>
		reply.code(404).send({ error: `The control API has no ${method} ${url}` }),
	);
	app.post('/reset', async (_request, reply) => {
		for (const runtime of runtimes) runtime.reset();
		return reply.code(204).send();
	});
	for (const runtime of runtimes) {
		const { name, webhook } = runtime.vendor;
		await app.register(
			async (vendorApp) => {
				vendorControl(vendorApp, runtime);
				if (webhook) webhookControl(vendorApp, runtime, webhook);
			},
			{ prefix: `/${name}` },
		);
	}
}
