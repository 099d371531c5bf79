import { agentIds, chatIds, fileIds } from '../../simulator/voipbin/seed';
import type { VoipbinState } from '../../simulator/voipbin/state';
import { byId } from '../uses/use';
import { simulated } from './support/simulated';
import { runVoipbin } from './support/voipbin';

const voipbin = simulated('voipbin');

const state = async () => await voipbin.control.state<VoipbinState>();

/** What VoIPBin received, without the login and what makes sure of the session. */
const received = async () =>
	(await voipbin.control.requests())
		.filter(({ path }) => !/\/(login|me)$/.test(path))
		.map(({ method, path }) => `${method} ${path.replace('/v1.0/service_agents/', '')}`);

const send = { resource: 'message', operation: 'send', output: 'raw' };

describe('a message to an agent', () => {
	const toAgent = (agentId: string) => ({ ...send, sendTo: 'agent', agentId: byId(agentId) });

	it('Messages to one agent find or create the direct chat once in a run', async () => {
		const { items, error } = await runVoipbin(
			voipbin,
			{ ...toAgent(agentIds.linus), text: '={{ $json.text }}' },
			{ items: Array.from({ length: 20 }, (_, index) => ({ text: `Message ${index}` })) },
		);
		expect(error).toBeUndefined();
		expect(new Set(items.map(({ json }) => json.chat_id)).size).toBe(1);
		expect(items.map(({ json }) => json.text)).toEqual(
			Array.from({ length: 20 }, (_, index) => `Message ${index}`),
		);
		const { chats } = await state();
		expect(chats.filter(({ type }) => type === 'direct')).toHaveLength(2);
		expect((await received()).filter((request) => request === 'POST talk_chats')).toHaveLength(1);
	});

	it('A message to the own agent says what to select instead', async () => {
		const { error } = await runVoipbin(voipbin, { ...toAgent(agentIds.admin), text: 'Hello' });
		expect(error?.message).toBe(
			"Agent is the credential's own agent. Select another agent, or use a chat",
		);
	});

	it.each(['grace', 'grace@northwind.example', '../agents'])(
		'The agent %j is refused before anything is sent',
		async (agentId) => {
			const { error } = await runVoipbin(voipbin, { ...toAgent(agentId), text: 'Hello' });
			expect(error?.message).toContain('Agent must be a UUID');
			expect(await received()).toEqual([]);
		},
	);

	it('Items that fail have errors of their own', async () => {
		await voipbin.control.setFaults({
			errors: [{ status: 403, path: '/v1.0/service_agents/talk_chats' }],
		});
		const { items } = await runVoipbin(
			voipbin,
			{ ...toAgent(agentIds.grace), text: 'Hello' },
			{ items: [{}, {}, {}], onError: 'continueRegularOutput' },
		);
		expect(items.map(({ json }) => String(json.error).match(/\[item \d\]/g))).toEqual([
			['[item 0]'],
			['[item 1]'],
			['[item 2]'],
		]);
	});
});

describe('a message with binary files', () => {
	const file = (fileName: string) => ({
		data: Buffer.from(`Content of ${fileName}`).toString('base64'),
		mimeType: 'text/plain',
		fileName,
	});
	const binary = { data: file('notes.txt'), other: file('plan.txt') };
	const withFiles = (...fields: string[]) => ({
		...send,
		chatId: byId(chatIds.project),
		text: 'Here they are',
		additionalFields: {
			attachments: {
				binaryFiles: fields.map((binaryPropertyName) => ({ binaryPropertyName })),
				files: [{ fileId: fileIds.design }],
				links: [{ linkUrl: 'https://example.com/design' }],
			},
		},
	});

	it('Binary files are uploaded and sent with the other attachments in one step', async () => {
		const { items, error } = await runVoipbin(voipbin, withFiles('data', 'other'), { binary });
		expect(error).toBeUndefined();
		const { files } = await state();
		const idOf = (name: string) => files.find(({ filename }) => filename === name)?.id;
		expect(items[0]?.json.medias).toMatchObject([
			{ type: 'file', file_id: fileIds.design },
			{ type: 'link', link_url: 'https://example.com/design' },
			{ type: 'file', file_id: idOf('notes.txt') },
			{ type: 'file', file_id: idOf('plan.txt') },
		]);
		const stored = files.find(({ filename }) => filename === 'plan.txt');
		expect(Buffer.from(stored?.content ?? '', 'base64').toString()).toBe('Content of plan.txt');
	});

	it('A message that fails says which files were uploaded, and uploads none again', async () => {
		await voipbin.control.setFaults({
			errors: [{ status: 403, path: '/v1.0/service_agents/talk_messages' }],
		});
		const { error } = await runVoipbin(voipbin, withFiles('data', 'other'), { binary });
		const { files } = await state();
		const ids = files.slice(-2).map(({ id }) => id);
		expect(error?.message).toContain(
			`Already uploaded: notes.txt (${ids[0]}), plan.txt (${ids[1]}). To send the message again, attach these files by File ID.`,
		);
		const uploads = (await received()).filter((request) => request === 'POST files');
		expect(uploads).toHaveLength(2);
	});

	it('An upload that fails names the files before it, and sends nothing', async () => {
		const { error } = await runVoipbin(voipbin, withFiles('data', 'missing'), { binary });
		expect(error?.message).toContain("'missing'");
		expect(error?.message).toContain('Already uploaded: notes.txt');
		expect(error?.message).toContain('attach this file by File ID.');
		expect(await received()).toEqual(['POST files']);
	});

	it('A binary file alone is a message', async () => {
		const { items, error } = await runVoipbin(
			voipbin,
			{
				...send,
				chatId: byId(chatIds.project),
				text: '',
				additionalFields: { attachments: { binaryFiles: [{ binaryPropertyName: 'data' }] } },
			},
			{ binary },
		);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ text: '', medias: [{ type: 'file' }] });
	});
});

describe('an agent by username', () => {
	const find = (username: string) => ({ resource: 'agent', operation: 'findByUsername', username });

	it('An agent is found on a later page, and no further page is read', async () => {
		const { agents } = await state();
		const [first] = agents;
		const more = Array.from({ length: 250 }, (_, index) => ({
			...(first as VoipbinState['agents'][number]),
			id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
			username: `agent-${index}@northwind.example`,
			tm_create: new Date(Date.UTC(2020, 0, 1) + index * 60_000).toISOString(),
		}));
		await voipbin.control.setState<VoipbinState>({ agents: [...more, ...agents] });
		const { items } = await runVoipbin(voipbin, find('agent-120@northwind.example'));
		expect(items.map(({ json }) => json.username)).toEqual(['agent-120@northwind.example']);
		expect(await received()).toEqual(['GET agents', 'GET agents']);
	});

	it('A username that nobody has is an error that shows it', async () => {
		const { error } = await runVoipbin(voipbin, find('nobody@northwind.example'));
		expect(error?.message).toBe(
			'Username must be that of an agent of this account. Current value: "nobody@northwind.example"',
		);
	});
});
