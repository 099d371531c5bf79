import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';

import { VoipbinTrigger } from '../../nodes/Voipbin/VoipbinTrigger.node';
import { sampleEventsAt } from '../../simulator/voipbin/sampleEvents';
import { agentIds, chatIds, designText, fileIds, messageIds } from '../../simulator/voipbin/seed';
import type { VoipbinState } from '../../simulator/voipbin/state';
import { byId } from '../uses/use';
import { listen, type Listening } from './support/listen';
import { simulated } from './support/simulated';
import { accessKeyLogin, adminLogin, voipbinCredential } from './support/voipbin';

const voipbin = simulated('voipbin');
const samples = sampleEventsAt(Date.now());
const { grace, linus, admin } = agentIds;

let listening: Listening | undefined;
let n8n: Server | undefined;
afterEach(async () => {
	await listening?.close();
	listening = undefined;
	n8n?.closeAllConnections();
	n8n?.close();
	n8n = undefined;
});

interface Published {
	events?: string[];
	parameters?: INodeParameters;
	options?: INodeParameters;
	login?: ICredentialDataDecryptedObject;
	waitingUrl?: string;
}

async function publish({
	events = ['chatmessage_created'],
	parameters = {},
	options = {},
	login = adminLogin,
	waitingUrl,
}: Published = {}): Promise<Listening> {
	listening = await listen({
		nodeType: new VoipbinTrigger(),
		parameters: { events, ...parameters, options },
		credentials: { voipbinApi: voipbinCredential(voipbin.url, login) },
		...(waitingUrl ? { waitingUrl } : {}),
	});
	await voipbin.control.setWebhook({ url: listening.url });
	return listening;
}

/** A message that somebody has sent. */
const messageOf = (owner_id: string, given: IDataObject = {}) => ({
	...samples.chatmessage_created,
	data: { ...samples.chatmessage_created.data, id: `message of ${owner_id}`, owner_id, ...given },
});

/** Sends events, and returns the statuses they were answered with. */
async function send(...events: object[]): Promise<number[]> {
	const statuses: number[] = [];
	for (const event of events) {
		const deliveries = await voipbin.control.sendEvent(event);
		statuses.push(...deliveries.map(({ status }) => status as number));
	}
	return statuses;
}

const itemsOf = ({ executions }: Listening) => executions.flat().map(({ json }) => json);

const requested = async (path: string) =>
	(await voipbin.control.requests()).filter((request) => request.path.startsWith(path));

describe('Add Chat Input', () => {
	const parameters = { addChatInput: true };

	it('A message brings what an AI Agent and its memory read, and the names', async () => {
		const trigger = await publish({ parameters });
		await send(messageOf(grace));
		expect(itemsOf(trigger)).toEqual([
			expect.objectContaining({
				type: 'chatmessage_created',
				chatInput: 'Is the new design ready?',
				sessionId: chatIds.project,
				agent: { id: grace, name: 'Grace Ito', username: 'grace@northwind.example' },
				chat: { id: chatIds.project, name: 'Project Discussion', type: 'group' },
			}),
		]);
	});

	it('A session is a thread where that is chosen: of the message, or of its parent', async () => {
		const trigger = await publish({ parameters: { ...parameters, session: 'thread' } });
		await send(messageOf(grace), messageOf(grace, { id: 'reply', parent_id: messageIds.question }));
		expect(itemsOf(trigger).map(({ sessionId }) => sessionId)).toEqual([
			`message of ${grace}`,
			messageIds.question,
		]);
	});

	it('A name is looked up once and remembered', async () => {
		await publish({ parameters });
		await send(...['a', 'b', 'c'].map((id) => messageOf(linus, { id, chat_id: chatIds.direct })));
		expect(await requested(`/v1.0/service_agents/agents/${linus}`)).toHaveLength(1);
		expect(await requested(`/v1.0/service_agents/talk_chats/${chatIds.direct}`)).toHaveLength(1);
	});

	it('A message counts when its names cannot be read', async () => {
		const trigger = await publish({ parameters });
		await send(messageOf('11111111-1111-4111-8111-111111111111', { chat_id: chatIds.others }));
		expect(itemsOf(trigger)).toMatchObject([
			{
				chatInput: 'Is the new design ready?',
				agent: { id: '11111111-1111-4111-8111-111111111111' },
				chat: { id: chatIds.others },
			},
		]);
	});

	it.each([{ ignoreOwn: false }, { ignoreOwn: true }, {}])(
		"The agent's own messages never start the workflow (%j)",
		async (own) => {
			const trigger = await publish({ parameters: { ...parameters, ...own } });
			await send(messageOf(admin), messageOf(grace));
			expect(itemsOf(trigger)).toHaveLength(1);
		},
	);

	it("The agent's own messages never start a workflow whose options were never touched", async () => {
		const trigger = await publish();
		await send(messageOf(admin), messageOf(grace));
		expect(itemsOf(trigger)).toHaveLength(1);
	});

	it('Other events are left as they are', async () => {
		const trigger = await publish({ events: ['chat_updated'], parameters });
		await send(samples.chat_updated);
		expect(itemsOf(trigger)).toEqual([
			{ ...samples.chat_updated, eventId: expect.any(String) as string },
		]);
	});
});

describe('filters', () => {
	const reaction = (emoji: string, owner_id: string) => ({
		...samples.chatmessage_reaction_updated,
		data: {
			...samples.chatmessage_reaction_updated.data,
			id: emoji,
			metadata: {
				reactions: [
					{ emoji: '👍', owner_type: 'agent', owner_id: linus },
					{ emoji, owner_type: 'agent', owner_id },
				],
			},
		},
	});

	it.each<[string, INodeParameters, string[]]>([
		['Only Messages Containing', { contains: 'DESIGN' }, ['a', 'b', '❤️']],
		['Only Replies', { repliesOnly: true }, ['b']],
		['Only From This Agent', { agentId: byId(grace) }, ['a', '❤️']],
		['Ignore Agent Names or IDs', { ignoredAgents: [grace] }, ['b', 'c', chatIds.project]],
		['Only This Emoji', { emoji: '👍, heart, ❤' }, ['❤️']],
	])('%s', async (_label, options, expected) => {
		const trigger = await publish({ events: ['*'], options });
		await send(
			messageOf(grace, { id: 'a' }),
			messageOf(linus, { id: 'b', parent_id: messageIds.question }),
			messageOf(linus, { id: 'c', text: '' }),
			reaction('❤️', grace),
			samples.chat_updated,
		);
		expect(itemsOf(trigger).map(({ data }) => (data as IDataObject).id)).toEqual(expected);
	});
});

describe('Download Files', () => {
	const file = (file_id: string) => ({ type: 'file', file_id, address: {}, agent_id: '' });

	it('The files of a message come as binary fields, and what fails is named', async () => {
		const trigger = await publish({ options: { downloadFiles: true } });
		const missing = '22222222-2222-4222-8222-222222222222';
		const link = { type: 'link', link_url: 'https://example.com', file_id: '' };
		await send(messageOf(grace, { medias: [file(fileIds.design), link, file(missing)] }));
		const [item] = trigger.executions.flat();
		expect(Object.keys(item?.binary ?? {})).toEqual(['file_0']);
		const { data, fileName, mimeType } = item?.binary?.file_0 ?? {};
		expect({ fileName, mimeType }).toEqual({ fileName: 'design.txt', mimeType: 'text/plain' });
		expect(Buffer.from(String(data), 'base64').toString()).toBe(designText);
		expect(item?.json.fileProblems).toEqual([
			{ fileId: missing, problem: expect.stringContaining('VoIPBin') },
		]);
	});

	it('A message without files has no binary fields, and asks for nothing', async () => {
		const trigger = await publish({ options: { downloadFiles: true } });
		await send(messageOf(grace));
		expect(trigger.executions.flat()[0]).not.toHaveProperty('binary');
		expect(await requested('/v1.0/service_agents/files')).toEqual([]);
	});
});

describe('Resume Waiting Workflows', () => {
	/** An n8n in which an execution waits, and what it was told. */
	async function waiting(...answers: Array<{ status?: number; body: object }>) {
		const told: Array<{ url: string; body: string }> = [];
		n8n = createServer(async (request, response) => {
			told.push({ url: String(request.url), body: await text(request) });
			const { status = 200, body } = answers[told.length - 1] ?? { body: { answered: false } };
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => n8n?.once('listening', resolve));
		const origin = `http://127.0.0.1:${(n8n.address() as AddressInfo).port}`;
		return { told, origin, waitingUrl: `${origin}/webhook-waiting` };
	}

	const path = '/webhook-waiting/7/node?answers=outside&signature=abc';

	/** A question in VoIPBin with this link. */
	async function ask(link_url: string): Promise<string> {
		const { messages } = await voipbin.control.state<VoipbinState>();
		const id = crypto.randomUUID();
		const [first] = messages;
		const question = { ...first, id, owner_id: admin, medias: [{ type: 'link', link_url }] };
		await voipbin.control.setState<VoipbinState>({
			messages: [...messages, question as VoipbinState['messages'][number]],
		});
		return id;
	}

	const reply = (parent_id: string, id = crypto.randomUUID()) =>
		messageOf(grace, { id, parent_id, text: 'Approve' });

	it('A reply to a question is told to the waiting execution, and starts nothing if it is the answer', async () => {
		const { told, origin, waitingUrl } = await waiting({ body: { answered: true } });
		const trigger = await publish({ waitingUrl });
		const question = await ask(`${origin}${path}`);
		const event = reply(question);
		// VoIPBin may send it again.
		expect(await send(event, event)).toEqual([200, 200]);
		expect(told[0]).toEqual({ url: path, body: JSON.stringify({ outside: event.data.id }) });
		expect(itemsOf(trigger)).toEqual([]);
	});

	it('A reaction to a question is told without a request to VoIPBin', async () => {
		const { told, origin, waitingUrl } = await waiting({ body: { answered: true } });
		await publish({ events: ['chatmessage_created'], waitingUrl });
		const { chatmessage_reaction_updated: event } = samples;
		const medias = [{ type: 'link', link_url: `${origin}${path}` }];
		await send({ ...event, data: { ...event.data, medias } });
		expect(told).toEqual([{ url: path, body: JSON.stringify({ outside: messageIds.question }) }]);
		expect(await requested('/v1.0/service_agents')).toEqual([]);
	});

	it('A reply that is no answer starts the workflow', async () => {
		const { told, origin, waitingUrl } = await waiting({ body: { answered: false } });
		const trigger = await publish({ waitingUrl });
		await send(reply(await ask(`${origin}${path}`)));
		expect(told).toHaveLength(1);
		expect(itemsOf(trigger)).toHaveLength(1);
	});

	it('The message that replies belong to is read once', async () => {
		const { told, waitingUrl } = await waiting();
		const trigger = await publish({ waitingUrl });
		const question = await ask('https://example.com/design');
		await send(reply(question), reply(question), reply(question));
		expect(await requested('/v1.0/service_agents/talk_messages')).toHaveLength(1);
		expect(told).toEqual([]);
		expect(itemsOf(trigger)).toHaveLength(3);
	});

	it('An execution that does not wait yet is told again', async () => {
		const { told, origin, waitingUrl } = await waiting(
			{ status: 409, body: {} },
			{ body: { answered: true } },
		);
		const trigger = await publish({ waitingUrl });
		await send(reply(await ask(`${origin}${path}`)));
		expect(told).toHaveLength(2);
		expect(itemsOf(trigger)).toEqual([]);
	});

	it.each([{ status: 500, body: {} }, { body: { answered: false, again: true } }])(
		'VoIPBin sends the event again after %j',
		async (first) => {
			const { told, origin, waitingUrl } = await waiting(first, { body: { answered: true } });
			await publish({ waitingUrl });
			expect(await send(reply(await ask(`${origin}${path}`)))).toEqual([500, 200]);
			expect(told).toHaveLength(2);
		},
	);

	it.each([
		['of another host', (origin: string) => `http://localhost:1${path}?${origin}`],
		['of another path', (origin: string) => `${origin}/webhook/7/node?answers=outside`],
		['above the path', (origin: string) => `${origin}/webhook-waiting/../rest/7?answers=outside`],
		['below it', (origin: string) => `${origin}/webhook-waiting/7/8/9?answers=outside`],
		['with a login', (origin: string) => `${origin.replace('//', '//a:b@')}${path}`],
		['without the mark', (origin: string) => `${origin}/webhook-waiting/7/node?signature=abc`],
		['that is none', () => 'webhook-waiting'],
	])('No link is called %s', async (_what, link) => {
		const { told, origin, waitingUrl } = await waiting();
		const trigger = await publish({ waitingUrl });
		await send(reply(await ask(link(origin))));
		expect(told).toEqual([]);
		expect(itemsOf(trigger)).toHaveLength(1);
	});

	it.each<[string, Published]>([
		['that is turned off', { options: { resumeWaiting: false } }],
		['with an access key', { login: accessKeyLogin }],
	])('A trigger %s reads no message', async (_what, given) => {
		const { told, origin, waitingUrl } = await waiting();
		const trigger = await publish({ ...given, waitingUrl });
		await send(reply(await ask(`${origin}${path}`)));
		expect(await requested('/v1.0/service_agents/talk_messages')).toEqual([]);
		expect(told).toEqual([]);
		expect(itemsOf(trigger)).toHaveLength(1);
	});

	it('A reply counts when the message it belongs to cannot be read', async () => {
		const { waitingUrl } = await waiting();
		const trigger = await publish({ waitingUrl });
		await voipbin.control.setFaults({
			errors: [{ status: 401, path: '/v1.0/service_agents/talk_messages' }],
		});
		await send(reply(crypto.randomUUID()));
		expect(itemsOf(trigger)).toHaveLength(1);
	});
});
