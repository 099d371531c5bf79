import { randomUUID } from 'node:crypto';

import fc from 'fast-check';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import {
	hashOf,
	ignoreRepeatsWithin,
	maxBodyBytes,
	receive,
	type Addition,
	type WebhookTrigger,
} from '../../../../nodes/shared/trigger/webhook';
import { propertyRuns } from '../../../support/propertyRuns';

interface Sent {
	body: string | Buffer;
	headers?: Record<string, string>;
	query?: Record<string, unknown>;
}

interface Outcome {
	/** The status and body that the node answered itself. */
	answered?: { status: number; message: string };
	/** What starts an execution. */
	items: IDataObject[];
	response: IWebhookResponseData;
}

const nodes = new WeakMap<IDataObject, string>();

/** Whoever has the same static data is the same node. */
function nodeOf(staticData: IDataObject): string {
	const known = nodes.get(staticData) ?? randomUUID();
	nodes.set(staticData, known);
	return known;
}

/** Delivers a request to a trigger, as n8n's webhook server does. */
async function deliver(
	source: WebhookTrigger,
	sent: Sent,
	staticData: IDataObject = {},
	{
		node = nodeOf(staticData),
		parameters = {},
		credential,
	}: { node?: string; parameters?: IDataObject; credential?: IDataObject } = {},
): Promise<Outcome> {
	let answered: Outcome['answered'];
	const context = {
		getHeaderData: () => ({ 'content-type': 'application/json', ...sent.headers }),
		getQueryData: () => sent.query ?? {},
		getRequestObject: () => ({ rawBody: Buffer.from(sent.body) }),
		getResponseObject: () => ({
			status: (status: number) => ({
				json: ({ message }: { message: string }) => (answered = { status, message }),
			}),
		}),
		getWorkflowStaticData: () => staticData,
		getWorkflow: () => ({ id: 'workflow' }),
		getNode: () => ({ id: node, ...(credential ? { credentials: { sampleApi: {} } } : {}) }),
		getCredentials: async () => credential,
		getMode: () => 'webhook',
		getTimezone: () => 'UTC',
		getNodeParameter: (name: string, fallback: unknown) =>
			({ events: ['*'], ...parameters })[name] ?? fallback,
		logger: { warn: () => undefined },
	} as unknown as IWebhookFunctions;
	const response = await receive(context, source);
	return {
		...(answered ? { answered } : {}),
		items: (response.workflowData ?? []).flat().map(({ json }) => json),
		response,
	};
}

const open: WebhookTrigger = {
	events: { talk: { name: 'Talk' } },
	any: 'Every event',
	defaultEvents: ['talk'],
	options: [ignoreRepeatsWithin()],
	isGenuine: () => true,
	readEvent: (payload) => (typeof payload.type === 'string' ? { name: payload.type } : undefined),
};
/** The user asked that equal bodies are taken once within a minute. */
const once = { parameters: { options: { ignoreRepeatsWithin: 60 } } };
const event = (more: IDataObject = {}) => JSON.stringify({ type: 'talk', ...more });

describe('receive', () => {
	it('An event becomes an unchanged item with an ID', async () => {
		const body = event({ n: 1 });
		const { items, answered } = await deliver(open, { body });
		expect(items).toEqual([
			{ type: 'talk', n: 1, eventId: hashOf(JSON.parse(body) as IDataObject) },
		]);
		expect(answered).toBeUndefined();
	});

	it("The service's own identity becomes the ID", async () => {
		const source = { ...open, readEvent: () => ({ name: 'talk', identity: 'evt-7' }) };
		expect((await deliver(source, { body: event() })).items[0]?.eventId).toBe('evt-7');
	});

	it('A repeated delivery has the same ID, another body another ID', async () => {
		const ids = await Promise.all(
			[event(), event(), event({ n: 1 })].map(
				async (body) => (await deliver(open, { body })).items[0]?.eventId,
			),
		);
		expect(ids[0]).toBe(ids[1]);
		expect(ids[0]).not.toBe(ids[2]);
	});

	it.each([
		['broken JSON', '{"type":', {}, 400],
		['nothing', '', {}, 400],
		['a list', '[{"type":"talk"}]', {}, 400],
		['a text', '"talk"', {}, 400],
		['null', 'null', {}, 400],
		['an object that is no event', '{"a":1}', {}, 400],
		['an event name of the wrong type', '{"type":7}', {}, 400],
		['a form', 'type=talk', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
		['plain text', 'talk', { 'content-type': 'text/plain' }, 400],
		['a file', '--x--', { 'content-type': 'multipart/form-data; boundary=json' }, 400],
		['too much', `{"type":"${'x'.repeat(maxBodyBytes)}"}`, {}, 413],
	])('The webhook answers %s itself and starts nothing', async (_what, body, headers, status) => {
		const { answered, items, response } = await deliver(open, { body, headers });
		expect(answered?.status).toBe(status);
		expect(answered?.message).not.toBe('');
		expect(items).toEqual([]);
		expect(response).toEqual({ noWebhookResponse: true });
	});

	it.each([
		'application/json; charset=utf-8',
		'application/cloudevents+json',
		'text/plain;charset=UTF-8',
		'application/octet-stream',
		'',
	])('The webhook takes JSON that is called %j', async (type) => {
		expect(
			(await deliver(open, { body: event(), headers: { 'content-type': type } })).items,
		).toHaveLength(1);
	});

	it('A sender that is not genuine gets 401 before its body is read', async () => {
		const isGenuine = jest.fn(() => false);
		const { answered, items } = await deliver(
			{ ...open, isGenuine },
			{ body: '{"type":', query: { a: '1' } },
		);
		expect(answered?.status).toBe(401);
		expect(items).toEqual([]);
		expect(isGenuine).toHaveBeenCalledWith(
			{
				rawBody: Buffer.from('{"type":'),
				headers: { 'content-type': 'application/json' },
				query: { a: '1' },
			},
			expect.objectContaining({ values: { events: ['*'] } }),
		);
	});

	it('An event that nobody chose gets 200 and starts nothing', async () => {
		const unwanted = [
			await deliver({ ...open, keep: () => false }, { body: event() }),
			await deliver(open, { body: event() }, {}, { parameters: { events: ['recording'] } }),
		];
		for (const { answered, response } of unwanted) {
			expect(answered).toBeUndefined();
			expect(response).toEqual({});
		}
	});

	it('Every delivery starts the workflow unless the user asked otherwise', async () => {
		const data = {};
		for (let i = 0; i < 3; i++)
			expect((await deliver(open, { body: event() }, data)).items).toHaveLength(1);
		expect(data).toEqual({});
	});

	it('Equal bodies start the workflow once when the user asked for it', async () => {
		const data = {};
		expect((await deliver(open, { body: event() }, data, once)).items).toHaveLength(1);
		expect((await deliver(open, { body: event() }, data, once)).response).toEqual({});
		expect((await deliver(open, { body: event({ n: 1 }) }, data, once)).items).toHaveLength(1);
	});

	it("The service's identity decides about repeats, and the content never does then", async () => {
		const data = {};
		const source: WebhookTrigger = {
			...open,
			readEvent: ({ type, id }) => ({ name: String(type), identity: String(id) }),
			repeatWindowMs: 60_000,
		};
		const taken = [];
		for (const id of [1, 2, 1]) {
			taken.push((await deliver(source, { body: event({ id }) }, data)).items.length);
		}
		expect(taken).toEqual([1, 1, 0]);
	});

	it('A repeat is known even when n8n has dropped what was remembered, and in no other trigger', async () => {
		const [node, other] = [randomUUID(), randomUUID()];
		const at = async (id: string) =>
			await deliver(open, { body: event() }, {}, { ...once, node: id });
		expect((await at(node)).items).toHaveLength(1);
		expect((await at(node)).response).toEqual({});
		expect((await at(other)).items).toHaveLength(1);
	});

	it('A failed addition gets 500, and the event is accepted when it comes again', async () => {
		const data = {};
		let works = false;
		const source: WebhookTrigger = {
			...open,
			add: async () => {
				if (!works) throw new Error('The transcript is not there yet');
				return { json: { transcript: 'x' } };
			},
		};
		const first = await deliver(source, { body: event() }, data, once);
		expect(first.answered).toEqual({
			status: 500,
			message: "Can't process the event right now",
		});
		expect(first.items).toEqual([]);
		works = true;
		expect((await deliver(source, { body: event() }, data, once)).items[0]).toMatchObject({
			transcript: 'x',
		});
	});

	it('An event waits for what has to be looked up first', async () => {
		const source = (genuine: boolean, wanted: boolean): WebhookTrigger => ({
			...open,
			isGenuine: async () => await Promise.resolve(genuine),
			keep: async () => await Promise.resolve(wanted),
		});
		expect((await deliver(source(true, true), { body: event() })).items).toHaveLength(1);
		expect((await deliver(source(false, true), { body: event() })).answered?.status).toBe(401);
		expect((await deliver(source(true, false), { body: event() })).response).toEqual({});
	});

	it('JSON behind a byte order mark is accepted and known as the same event', async () => {
		const [plain, marked] = [event({ n: 1 }), `\uFEFF${event({ n: 1 })} `];
		const ids = await Promise.all(
			[plain, marked].map(async (body) => (await deliver(open, { body })).items[0]?.eventId),
		);
		expect(ids[0]).toBeDefined();
		expect(ids[1]).toBe(ids[0]);
	});

	it.each([null, undefined, '', ' ', {}, 7])(
		'Nobody is let in when the secret of the credential is %j',
		async (webhookSecret) => {
			const secret = { credential: 'sampleApi', required: true };
			const { answered, items } = await deliver(
				{
					...open,
					secret,
					isGenuine: async (_, call) => (await call.secret()) === undefined,
				},
				{ body: event() },
				{},
				{ credential: { webhookSecret } as IDataObject },
			);
			expect(answered).toEqual({ status: 401, message: 'Invalid signature or secret' });
			expect(items).toEqual([]);
		},
	);

	it.each([
		['a body that cannot be read', { readEvent: () => undefined }, '{"a":'.repeat(10_000)],
		['a check of the sender that throws', { isGenuine: () => JSON.parse('{') as boolean }, event()],
		['a filter that throws', { keep: () => JSON.parse('{') as boolean }, event()],
		['an addition that throws', { add: () => JSON.parse('{') as Addition }, event()],
	])('The webhook throws nothing at n8n after %s', async (_what, broken, body) => {
		const { answered, response } = await deliver({ ...open, ...broken }, { body });
		expect(answered?.status).toBeGreaterThanOrEqual(400);
		expect(response).toEqual({ noWebhookResponse: true });
	});

	it("A sender that can't be verified gets 503, and strangers learn nothing more", async () => {
		const isGenuine = async () => await Promise.reject<boolean>(new Error('The password is wrong'));
		const { answered, items } = await deliver({ ...open, isGenuine }, { body: event() });
		expect(answered).toEqual({
			status: 503,
			message: "Can't verify the sender right now",
		});
		expect(items).toEqual([]);
	});

	it("An event gets 500 when it can't be known whether it is wanted, and is forgotten", async () => {
		const data = {};
		const keep = async () => await Promise.reject<boolean>(new Error('Nobody is there'));
		const { answered } = await deliver({ ...open, keep }, { body: event() }, data, once);
		expect(answered).toEqual({
			status: 500,
			message: "Can't process the event right now",
		});
		expect((await deliver(open, { body: event() }, data, once)).items).toHaveLength(1);
	});

	it('Any bytes get an answer: an item for an event, a 400 for the rest', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(
					fc.json(),
					fc.string(),
					fc.uint8Array().map((bytes) => Buffer.from(bytes)),
					fc.record({ type: fc.anything() }).map((value) => JSON.stringify(value) ?? ''),
				),
				async (body) => {
					const { answered, items } = await deliver(open, { body });
					if (items.length > 0) {
						expect(typeof (items[0] as { type: unknown }).type).toBe('string');
						expect(answered).toBeUndefined();
					} else expect(answered?.status).toBe(400);
				},
			),
			{ numRuns: propertyRuns(500) },
		);
	});
});
