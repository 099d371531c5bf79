import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { omit } from '../../../nodes/shared/vendor/omit';
import { sampleEventsAt } from '../../../simulator/voipbin/sampleEvents';
import {
	agentIds,
	chatIds,
	demoAccessKey,
	demoPassword,
	designText,
	fileIds,
	messageIds,
	participantIds,
} from '../../../simulator/voipbin/seed';
import type { Customer, VoipbinState } from '../../../simulator/voipbin/state';
import { differences } from '../simulator/support/differences';
import { ManualClock } from '../simulator/support/manualClock';
import { useReceiver } from '../simulator/support/useReceiver';
import { useSimulator, type RequestParts } from '../simulator/support/useSimulator';

const sampleEvents = sampleEventsAt(Date.now());

const clock = new ManualClock();
const voipbin = useSimulator('voipbin', {
	clock,
	headers: { 'content-type': 'application/json' },
});

const state = async () => await voipbin.control.state<VoipbinState>();
const vendorSample = (name: string): unknown =>
	JSON.parse(readFileSync(join(__dirname, '../../fixtures/voipbin', `${name}.json`), 'utf8'));

async function tokenOf(name: string): Promise<string> {
	const body = { username: `${name}@northwind.example`, password: demoPassword };
	const answer = await voipbin.call('POST', '/auth/login', { body });
	return (answer.json() as { token: string }).token;
}

/** A request of an agent. */
async function as(name: string, method: string, path: string, parts: RequestParts = {}) {
	const headers = { authorization: `Bearer ${await tokenOf(name)}`, ...parts.headers };
	return await voipbin.call(method, `/v1.0${path}`, { ...parts, headers });
}

const reasonOf = (answer: { json: () => unknown }) =>
	(answer.json() as { error: { reason: string } }).error.reason;

const chats = '/service_agents/talk_chats';
const messages = '/service_agents/talk_messages';

describe("each answer of the simulated VoIPBin, held against the tutorial's sample", () => {
	beforeEach(async () => await voipbin.control.setState<VoipbinState>({ edition: 'documented' }));

	const question = `${messages}/${messageIds.answer}`;

	it.each([
		['chat-create', 'POST', chats, { type: 'group' }],
		[
			'participant-add',
			'POST',
			`${chats}/${chatIds.announcements}/participants`,
			{ owner_type: 'agent', owner_id: agentIds.grace },
		],
		[
			'participant-remove',
			'DELETE',
			`${chats}/${chatIds.project}/participants/${participantIds.grace}`,
			undefined,
		],
		[
			'message-send',
			'POST',
			messages,
			{ chat_id: chatIds.project, type: 'normal', text: 'Hello team!' },
		],
		['reaction-add', 'POST', `${question}/reactions`, { emoji: 'thumbsup' }],
	])('The simulated VoIPBin answers as in the tutorial: %s', async (sample, method, path, body) => {
		const answer = await as('ada', method, path, { body });
		expect(answer.status).toBe(200);
		const found = differences(vendorSample(sample), answer.json());
		// The sample of a reaction is that to a message without attachments.
		expect(found.filter((difference) => !difference.startsWith('$.medias[]'))).toEqual([]);
	});

	it('The simulated VoIPBin answers as in the tutorial: message-getAll', async () => {
		await as('ada', 'POST', messages, {
			body: { chat_id: chatIds.announcements, type: 'normal', text: 'Hello' },
		});
		const answer = await as('ada', 'GET', messages, { query: { chat_id: chatIds.announcements } });
		const [first] = (vendorSample('message-getAll') as { result: unknown[] }).result;
		const { result, next_page_token } = answer.json() as {
			result: unknown[];
			next_page_token: string;
		};
		expect(result.map((message) => differences(first, message))).toEqual([[]]);
		expect(next_page_token).toMatch(/^2026-03-02T09:00:00\.\d{6}Z$/);
	});

	it('The simulated VoIPBin answers as in the tutorial: chat-delete', async () => {
		const { id } = (await as('ada', 'POST', chats, { body: { type: 'group' } })).json() as {
			id: string;
		};
		const answer = await as('ada', 'DELETE', `${chats}/${id}`);
		expect(differences(vendorSample('chat-delete'), answer.json())).toEqual([]);
	});
});

describe('events', () => {
	const receiver = useReceiver();

	it.each(Object.entries(sampleEvents))(
		'The simulated event %s has the documented fields',
		(name, event) => {
			const sample = vendorSample(`event-${name}`) as { data: Record<string, unknown> };
			const { metadata, ...data } = omit(sample.data, 'parent_id', 'medias');
			const { metadata: ownMetadata, ...own } = omit(event.data as typeof sample.data, 'medias');
			expect(differences({ type: name, data }, { type: event.type, data: own })).toEqual([]);
			expect(typeof ownMetadata).toBe(typeof metadata);
		},
	);

	it('Simulated events are signed, and sent up to three times to a server that fails', async () => {
		receiver.answerWith(503, 500, 502);
		await voipbin.control.setWebhook({ url: receiver.url });
		const deliveries = await voipbin.control.sendSample('chat_updated');
		expect(deliveries.map(({ status }) => status)).toEqual([503, 500, 502]);
		expect(clock.slept.slice(-2)).toEqual([1000, 1000]);
		const { customer } = await state();
		for (const { headers, body } of receiver.received) {
			expect(headers['x-voipbin-signature']).toBe(
				`sha256=${createHmac('sha256', customer.webhook_secret).update(body).digest('hex')}`,
			);
		}
	});

	it('Simulated events are delivered with any answer that is no failure of the server', async () => {
		receiver.answerWith(404);
		await voipbin.control.setWebhook({ url: receiver.url });
		expect(await voipbin.control.sendSample('chat_updated')).toHaveLength(1);
	});

	it('Simulated events of an account without a secret are not signed', async () => {
		const { customer } = await state();
		await voipbin.control.setState<VoipbinState>({ customer: { ...customer, webhook_secret: '' } });
		await voipbin.control.setWebhook({ url: receiver.url });
		await voipbin.control.sendSample('chat_updated');
		expect(receiver.received[0]?.headers).not.toHaveProperty('x-voipbin-signature');
	});

	it('Simulated events go where the account says, with its method', async () => {
		const { customer } = await state();
		const body = { ...accountFields(customer), webhook_uri: receiver.url, webhook_method: 'PUT' };
		await as('ada', 'PUT', '/customer', { body });
		await voipbin.control.sendSample('chat_updated');
		expect(receiver.received.map(({ method }) => method)).toEqual(['PUT']);
	});
});

const accountFields = ({ name, detail, email, phone_number, address }: Customer) => ({
	name,
	detail,
	email,
	phone_number,
	address,
});

describe('proofs', () => {
	it.each([
		{},
		{ username: 'ada@northwind.example' },
		{ username: 'ada@northwind.example', password: 'wrong' },
	])('A login with %j is answered with 400 and nothing else', async (body) => {
		const answer = await voipbin.call('POST', '/auth/login', { body });
		expect([answer.status, answer.text]).toEqual([400, '']);
	});

	it('There is no login below /v1.0', async () => {
		const answer = await as('ada', 'POST', '/auth/login', { body: {} });
		expect([answer.status, reasonOf(answer)]).toEqual([404, 'ROUTE_NOT_FOUND']);
	});

	it('A token is taken from the header and from the query, until it expires', async () => {
		const token = await tokenOf('ada');
		const ask = async (parts: RequestParts) =>
			await voipbin.call('GET', '/v1.0/service_agents/me', parts);
		const bearer = { headers: { authorization: `Bearer ${token}` } };
		expect((await ask(bearer)).status).toBe(200);
		expect((await ask({ query: { token } })).status).toBe(200);
		clock.advance(8 * 86_400_000);
		const expired = await ask(bearer);
		expect([expired.status, reasonOf(expired)]).toEqual([401, 'INVALID_CREDENTIALS']);
	});

	it('An access key opens the account, from the query only, and never Talk', async () => {
		const key = { query: { accesskey: demoAccessKey } };
		expect((await voipbin.call('GET', '/v1.0/customer', key)).status).toBe(200);
		const talk = await voipbin.call('GET', `/v1.0${chats}`, key);
		expect([talk.status, reasonOf(talk)]).toEqual([401, 'AUTHENTICATION_REQUIRED']);
		const header = await voipbin.call('GET', '/v1.0/customer', {
			headers: { authorization: `Bearer ${demoAccessKey}` },
		});
		expect([header.status, reasonOf(header)]).toEqual([401, 'INVALID_CREDENTIALS']);
		const token = { ...key.query, token: 'forged' };
		expect((await voipbin.call('GET', '/v1.0/customer', { query: token })).status).toBe(401);
	});

	it('An agent without permission neither reads nor changes the account', async () => {
		for (const method of ['GET', 'PUT']) {
			const answer = await as('grace', method, '/customer', method === 'PUT' ? { body: {} } : {});
			expect([answer.status, reasonOf(answer)]).toEqual([403, 'PERMISSION_DENIED']);
		}
	});
});

describe('the rules of Talk', () => {
	it.each([
		['a chat that does not exist', 'GET', `${chats}/${messageIds.answer}`, undefined, 403],
		['a private chat of others', 'GET', `${chats}/${chatIds.others}`, undefined, 403],
		['a message that does not exist', 'GET', `${messages}/${chatIds.others}`, undefined, 404],
		['the bad type', 'POST', chats, { type: 'normal' }, 500],
		['a direct chat with nobody', 'POST', chats, { type: 'direct' }, 500],
		['a change of nothing', 'PUT', `${chats}/${chatIds.project}`, {}, 500],
		['joining what is not public', 'POST', `${chats}/${chatIds.others}/join`, undefined, 400],
		['messages of no chat', 'GET', messages, undefined, 400],
		[
			'a key that no message has',
			'POST',
			messages,
			{ chat_id: 'x', type: 'normal', text: '', to: 1 },
			400,
		],
		[
			'a parent in another chat',
			'POST',
			messages,
			{ chat_id: chatIds.direct, type: 'normal', text: 'a', parent_id: messageIds.answer },
			500,
		],
		["another's message", 'DELETE', `${messages}/${messageIds.question}`, undefined, 403],
	])('The rules of Talk hold for %s: %s %s', async (_what, method, path, body, status) => {
		expect((await as('ada', method, path, { body })).status).toBe(status);
	});

	it('The second deletion of a message is an error', async () => {
		const path = `${messages}/${messageIds.answer}`;
		expect((await as('ada', 'DELETE', path)).status).toBe(200);
		expect((await as('ada', 'DELETE', path)).status).toBe(500);
	});

	it('The last page has a token too', async () => {
		const query = { chat_id: chatIds.project, page_size: '2' };
		const page = async (more: object) =>
			(await as('ada', 'GET', messages, { query: { ...query, ...more } })).json() as {
				result: Array<{ id: string }>;
				next_page_token: string;
			};
		const first = await page({});
		const second = await page({ page_token: first.next_page_token });
		const third = await page({ page_token: second.next_page_token });
		expect([first, second, third].map(({ result }) => result.map(({ id }) => id))).toEqual([
			[messageIds.deleted, messageIds.answer],
			[messageIds.question],
			[],
		]);
		expect(second.next_page_token).not.toBe('');
		expect(third.next_page_token).toBe('');
	});

	it('A participant who is added again gets another ID', async () => {
		const add = { body: { owner_type: 'agent', owner_id: agentIds.grace } };
		const path = `${chats}/${chatIds.project}/participants`;
		const { id } = (await as('ada', 'POST', path, add)).json() as { id: string };
		expect(id).not.toBe(participantIds.grace);
		expect((await as('ada', 'GET', path)).json()).toHaveLength(3);
		expect((await state()).chats.find((chat) => chat.id === chatIds.project)?.member_count).toBe(4);
	});
});

describe('the account', () => {
	it('The account loses what a change leaves out', async () => {
		await as('ada', 'PUT', '/customer', { body: { webhook_uri: 'https://example.com/hook' } });
		const { customer } = await state();
		expect(accountFields(customer)).toEqual({
			name: '',
			detail: '',
			email: '',
			phone_number: '',
			address: '',
		});
	});

	it('The account shows its secret when it is read, not when it is changed', async () => {
		expect((await as('ada', 'GET', '/customer')).json()).toHaveProperty('webhook_secret');
		const { customer } = await state();
		const changed = await as('ada', 'PUT', '/customer', { body: accountFields(customer) });
		expect(changed.json()).not.toHaveProperty('webhook_secret');
	});

	it('An account may ask 33 times at once, and then 16.7 times a second', async () => {
		const key = { query: { accesskey: demoAccessKey } };
		const ask = async () => await voipbin.call('GET', '/v1.0/customer', key);
		for (let count = 1; count <= 33; count++) expect((await ask()).status).toBe(200);
		const refused = await ask();
		expect(refused.status).toBe(429);
		expect(refused.headers.get('retry-after')).toBe('1');
		expect(refused.json()).toMatchObject({
			error: { reason: 'RATE_LIMIT_EXCEEDED', details: [{ limited_by: 'customer' }] },
		});
		clock.advance(60);
		expect((await ask()).status).toBe(200);
		expect((await ask()).status).toBe(429);
	});
});

describe('files', () => {
	it('A file is behind a link of the storage, which takes no other proof', async () => {
		const path = `/v1.0/service_agents/files/${fileIds.design}/file`;
		const token = await tokenOf('ada');
		const redirect = await fetch(`${voipbin.url}/voipbin${path}`, {
			headers: { authorization: `Bearer ${token}` },
			redirect: 'manual',
		});
		expect(redirect.status).toBe(307);
		const link = redirect.headers.get('location') ?? '';
		expect(new URL(link).hostname).toBe('localhost');
		expect(await (await fetch(link)).text()).toBe(designText);
		expect((await fetch(link, { headers: { authorization: 'Bearer x' } })).status).toBe(400);
		expect((await fetch(link.replace(/=.*/, '=forged'))).status).toBe(403);
	});

	it.each([
		['another type', { type: 'image' }, 'INVALID_FILE_TYPE'],
		['no file', { type: 'talk', file: null }, 'INVALID_FILE_UPLOAD'],
		['too large a file', { type: 'talk', file: 31 * 1024 * 1024 }, 'INVALID_FILE_UPLOAD'],
	])(
		'A file with %s is refused',
		async (_what, { type, file = 3 }: { type: string; file?: number | null }, reason) => {
			const form = new FormData();
			form.set('type', type);
			if (file !== null) form.set('file', new Blob([new Uint8Array(file)]), 'a.bin');
			const response = await fetch(`${voipbin.url}/voipbin/v1.0/service_agents/files`, {
				method: 'POST',
				headers: { authorization: `Bearer ${await tokenOf('ada')}` },
				body: form,
			});
			expect(response.status).toBe(400);
			expect(await response.json()).toMatchObject({ error: { reason } });
		},
	);
});
