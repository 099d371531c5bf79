import { randomBytes, randomUUID } from 'node:crypto';

import type { FastifyInstance } from 'fastify';

import { object } from '../jsonSchema';
import { mayChange, mayRead } from './auth';
import { listQuery, pageOf, type PageQuery, proofQuery } from './pages';
import { Refusal } from './refusal';
import type { AccessKey } from './state';
import type { Context } from './talk';
import { stamp, writeMicros } from './time';
import {
	accessKeyView,
	changedCustomerView,
	createdAccessKeyView,
	customerView,
	inEdition,
} from './views';

const text = { type: 'string' };
const noQuery = object(proofQuery);
const daySeconds = 86_400;

const changeable = {
	name: text,
	detail: text,
	email: text,
	phone_number: text,
	address: text,
	webhook_method: { enum: ['', 'POST', 'GET', 'PUT', 'DELETE'] },
	webhook_uri: text,
};

type CustomerChange = Partial<Record<keyof typeof changeable, string>>;

/** `/customer`: what a change leaves out is emptied. */
export function addCustomerRoutes(app: FastifyInstance, context: Context): void {
	app.get('/customer', { schema: { querystring: noQuery } }, async (request) => {
		mayRead(request);
		return inEdition(context.state, customerView(context.state.customer));
	});

	app.put<{ Body: CustomerChange }>(
		'/customer',
		{ schema: { querystring: noQuery, body: object(changeable) } },
		async (request) => {
			mayChange(request);
			const { state, clock } = context;
			const emptied = Object.fromEntries(Object.keys(changeable).map((key) => [key, '']));
			Object.assign(state.customer, emptied, request.body, {
				tm_update: stamp(state, clock.now()),
			});
			const { webhook_uri: url, webhook_method: method } = state.customer;
			// A request without a method is a GET.
			context.webhookTarget = url === '' ? undefined : { url, method: method || 'GET' };
			return inEdition(state, changedCustomerView(state.customer));
		},
	);
}

/** `/accesskeys`. */
export function addAccessKeyRoutes(app: FastifyInstance, context: Context): void {
	const now = () => stamp(context.state, context.clock.now());
	const show = (value: unknown) => inEdition(context.state, value);
	const existing = () => context.state.accessKeys.filter(({ tm_delete }) => tm_delete === null);

	const keyOf = (id: string): AccessKey => {
		const key = existing().find((known) => known.id === id);
		if (!key) throw new Refusal(404, 'RESOURCE_NOT_FOUND', 'The resource was not found.');
		return key;
	};

	app.get<{ Querystring: PageQuery }>(
		'/accesskeys',
		{ schema: { querystring: listQuery() } },
		async (request) => {
			mayChange(request);
			const page = pageOf(existing(), request.query);
			return show({ ...page, result: page.result.map(accessKeyView) });
		},
	);

	app.post<{ Body: { name?: string; detail?: string; expire?: number } }>(
		'/accesskeys',
		{
			schema: {
				querystring: noQuery,
				body: object({ name: text, detail: text, expire: { type: 'integer' } }),
			},
		},
		async (request) => {
			mayChange(request);
			const { state, clock } = context;
			const { name = '', detail = '', expire = 0 } = request.body;
			if (expire < daySeconds) {
				throw new Refusal(400, 'INVALID_ARGUMENT', 'The expire must be at least 86400 seconds.');
			}
			const time = now();
			const key: AccessKey = {
				id: randomUUID(),
				customer_id: state.customer.id,
				name,
				detail,
				token: `vb_${randomBytes(16).toString('hex')}`,
				tm_expire: writeMicros((clock.now() + expire * 1000) * 1000),
				tm_create: time,
				tm_update: time,
				tm_delete: null,
			};
			state.accessKeys.push(key);
			return show(createdAccessKeyView(key));
		},
	);

	app.get<{ Params: { id: string } }>(
		'/accesskeys/:id',
		{ schema: { querystring: noQuery } },
		async (request) => {
			mayChange(request);
			return show(accessKeyView(keyOf(request.params.id)));
		},
	);

	app.put<{ Params: { id: string }; Body: { name?: string; detail?: string } }>(
		'/accesskeys/:id',
		{ schema: { querystring: noQuery, body: object({ name: text, detail: text }) } },
		async (request) => {
			mayChange(request);
			const key = keyOf(request.params.id);
			const { name = '', detail = '' } = request.body;
			return show(accessKeyView(Object.assign(key, { name, detail, tm_update: now() })));
		},
	);

	app.delete<{ Params: { id: string } }>(
		'/accesskeys/:id',
		{ schema: { querystring: noQuery } },
		async (request) => {
			mayChange(request);
			const key = keyOf(request.params.id);
			key.tm_delete = now();
			return show(accessKeyView(key));
		},
	);
}
