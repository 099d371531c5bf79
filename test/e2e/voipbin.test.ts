import type { IBinaryKeyData, INode, INodeCredentials, INodeParameters } from 'n8n-workflow';

import { voipbinApi } from '../../nodes/Voipbin/api';
import { errorOf, itemsOf } from '../../scripts/n8n/api';
import {
	agentIds,
	chatIds,
	designText,
	fileIds,
	messageIds,
	participantIds,
} from '../../simulator/voipbin/seed';
import { n8nApi } from './support/environment';
import { actionWorkflow, storeCredentials } from './support/nodes';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const accessKeyId = byId('5f1f8f7e-9b3d-4c60-8465-b69e9f28b6dc');
const project = byId(chatIds.project);
const question = byId(messageIds.question);
const talkChats = '/v1.0/service_agents/talk_chats';
const talkMessages = '/v1.0/service_agents/talk_messages';

interface Use {
	/** "chat: create" */
	operation: string;
	parameters?: INodeParameters;
	/** "POST /path", one for each request. */
	received: string[];
	items: unknown[];
}

const uses: Use[] = [
	{
		operation: 'accessKey: create',
		parameters: { expire: 86_400, additionalFields: { name: 'Nightly' } },
		received: ['POST /v1.0/accesskeys'],
		items: [expect.objectContaining({ name: 'Nightly', token: expect.stringMatching(/^vb_/) })],
	},
	{
		operation: 'accessKey: delete',
		parameters: { accessKeyId },
		received: [`DELETE /v1.0/accesskeys/${accessKeyId.value}`],
		items: [expect.objectContaining({ deleted: true, id: accessKeyId.value })],
	},
	{
		operation: 'accessKey: get',
		parameters: { accessKeyId },
		received: [`GET /v1.0/accesskeys/${accessKeyId.value}`],
		items: [expect.objectContaining({ name: 'Reporting' })],
	},
	{
		operation: 'accessKey: getAll',
		parameters: { returnAll: true },
		received: ['GET /v1.0/accesskeys'],
		items: [expect.objectContaining({ name: 'Reporting' })],
	},
	{
		operation: 'accessKey: update',
		parameters: { accessKeyId, updateFields: { name: 'Archive' } },
		received: [
			`GET /v1.0/accesskeys/${accessKeyId.value}`,
			`PUT /v1.0/accesskeys/${accessKeyId.value}`,
		],
		items: [expect.objectContaining({ name: 'Archive', detail: 'For the nightly export' })],
	},
	{
		operation: 'customer: get',
		received: ['GET /v1.0/customer'],
		items: [expect.objectContaining({ name: 'Northwind Telephony' })],
	},
	{
		operation: 'agent: getAll',
		parameters: { returnAll: false, limit: 1 },
		received: ['GET /v1.0/service_agents/agents'],
		items: [expect.objectContaining({ name: 'Linus Berg' })],
	},
	{
		operation: 'agent: getCurrent',
		received: ['GET /v1.0/service_agents/me'],
		items: [expect.objectContaining({ id: agentIds.admin })],
	},
	{
		operation: 'channel: getAll',
		parameters: { returnAll: true },
		received: ['GET /v1.0/service_agents/talk_channels'],
		items: [
			expect.objectContaining({ name: 'Lounge' }),
			expect.objectContaining({ name: 'Announcements' }),
		],
	},
	{
		operation: 'chat: create',
		parameters: { type: 'direct', participants: [agentIds.linus] },
		received: [`POST ${talkChats}`],
		items: [expect.objectContaining({ type: 'direct', member_count: 2 })],
	},
	{
		operation: 'chat: delete',
		parameters: { chatId: project },
		received: [`DELETE ${talkChats}/${chatIds.project}`],
		items: [expect.objectContaining({ deleted: true, id: chatIds.project })],
	},
	{
		operation: 'chat: get',
		parameters: { chatId: project },
		received: [`GET ${talkChats}/${chatIds.project}`],
		items: [expect.objectContaining({ name: 'Project Discussion' })],
	},
	{
		operation: 'chat: getAll',
		parameters: { returnAll: true },
		received: [`GET ${talkChats}`],
		items: [
			expect.objectContaining({ id: chatIds.announcements }),
			expect.objectContaining({ id: chatIds.direct }),
			expect.objectContaining({ id: chatIds.project }),
		],
	},
	{
		operation: 'chat: join',
		parameters: { channelId: byId(chatIds.lounge) },
		received: [`POST ${talkChats}/${chatIds.lounge}/join`],
		items: [expect.objectContaining({ owner_id: agentIds.admin })],
	},
	{
		operation: 'chat: update',
		parameters: { chatId: project, updateFields: { detail: 'Q2' } },
		received: [`PUT ${talkChats}/${chatIds.project}`],
		items: [expect.objectContaining({ name: 'Project Discussion', detail: 'Q2' })],
	},
	{
		operation: 'file: download',
		parameters: { fileId: byId(fileIds.design), binaryPropertyName: 'file' },
		received: [
			`GET /v1.0/service_agents/files/${fileIds.design}`,
			`GET /v1.0/service_agents/files/${fileIds.design}/file`,
			`GET /storage/${fileIds.design}`,
		],
		items: [expect.objectContaining({ name: 'design.txt' })],
	},
	{
		operation: 'file: get',
		parameters: { fileId: byId(fileIds.design) },
		received: [`GET /v1.0/service_agents/files/${fileIds.design}`],
		items: [expect.objectContaining({ name: 'design.txt' })],
	},
	{
		operation: 'file: getAll',
		parameters: { returnAll: true },
		received: ['GET /v1.0/service_agents/files'],
		items: [expect.objectContaining({ name: 'design.txt' })],
	},
	{
		operation: 'message: delete',
		parameters: { messageId: byId(messageIds.answer) },
		received: [`DELETE ${talkMessages}/${messageIds.answer}`],
		items: [expect.objectContaining({ deleted: true, id: messageIds.answer })],
	},
	{
		operation: 'message: get',
		parameters: { messageId: question },
		received: [`GET ${talkMessages}/${messageIds.question}`],
		items: [expect.objectContaining({ text: 'Is the new design ready?' })],
	},
	{
		operation: 'message: getAll',
		parameters: { chatId: project, returnAll: true },
		received: [`GET ${talkMessages}`],
		items: [
			expect.objectContaining({ id: messageIds.answer }),
			expect.objectContaining({ id: messageIds.question }),
		],
	},
	{
		operation: 'message: send',
		parameters: {
			chatId: project,
			text: 'It is',
			additionalFields: {
				parentId: question,
				attachments: { links: [{ linkUrl: 'https://example.com/design' }] },
			},
		},
		received: [`POST ${talkMessages}`],
		items: [
			expect.objectContaining({
				text: 'It is',
				parent_id: messageIds.question,
				medias: [expect.objectContaining({ link_url: 'https://example.com/design' })],
			}),
		],
	},
	{
		operation: 'participant: add',
		parameters: { chatId: byId(chatIds.announcements), agentId: byId(agentIds.grace) },
		received: [`POST ${talkChats}/${chatIds.announcements}/participants`],
		items: [expect.objectContaining({ owner_id: agentIds.grace })],
	},
	{
		operation: 'participant: getAll',
		parameters: { chatId: byId(chatIds.direct), returnAll: true },
		received: [`GET ${talkChats}/${chatIds.direct}/participants`],
		items: [
			expect.objectContaining({ owner_id: agentIds.admin }),
			expect.objectContaining({ owner_id: agentIds.grace }),
		],
	},
	{
		operation: 'participant: remove',
		parameters: { chatId: project, participantId: byId(participantIds.grace) },
		received: [`DELETE ${talkChats}/${chatIds.project}/participants/${participantIds.grace}`],
		items: [{ deleted: true, success: true, id: participantIds.grace, chat_id: chatIds.project }],
	},
	{
		operation: 'reaction: add',
		parameters: { messageId: question, emoji: '🎉' },
		received: [`POST ${talkMessages}/${messageIds.question}/reactions`],
		items: [
			expect.objectContaining({
				metadata: { reactions: [expect.objectContaining({ emoji: '🎉' })] },
			}),
		],
	},
];

describe('VoIPBin', () => {
	let voipbin: SimulatedVendor;
	let credentials: INodeCredentials;

	beforeAll(async () => {
		voipbin = await simulate('voipbin');
		credentials = await storeCredentials('voipbin', voipbin.baseUrl, 'voipbin operations');
	});

	afterAll(() => voipbin.stop());

	beforeEach(() => voipbin.control.reset());

	const workflowOf = (operation: string, parameters: INodeParameters = {}) => {
		const [resource = '', name = ''] = operation.split(': ');
		return actionWorkflow(`voipbin: ${operation}`, {
			type: 'voipbin',
			parameters: { resource, operation: name, ...parameters },
			credentials,
		});
	};

	/** What VoIPBin received besides the login. */
	const received = async () =>
		(await voipbin.control.requests())
			.filter(({ path }) => path !== '/auth/login')
			.map(({ method, path }) => `${method} ${path}`);

	it('is asked for every operation of the node', () => {
		const offered = Object.entries(voipbinApi.resources).flatMap(([resource, { operations }]) =>
			Object.keys(operations).map((operation) => `${resource}: ${operation}`),
		);
		const tested = [...uses.map(({ operation }) => operation), 'file: upload'];
		expect(tested.sort()).toEqual(offered.sort());
	});

	it.each(uses)('$operation', async ({ operation, parameters, received: wanted, items }) => {
		const workflow = await n8nApi().createWorkflow(workflowOf(operation, parameters));

		const execution = await n8nApi().run(workflow, 'Start');

		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, 'Node')).toEqual(items);
		expect(await received()).toEqual(wanted);
	});

	it('logs in once, and keeps the session in its credential', async () => {
		const workflow = await n8nApi().createWorkflow(workflowOf('agent: getCurrent'));

		for (let count = 0; count < 3; count++) await n8nApi().run(workflow, 'Start');

		const requests = await voipbin.control.requests();
		expect(requests.filter(({ path }) => path === '/auth/login').length).toBeLessThanOrEqual(1);
		expect(await received()).toHaveLength(3);
	});

	it('logs in again when the session has expired', async () => {
		const workflow = await n8nApi().createWorkflow(workflowOf('agent: getCurrent'));
		await n8nApi().run(workflow, 'Start');
		await voipbin.control.setState({ jwtSecret: 'another-secret' });

		const execution = await n8nApi().run(workflow, 'Start');

		expect(itemsOf(execution, 'Node')).toEqual([expect.objectContaining({ id: agentIds.admin })]);
	});

	it('file: upload, and the download of what was uploaded', async () => {
		const file = workflowOf('file: upload', { binaryPropertyName: 'data' });
		const upload = file.nodes.at(-1) as INode;
		const convert: INode = {
			...upload,
			id: 'convert',
			name: 'Convert',
			type: 'n8n-nodes-base.convertToFile',
			typeVersion: 1.1,
			credentials: {},
			parameters: { operation: 'toJson', mode: 'once', options: { fileName: 'items.json' } },
		};
		const download: INode = {
			...upload,
			id: 'download',
			name: 'Download',
			parameters: {
				resource: 'file',
				operation: 'download',
				fileId: byId('={{ $json.id }}'),
				binaryPropertyName: 'copy',
			},
		};
		const then = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
		const workflow = await n8nApi().createWorkflow({
			...file,
			nodes: [...file.nodes, convert, download],
			connections: { Start: then('Convert'), Convert: then('Node'), Node: then('Download') },
		});

		const execution = await n8nApi().run(workflow, 'Start');

		expect(errorOf(execution)).toBeUndefined();
		const binaryOf = (name: string): IBinaryKeyData =>
			execution.data.resultData.runData[name]?.[0]?.data?.main?.[0]?.[0]?.binary ?? {};
		expect(itemsOf(execution, 'Node')).toEqual([
			expect.objectContaining({ name: 'items.json', owner_id: agentIds.admin }),
		]);
		expect(binaryOf('Download').copy).toMatchObject({
			fileName: 'items.json',
			fileSize: binaryOf('Convert').data?.fileSize,
			mimeType: 'application/json',
		});
	});

	it('downloads a file with its bytes', async () => {
		const parameters = { fileId: byId(fileIds.design), binaryPropertyName: 'file' };
		const workflow = await n8nApi().createWorkflow(workflowOf('file: download', parameters));

		const { data } = await n8nApi().run(workflow, 'Start');

		const [item] = data.resultData.runData.Node?.[0]?.data?.main?.[0] ?? [];
		expect(item?.binary?.file).toMatchObject({
			fileName: 'design.txt',
			mimeType: 'text/plain',
			bytes: designText.length,
		});
	});
});
