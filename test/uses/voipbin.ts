import { Voipbin } from '../../nodes/Voipbin/Voipbin.node';
import { voipbinApi } from '../../nodes/Voipbin/api';
import {
	agentIds,
	chatIds,
	fileIds,
	messageIds,
	participantIds,
} from '../../simulator/voipbin/seed';
import { byId, fromList, type ServiceUses } from './use';

/** All pages of a list. VoIPBin names a next page on the last one too. */
const wholeList = (path: string, query = {}) => [
	{ method: 'GET', path, query: { ...query, page_size: '100' } },
	{ method: 'GET', path, query: { ...query, page_size: '100', page_token: expect.any(String) } },
];

export const voipbinUses: ServiceUses = {
	service: 'voipbin',
	node: 'voipbin',
	nodeType: () => new Voipbin(),
	api: voipbinApi,
	headers: { authorization: expect.stringMatching(/^Bearer eyJ/) },
	// Logins, and the storage that a download redirects to.
	ignored: ({ path }) => path === '/auth/login' || path.startsWith('/storage/'),
	elsewhere: ['file: upload', 'message: sendAndWait'],
	uses: [
		{
			resource: 'accessKey',
			operation: 'create',
			parameters: { expiresInDays: 1, additionalFields: { name: 'Nightly', detail: 'Export' } },
			requests: [
				{
					method: 'POST',
					path: '/v1.0/accesskeys',
					body: { expire: 86400, name: 'Nightly', detail: 'Export' },
				},
			],
			items: [
				expect.objectContaining({
					id: expect.stringMatching(/^[\da-f]{8}-[\da-f-]{27}$/),
					name: 'Nightly',
					token: expect.stringMatching(/^vb_/),
				}),
			],
		},
		{
			resource: 'accessKey',
			operation: 'delete',
			parameters: { accessKeyId: byId('5f1f8f7e-9b3d-4c60-8465-b69e9f28b6dc') },
			requests: [
				{ method: 'DELETE', path: '/v1.0/accesskeys/5f1f8f7e-9b3d-4c60-8465-b69e9f28b6dc' },
			],
			items: [
				expect.objectContaining({ deleted: true, id: '5f1f8f7e-9b3d-4c60-8465-b69e9f28b6dc' }),
			],
		},
		{
			resource: 'accessKey',
			operation: 'get',
			parameters: { accessKeyId: byId('5f1f8f7e-9b3d-4c60-8465-b69e9f28b6dc') },
			requests: [{ method: 'GET', path: '/v1.0/accesskeys/5f1f8f7e-9b3d-4c60-8465-b69e9f28b6dc' }],
			items: [
				expect.objectContaining({
					id: '5f1f8f7e-9b3d-4c60-8465-b69e9f28b6dc',
					name: 'Reporting',
					token_prefix: 'vb_demo5f1f',
				}),
			],
		},
		{
			resource: 'accessKey',
			operation: 'getAll',
			parameters: { returnAll: true },
			requests: wholeList('/v1.0/accesskeys'),
			items: [
				expect.objectContaining({ id: '5f1f8f7e-9b3d-4c60-8465-b69e9f28b6dc', name: 'Reporting' }),
			],
		},
		{
			resource: 'accessKey',
			operation: 'update',
			parameters: {
				accessKeyId: byId('5f1f8f7e-9b3d-4c60-8465-b69e9f28b6dc'),
				updateFields: { name: 'Archive' },
			},
			requests: [
				{ method: 'GET', path: '/v1.0/accesskeys/5f1f8f7e-9b3d-4c60-8465-b69e9f28b6dc' },
				{
					method: 'PUT',
					path: '/v1.0/accesskeys/5f1f8f7e-9b3d-4c60-8465-b69e9f28b6dc',
					body: { name: 'Archive', detail: 'For the nightly export' },
				},
			],
			items: [expect.objectContaining({ name: 'Archive', detail: 'For the nightly export' })],
		},
		{
			resource: 'customer',
			operation: 'get',
			requests: [{ method: 'GET', path: '/v1.0/customer' }],
			items: [expect.objectContaining({ name: 'Northwind Telephony', webhook_uri: '' })],
		},
		{
			resource: 'agent',
			operation: 'getAll',
			parameters: { returnAll: true },
			requests: wholeList('/v1.0/service_agents/agents'),
			items: [
				expect.objectContaining({ id: agentIds.linus, name: 'Linus Berg' }),
				expect.objectContaining({ id: agentIds.grace }),
				expect.objectContaining({ id: agentIds.admin }),
			],
		},
		{
			resource: 'agent',
			operation: 'findByUsername',
			parameters: { username: ' Grace@Northwind.example ' },
			requests: [
				{ method: 'GET', path: '/v1.0/service_agents/agents', query: { page_size: '100' } },
			],
			items: [expect.objectContaining({ id: agentIds.grace, username: 'grace@northwind.example' })],
		},
		{
			resource: 'agent',
			operation: 'get',
			parameters: { agentId: byId(agentIds.grace) },
			requests: [{ method: 'GET', path: `/v1.0/service_agents/agents/${agentIds.grace}` }],
			items: [expect.objectContaining({ id: agentIds.grace, username: 'grace@northwind.example' })],
		},
		{
			resource: 'agent',
			operation: 'setStatus',
			parameters: { status: 'away' },
			requests: [
				{ method: 'PUT', path: '/v1.0/service_agents/me/status', body: { status: 'away' } },
			],
			items: [expect.objectContaining({ id: agentIds.admin, status: 'away' })],
		},
		{
			resource: 'agent',
			operation: 'getCurrent',
			requests: [{ method: 'GET', path: '/v1.0/service_agents/me' }],
			items: [expect.objectContaining({ id: agentIds.admin, username: 'ada@northwind.example' })],
		},
		{
			resource: 'channel',
			operation: 'getAll',
			parameters: { returnAll: true },
			requests: wholeList('/v1.0/service_agents/talk_channels'),
			items: [
				expect.objectContaining({ id: chatIds.lounge, name: 'Lounge', type: 'talk' }),
				expect.objectContaining({ id: chatIds.announcements, name: 'Announcements', type: 'talk' }),
			],
		},
		{
			resource: 'chat',
			operation: 'create',
			parameters: {
				type: 'group',
				participants: [agentIds.grace, agentIds.linus],
				additionalFields: { name: 'Project Alpha', detail: 'Q1' },
			},
			requests: [
				{
					method: 'POST',
					path: '/v1.0/service_agents/talk_chats',
					body: {
						type: 'group',
						participants: [
							{ owner_type: 'agent', owner_id: agentIds.grace },
							{ owner_type: 'agent', owner_id: agentIds.linus },
						],
						name: 'Project Alpha',
						detail: 'Q1',
					},
				},
			],
			items: [
				expect.objectContaining({
					id: expect.stringMatching(/^[\da-f]{8}-[\da-f-]{27}$/),
					type: 'group',
					name: 'Project Alpha',
					member_count: 3,
				}),
			],
		},
		{
			resource: 'chat',
			operation: 'create',
			case: 'of a direct chat that is new',
			parameters: { type: 'direct', participants: [agentIds.linus] },
			requests: [
				{
					method: 'POST',
					path: '/v1.0/service_agents/talk_chats',
					body: {
						type: 'direct',
						participants: [{ owner_type: 'agent', owner_id: agentIds.linus }],
					},
				},
			],
			items: [expect.objectContaining({ type: 'direct', member_count: 2 })],
		},
		{
			resource: 'chat',
			operation: 'create',
			case: 'of a direct chat that exists',
			parameters: { type: 'direct', participants: [agentIds.grace] },
			requests: [
				{
					method: 'POST',
					path: '/v1.0/service_agents/talk_chats',
					body: {
						type: 'direct',
						participants: [{ owner_type: 'agent', owner_id: agentIds.grace }],
					},
				},
			],
			items: [expect.objectContaining({ id: chatIds.direct, type: 'direct' })],
		},
		{
			resource: 'chat',
			operation: 'delete',
			parameters: { chatId: byId(chatIds.project) },
			requests: [{ method: 'DELETE', path: `/v1.0/service_agents/talk_chats/${chatIds.project}` }],
			items: [expect.objectContaining({ deleted: true, id: chatIds.project })],
		},
		{
			resource: 'chat',
			operation: 'get',
			parameters: { chatId: fromList(chatIds.project) },
			requests: [{ method: 'GET', path: `/v1.0/service_agents/talk_chats/${chatIds.project}` }],
			items: [expect.objectContaining({ id: chatIds.project, name: 'Project Discussion' })],
		},
		{
			resource: 'chat',
			operation: 'getAll',
			parameters: { returnAll: true },
			requests: wholeList('/v1.0/service_agents/talk_chats'),
			items: [
				expect.objectContaining({ id: chatIds.announcements }),
				expect.objectContaining({ id: chatIds.direct }),
				expect.objectContaining({ id: chatIds.project }),
			],
		},
		{
			resource: 'chat',
			operation: 'getAll',
			case: 'with a limit',
			parameters: { returnAll: false, limit: 2 },
			requests: [
				{ method: 'GET', path: '/v1.0/service_agents/talk_chats', query: { page_size: '2' } },
			],
			items: [
				expect.objectContaining({ id: chatIds.announcements }),
				expect.objectContaining({ id: chatIds.direct }),
			],
		},
		{
			resource: 'chat',
			operation: 'join',
			parameters: { channelId: byId(chatIds.lounge) },
			requests: [
				{ method: 'POST', path: `/v1.0/service_agents/talk_chats/${chatIds.lounge}/join` },
			],
			items: [
				expect.objectContaining({
					id: expect.stringMatching(/^[\da-f]{8}-[\da-f-]{27}$/),
					chat_id: chatIds.lounge,
					owner_id: agentIds.admin,
				}),
			],
		},
		{
			resource: 'chat',
			operation: 'update',
			parameters: { chatId: byId(chatIds.project), updateFields: { name: 'Project Omega' } },
			requests: [
				{
					method: 'PUT',
					path: `/v1.0/service_agents/talk_chats/${chatIds.project}`,
					body: { name: 'Project Omega' },
				},
			],
			items: [expect.objectContaining({ name: 'Project Omega', detail: 'Q1' })],
		},
		{
			resource: 'chat',
			operation: 'update',
			case: 'of the detail only',
			parameters: { chatId: byId(chatIds.project), updateFields: { detail: 'Q2' } },
			requests: [
				{
					method: 'PUT',
					path: `/v1.0/service_agents/talk_chats/${chatIds.project}`,
					body: { detail: 'Q2' },
				},
			],
			items: [expect.objectContaining({ name: 'Project Discussion', detail: 'Q2' })],
		},
		{
			resource: 'file',
			operation: 'download',
			parameters: { fileId: byId(fileIds.design), binaryPropertyName: 'file' },
			requests: [
				{ method: 'GET', path: `/v1.0/service_agents/files/${fileIds.design}` },
				{ method: 'GET', path: `/v1.0/service_agents/files/${fileIds.design}/file`, status: 307 },
			],
			items: [expect.objectContaining({ name: 'design.txt' })],
		},
		{
			resource: 'file',
			operation: 'delete',
			parameters: { fileId: byId(fileIds.design) },
			requests: [{ method: 'DELETE', path: `/v1.0/service_agents/files/${fileIds.design}` }],
			items: [expect.objectContaining({ deleted: true, id: fileIds.design })],
		},
		{
			resource: 'file',
			operation: 'get',
			parameters: { fileId: byId(fileIds.design) },
			requests: [{ method: 'GET', path: `/v1.0/service_agents/files/${fileIds.design}` }],
			items: [expect.objectContaining({ id: fileIds.design, name: 'design.txt', filesize: 41 })],
		},
		{
			resource: 'file',
			operation: 'getAll',
			parameters: { returnAll: true },
			requests: wholeList('/v1.0/service_agents/files'),
			items: [expect.objectContaining({ id: fileIds.design })],
		},
		{
			resource: 'message',
			operation: 'delete',
			parameters: { messageId: byId(messageIds.answer) },
			requests: [
				{ method: 'DELETE', path: `/v1.0/service_agents/talk_messages/${messageIds.answer}` },
			],
			items: [
				expect.objectContaining({ deleted: true, id: messageIds.answer, chat_id: chatIds.project }),
			],
		},
		{
			resource: 'message',
			operation: 'get',
			parameters: {
				messageId: byId(messageIds.question),
				output: 'selectedFields',
				fields: ['id', 'text'],
			},
			requests: [
				{ method: 'GET', path: `/v1.0/service_agents/talk_messages/${messageIds.question}` },
			],
			items: [{ id: messageIds.question, text: 'Is the new design ready?' }],
		},
		{
			resource: 'message',
			operation: 'getAll',
			parameters: { chatId: byId(chatIds.project), returnAll: true },
			requests: wholeList('/v1.0/service_agents/talk_messages', { chat_id: chatIds.project }),
			items: [
				expect.objectContaining({ id: messageIds.answer }),
				expect.objectContaining({ id: messageIds.question }),
			],
		},
		{
			resource: 'message',
			operation: 'getAll',
			case: 'with the deleted ones',
			parameters: {
				chatId: byId(chatIds.project),
				returnAll: true,
				filters: { includeDeleted: true },
			},
			requests: wholeList('/v1.0/service_agents/talk_messages', { chat_id: chatIds.project }),
			items: [
				expect.objectContaining({ id: messageIds.deleted }),
				expect.objectContaining({ id: messageIds.answer }),
				expect.objectContaining({ id: messageIds.question }),
			],
		},
		{
			resource: 'message',
			operation: 'getAll',
			case: 'of a thread, oldest first',
			parameters: {
				chatId: byId(chatIds.project),
				returnAll: true,
				filters: { threadId: byId(messageIds.question) },
				options: { oldestFirst: true },
			},
			requests: [
				{
					method: 'GET',
					path: '/v1.0/service_agents/talk_messages',
					query: { chat_id: chatIds.project, page_size: '100' },
				},
			],
			items: [
				expect.objectContaining({ id: messageIds.question }),
				expect.objectContaining({ id: messageIds.answer }),
			],
		},
		{
			resource: 'message',
			operation: 'send',
			case: 'to an agent',
			parameters: { sendTo: 'agent', agentId: fromList(agentIds.grace), text: 'Hello' },
			requests: [
				{
					method: 'POST',
					path: '/v1.0/service_agents/talk_chats',
					body: {
						type: 'direct',
						participants: [{ owner_type: 'agent', owner_id: agentIds.grace }],
					},
				},
				{
					method: 'POST',
					path: '/v1.0/service_agents/talk_messages',
					body: { chat_id: chatIds.direct, type: 'normal', text: 'Hello' },
				},
			],
			items: [expect.objectContaining({ text: 'Hello', chat_id: chatIds.direct })],
		},
		{
			resource: 'message',
			operation: 'send',
			parameters: {
				chatId: byId(chatIds.project),
				text: 'Here it is',
				additionalFields: {
					parentId: byId(messageIds.question),
					attachments: {
						files: [{ fileId: fileIds.design }],
						links: [{ linkUrl: 'https://example.com/design' }],
					},
				},
			},
			requests: [
				{
					method: 'POST',
					path: '/v1.0/service_agents/talk_messages',
					body: {
						chat_id: chatIds.project,
						type: 'normal',
						text: 'Here it is',
						parent_id: messageIds.question,
						medias: [
							{ type: 'file', file_id: fileIds.design },
							{ type: 'link', link_url: 'https://example.com/design' },
						],
					},
				},
			],
			items: [
				expect.objectContaining({
					id: expect.stringMatching(/^[\da-f]{8}-[\da-f-]{27}$/),
					text: 'Here it is',
					parent_id: messageIds.question,
					medias: [
						expect.objectContaining({ type: 'file', file_id: fileIds.design }),
						expect.objectContaining({ type: 'link', link_url: 'https://example.com/design' }),
					],
				}),
			],
		},
		{
			resource: 'message',
			operation: 'send',
			case: 'with text only',
			parameters: { chatId: byId(chatIds.project), text: 'Hello', output: 'raw' },
			requests: [
				{
					method: 'POST',
					path: '/v1.0/service_agents/talk_messages',
					body: { chat_id: chatIds.project, type: 'normal', text: 'Hello' },
				},
			],
			items: [expect.objectContaining({ text: 'Hello', owner_id: agentIds.admin, medias: [] })],
		},
		{
			resource: 'participant',
			operation: 'add',
			parameters: { chatId: byId(chatIds.announcements), agentId: byId(agentIds.grace) },
			requests: [
				{
					method: 'POST',
					path: `/v1.0/service_agents/talk_chats/${chatIds.announcements}/participants`,
					body: { owner_type: 'agent', owner_id: agentIds.grace },
				},
			],
			items: [
				expect.objectContaining({
					id: expect.stringMatching(/^[\da-f]{8}-[\da-f-]{27}$/),
					owner_id: agentIds.grace,
				}),
			],
		},
		{
			resource: 'participant',
			operation: 'getAll',
			parameters: { chatId: byId(chatIds.project), returnAll: true },
			requests: [
				{ method: 'GET', path: `/v1.0/service_agents/talk_chats/${chatIds.project}/participants` },
			],
			items: [
				expect.objectContaining({ owner_id: agentIds.admin }),
				expect.objectContaining({ id: participantIds.grace, owner_id: agentIds.grace }),
				expect.objectContaining({ owner_id: agentIds.linus }),
			],
		},
		{
			resource: 'participant',
			operation: 'remove',
			case: 'which the server answers with null',
			parameters: { chatId: byId(chatIds.project), participantId: byId(participantIds.grace) },
			requests: [
				{ method: 'GET', path: `/v1.0/service_agents/talk_chats/${chatIds.project}/participants` },
				{
					method: 'DELETE',
					path: `/v1.0/service_agents/talk_chats/${chatIds.project}/participants/${participantIds.grace}`,
				},
			],
			items: [
				expect.objectContaining({
					deleted: true,
					id: participantIds.grace,
					owner_id: agentIds.grace,
					chat_id: chatIds.project,
				}),
			],
		},
		{
			resource: 'reaction',
			operation: 'add',
			parameters: { messageId: byId(messageIds.question), emoji: '👍' },
			requests: [
				{
					method: 'POST',
					path: `/v1.0/service_agents/talk_messages/${messageIds.question}/reactions`,
					body: { emoji: '👍' },
				},
			],
			items: [
				expect.objectContaining({
					id: messageIds.question,
					metadata: { reactions: [expect.objectContaining({ emoji: '👍' })] },
				}),
			],
		},
	],
};
