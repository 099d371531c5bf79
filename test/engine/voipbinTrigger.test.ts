import { createHmac } from 'node:crypto';

import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';

import { VoipbinTrigger } from '../../nodes/Voipbin/VoipbinTrigger.node';
import { sampleEventsAt } from '../../simulator/voipbin/sampleEvents';
import { agentIds, chatIds } from '../../simulator/voipbin/seed';
import type { VoipbinState } from '../../simulator/voipbin/state';
import { listen, type Listening } from './support/listen';
import { simulated } from './support/simulated';
import { accessKeyLogin, adminLogin, graceLogin, voipbinCredential } from './support/voipbin';

const sampleEvents = sampleEventsAt(Date.now());

const voipbin = simulated('voipbin');
const secret = 'voipbin-demo-webhook-secret';
const message = sampleEvents.chatmessage_created;

let listening: Listening | undefined;
afterEach(async () => {
	await listening?.close();
	listening = undefined;
});

interface Published {
	events?: string[];
	options?: INodeParameters;
	/** Off unless given; `null` as in a workflow that does not have the field yet. */
	ignoreOwn?: boolean | null;
	login?: ICredentialDataDecryptedObject;
}

/** Publishes the trigger and has the simulated VoIPBin call it; what n8n knew of it is lost. */
async function publish({
	events = ['chatmessage_created'],
	options = {},
	ignoreOwn = false,
	login = adminLogin,
}: Published = {}): Promise<Listening> {
	listening = await listen({
		nodeType: new VoipbinTrigger(),
		parameters: { events, ...(ignoreOwn === null ? {} : { ignoreOwn }), options },
		credentials: { voipbinApi: voipbinCredential(voipbin.url, login) },
	});
	await voipbin.control.setWebhook({ url: listening.url });
	return listening;
}

const sign = (body: string, key = secret) =>
	`sha256=${createHmac('sha256', key).update(body).digest('hex')}`;

/** Sends a body with a signature that need not fit it. */
async function send(body: string, signature?: string) {
	const { url } = listening as Listening;
	const response = await fetch(url, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			...(signature === undefined ? {} : { 'x-voipbin-signature': signature }),
		},
		body,
	});
	return response.status;
}

const withoutSecret = async () => {
	const { customer } = await voipbin.control.state<VoipbinState>();
	await voipbin.control.setState<VoipbinState>({ customer: { ...customer, webhook_secret: '' } });
};

const eventsOf = ({ executions }: Listening) =>
	executions.flat().map(({ json }) => (json as { type: string }).type);

describe('VoIPBin Trigger', () => {
	it('A signed event becomes an unchanged item with an ID of its own', async () => {
		const { executions } = await publish();
		const [delivery, ...others] = await voipbin.control.sendEvent(message);
		expect(delivery?.status).toBe(200);
		expect(others).toEqual([]);
		const { id, tm_update } = message.data as IDataObject;
		expect(executions).toEqual([
			[{ json: { ...message, eventId: `chatmessage_created:${String(id)}:${String(tm_update)}` } }],
		]);
	});

	it('An action of another agent on VoIPBin starts the workflow', async () => {
		const trigger = await publish({
			events: ['chat_created', 'chatparticipant_added', 'chatmessage_created'],
		});
		const token = await loginOf('grace@northwind.example');
		const call = async (path: string, body: object) =>
			(await (
				await fetch(`${voipbin.url}/v1.0/service_agents/${path}`, {
					method: 'POST',
					headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
					body: JSON.stringify(body),
				})
			).json()) as IDataObject;
		const { id } = await call('talk_chats', { type: 'talk', name: 'Coffee' });
		await call('talk_messages', { chat_id: id, type: 'normal', text: 'Anyone?' });
		await arrived(trigger, 3);
		expect(eventsOf(trigger).sort()).toEqual([
			'chat_created',
			'chatmessage_created',
			'chatparticipant_added',
		]);
	});

	it.each(['call_ringing', 'campaign_status_run', 'brand_new'])(
		'The trigger accepts %s where a workflow has it chosen, though the list does not offer it',
		async (type) => {
			const trigger = await publish({ events: [type] });
			await voipbin.control.sendEvent({ ...message, type });
			await voipbin.control.sendEvent(message);
			expect(eventsOf(trigger)).toEqual([type]);
		},
	);

	it.each(Object.keys(sampleEvents))(
		'The trigger accepts %s where it is chosen, and nothing else',
		async (type) => {
			const trigger = await publish({ events: [type] });
			for (const name of Object.keys(sampleEvents)) {
				const [delivery] = await voipbin.control.sendSample(name);
				expect(delivery?.status).toBe(200);
			}
			expect(eventsOf(trigger)).toEqual([type]);
		},
	);

	it('The trigger accepts any event and unknown event types', async () => {
		const any = await publish({ events: ['*'] });
		await voipbin.control.sendEvent({ type: 'brand_new', data: { id: '1' } });
		expect(eventsOf(any)).toEqual(['brand_new']);
		await any.close();

		const other = await publish({ options: { otherEvents: 'number_renewed, brand_new' } });
		await voipbin.control.sendEvent({ type: 'brand_new', data: { id: '1' } });
		await voipbin.control.sendEvent({ type: 'brand_newer', data: { id: '1' } });
		expect(eventsOf(other)).toEqual(['brand_new']);
	});

	it('A delivery that is no event is answered so that VoIPBin does not send it again', async () => {
		const { executions } = await publish({ events: ['*'] });
		for (const body of ['{"hello":"world"}', '[]', '{', '{"type":7}']) {
			expect(await send(body, sign(body))).toBe(400);
		}
		expect(executions).toEqual([]);
	});
});

describe('signatures', () => {
	const body = JSON.stringify(message);

	it.each([
		['signed', () => sign(body), 200, 1],
		['signed without the prefix', () => sign(body).replace('sha256=', ''), 200, 1],
		['signed with another secret', () => sign(body, 'another'), 401, 0],
		['signed for another body', () => sign(`${body} `), 401, 0],
		['signed with nothing', () => '', 401, 0],
		['not signed', () => undefined, 401, 0],
	])(
		'The signature of an event that is %s is judged right',
		async (_what, signature, status, executions) => {
			const trigger = await publish();
			expect(await send(body, signature())).toBe(status);
			expect(trigger.executions).toHaveLength(executions);
		},
	);

	it('A signature is checked over the bytes as they came', async () => {
		const trigger = await publish();
		const spaced = JSON.stringify(message, null, 3);
		expect(await send(spaced, sign(spaced))).toBe(200);
		expect(await send(spaced, sign(body))).toBe(401);
		expect(trigger.executions).toHaveLength(1);
	});

	it('A signature may be missing, but not wrong, when it is not required', async () => {
		await publish({ options: { requireSignature: false } });
		expect(await send(body)).toBe(200);
		expect(await send(body, sign(body, 'another'))).toBe(401);
	});

	it('Nobody is believed while the account has no secret, and strangers cause one request a minute', async () => {
		await withoutSecret();
		const { executions } = await publish();
		const passed = jest.spyOn(performance, 'now').getMockImplementation() ?? (() => 0);
		for (const minutes of [0, 0, 0, 1.9, 2.1, 2.9]) {
			jest.spyOn(performance, 'now').mockImplementation(() => passed() + minutes * 60_000);
			for (const signature of [undefined, sign(body), sign(body, ''), sign(body, 'undefined')]) {
				expect([401, 503]).toContain(await send(body, signature));
			}
		}
		expect(executions).toEqual([]);
		// Two in the first two minutes, since a login is a request too, and one in the third.
		expect(await requestedPaths()).toEqual(['/auth/login', '/v1.0/customer', '/v1.0/customer']);
	});

	it.each([401, 403, 429, 500, 503])(
		'Strangers cause one request when the account answers %d',
		async (status) => {
			await publish({ login: accessKeyLogin });
			await voipbin.control.setFaults({ errors: [{ status, path: '/v1.0/customer' }] });
			const statuses = await Promise.all(
				Array.from({ length: 300 }, async () => await send(body, sign(body, 'guess'))),
			);
			expect(new Set(statuses)).toEqual(new Set([503]));
			expect(await voipbin.control.requests()).toHaveLength(1);
		},
	);

	it.each([401, 403, 429, 500, 503])(
		'Strangers cause one request when an agent has a session and the account answers %d',
		async (status) => {
			const sessionToken = await loginOf(String(adminLogin.username));
			await publish({ login: { ...adminLogin, sessionToken } });
			await voipbin.control.setFaults({ errors: [{ status, path: '/v1.0/customer' }] });
			const statuses = await Promise.all(
				Array.from({ length: 300 }, async () => await send(body, sign(body, 'guess'))),
			);
			expect(new Set(statuses)).toEqual(new Set([503]));
			expect(await requestedPaths()).toEqual(['/auth/login', '/v1.0/customer']);
		},
	);

	it('A session that has expired is renewed before the secret is read', async () => {
		const sessionToken = await expiredSession();
		const trigger = await publish({ login: { ...adminLogin, sessionToken } });
		expect(await send(body, sign(body))).toBe(200);
		expect(trigger.executions).toHaveLength(1);
		expect(await requestedPaths()).toEqual(['/auth/login', '/auth/login', '/v1.0/customer']);
	});

	it('A session that VoIPBin no longer accepts is renewed a minute later', async () => {
		const trigger = await publish({ login: { ...adminLogin, sessionToken: 'revoked' } });
		expect(await send(body, sign(body))).toBe(503);
		expect(await send(body, sign(body))).toBe(503);
		expect(await requestedPaths()).toEqual(['/v1.0/customer']);
		const passed = jest.spyOn(performance, 'now').getMockImplementation() ?? (() => 0);
		jest.spyOn(performance, 'now').mockImplementation(() => passed() + 61_000);
		expect(await send(body, sign(body))).toBe(200);
		expect(trigger.executions).toHaveLength(1);
		expect(await requestedPaths()).toEqual(['/v1.0/customer', '/auth/login', '/v1.0/customer']);
	});

	it('A new secret of the account is found out by the next event, without publishing again', async () => {
		const { executions } = await publish();
		await voipbin.control.sendEvent(message);
		const { customer } = await voipbin.control.state<VoipbinState>();
		await voipbin.control.setState<VoipbinState>({
			customer: { ...customer, webhook_secret: 'new' },
		});
		const passed = jest.spyOn(performance, 'now').getMockImplementation() ?? (() => 0);
		jest.spyOn(performance, 'now').mockImplementation(() => passed() + 121_000);
		await voipbin.control.sendEvent(sampleEvents.chatmessage_deleted);
		await voipbin.control.sendEvent({ ...message, data: { ...message.data, id: 'another' } });
		expect(executions).toHaveLength(2);
	});

	it('A signature is checked with a pasted secret, without asking VoIPBin', async () => {
		await publish({ login: { ...adminLogin, webhookSecret: 'pasted' } });
		expect(await send(body, sign(body, 'pasted'))).toBe(200);
		expect(await send(body, sign(body))).toBe(401);
		expect(await voipbin.control.requests()).toEqual([]);
	});

	it("A signature that can't be checked is answered so that VoIPBin tries again", async () => {
		const { executions } = await publish({ login: graceLogin });
		expect(await send(body, sign(body))).toBe(503);
		expect(executions).toEqual([]);
	});

	it('The secret is read only once', async () => {
		await publish();
		await voipbin.control.sendSample('chatmessage_created');
		await voipbin.control.sendSample('chatmessage_deleted');
		const paths = await requestedPaths();
		expect(paths).toEqual(['/auth/login', '/v1.0/customer']);
	});
});

describe('an event that comes again', () => {
	it('A repeated event starts the workflow once', async () => {
		const { executions } = await publish();
		await voipbin.control.sendEvent(message);
		await voipbin.control.sendEvent(message);
		expect(executions).toHaveLength(1);
	});

	it('An event is a new one when its record has changed since', async () => {
		const { executions } = await publish({ events: ['chatmessage_reaction_updated'] });
		const event = sampleEvents.chatmessage_reaction_updated;
		await voipbin.control.sendEvent(event);
		await voipbin.control.sendEvent({
			...event,
			data: { ...event.data, tm_update: new Date().toISOString() },
		});
		expect(executions).toHaveLength(2);
	});

	it('Equal content without an identity is a repeat while VoIPBin may still retry', async () => {
		const { executions } = await publish({ events: ['*'] });
		const event = { type: 'agent_status_updated', data: { status: 'busy' } };
		await voipbin.control.sendEvent(event);
		await voipbin.control.sendEvent(event);
		expect(executions).toHaveLength(1);
		const now = Date.now();
		jest.spyOn(Date, 'now').mockReturnValue(now + 101_000);
		await voipbin.control.sendEvent(event);
		expect(executions).toHaveLength(2);
	});

	it.each(['2026-01-17T10:35:00Z', '2026-01-17 10:35:00.123456'])(
		'An event that is signed but was changed at %s is a replay',
		async (tm_update) => {
			const { executions } = await publish();
			const old = JSON.stringify({
				...message,
				data: { ...message.data, tm_create: tm_update, tm_update },
			});
			expect(await send(old, sign(old))).toBe(200);
			expect(executions).toEqual([]);
		},
	);

	it('A participant who is removed long after joining is no replay', async () => {
		const { executions } = await publish({ events: ['chatparticipant_removed'] });
		const { chatparticipant_removed: event } = sampleEvents;
		await voipbin.control.sendEvent({
			...event,
			data: { ...event.data, tm_joined: '2025-01-01T00:00:00Z' },
		});
		expect(executions).toHaveLength(1);
	});

	it('An identity of megabytes is neither shown nor stored', async () => {
		const { executions } = await publish();
		const event = { ...message, data: { ...message.data, id: 'x'.repeat(1_000_000) } };
		await voipbin.control.sendEvent(event);
		expect(String(executions[0]?.[0]?.json.eventId)).toMatch(/^[0-9a-f]{32}$/);
	});
});

describe('Only This Chat', () => {
	const chatId = { __rl: true, mode: 'id', value: chatIds.project };

	it('Only This Chat accepts every kind of event of the chat, and of no other', async () => {
		const trigger = await publish({ events: ['*'], options: { chatId } });
		for (const [name, event] of Object.entries(sampleEvents)) {
			await voipbin.control.sendSample(name);
			const other = name.startsWith('chat_') ? { id: chatIds.direct } : { chat_id: chatIds.direct };
			await voipbin.control.sendEvent({ ...event, data: { ...event.data, ...other } });
		}
		await voipbin.control.sendEvent({
			type: 'call_created',
			data: { id: chatIds.project, tm_update: 'now' },
		});
		expect(eventsOf(trigger).sort()).toEqual(Object.keys(sampleEvents).sort());
	});
});

describe('Ignore Own Events', () => {
	const ignoreOwn = { ignoreOwn: true };
	const by = (event: { type: string; data: object }, owner: string, change: object = {}) => ({
		...event,
		data: { ...event.data, owner_id: owner, ...change },
	});

	it("Ignore Own Events leaves out what the credential's agent has written", async () => {
		const trigger = await publish({ ...ignoreOwn });
		await voipbin.control.sendEvent(by(message, agentIds.admin));
		await voipbin.control.sendEvent(by(message, agentIds.linus, { id: 'another-message' }));
		expect(trigger.executions).toHaveLength(1);
	});

	it('Ignore Own Events looks at who reacted, not at who wrote', async () => {
		const trigger = await publish({
			events: ['chatmessage_reaction_updated'],
			...ignoreOwn,
		});
		const reaction = (owner_id: string, time: string) => ({
			emoji: '👍',
			owner_type: 'agent',
			owner_id,
			tm_create: `2026-01-17T${time}Z`,
		});
		const event = (id: string, ...reactions: object[]) =>
			by(sampleEvents.chatmessage_reaction_updated, agentIds.admin, {
				id,
				metadata: { reactions },
			});
		const { admin, grace } = agentIds;
		await voipbin.control.sendEvent(event('1', reaction(grace, '11:00:00')));
		await voipbin.control.sendEvent(
			event('2', reaction(grace, '11:00:00'), reaction(admin, '11:01:00')),
		);
		await voipbin.control.sendEvent(
			event('3', reaction(admin, '11:01:00'), reaction(grace, '11:02:00')),
		);
		expect(trigger.executions.flat().map(({ json }) => (json.data as IDataObject).id)).toEqual([
			'1',
			'3',
		]);
	});

	it('An event without an author is accepted without asking who the agent is', async () => {
		const trigger = await publish({ events: ['chat_updated'], ...ignoreOwn });
		await voipbin.control.sendSample('chat_updated');
		expect(trigger.executions).toHaveLength(1);
		const paths = await requestedPaths();
		expect(paths).not.toContain('/v1.0/service_agents/me');
	});

	it('An event is answered so that VoIPBin tries again when the agent is unknown', async () => {
		const trigger = await publish(ignoreOwn);
		await voipbin.control.setFaults({ errors: [{ status: 403, path: '/v1.0/service_agents/me' }] });
		const deliveries = await voipbin.control.sendEvent(message);
		expect(deliveries.map(({ status }) => status)).toEqual([500, 500, 500]);
		expect(trigger.executions).toEqual([]);
	});

	it('Ignore Own Events has no effect with an access key, which belongs to no agent', async () => {
		const trigger = await publish({ ...ignoreOwn, login: accessKeyLogin });
		await voipbin.control.sendEvent(message);
		expect(trigger.executions).toHaveLength(1);
	});

	it('A trigger without the field leaves out own messages, so that it cannot answer itself', async () => {
		const trigger = await publish({ ignoreOwn: null });
		await voipbin.control.sendEvent(by(message, agentIds.admin));
		expect(trigger.executions).toEqual([]);
	});

	it('Someone who adds the own agent to a chat starts the workflow', async () => {
		const trigger = await publish({ events: ['chatparticipant_added'], ...ignoreOwn });
		await voipbin.control.sendEvent(by(sampleEvents.chatparticipant_added, agentIds.admin));
		expect(trigger.executions).toHaveLength(1);
	});
});

/** The token of a seeded agent. */
async function loginOf(username: string): Promise<string> {
	const response = await fetch(`${voipbin.url}/auth/login`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ username, password: adminLogin.password }),
	});
	return ((await response.json()) as { token: string }).token;
}

/** A session that ended before now, as its token says. */
async function expiredSession(): Promise<string> {
	const { tokenSeconds } = await voipbin.control.state<VoipbinState>();
	await voipbin.control.setState<VoipbinState>({ tokenSeconds: -60 });
	const session = await loginOf(String(adminLogin.username));
	await voipbin.control.setState<VoipbinState>({ tokenSeconds });
	return session;
}

const requestedPaths = async () => (await voipbin.control.requests()).map(({ path }) => path);

/** Waits for the trigger to have started so many executions; the test's own time-out ends it. */
async function arrived({ executions }: Listening, count: number): Promise<void> {
	while (executions.length < count) await new Promise((resolve) => setImmediate(resolve));
}
