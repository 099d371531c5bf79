import { randomUUID } from 'node:crypto';

import type { FastifyInstance } from 'fastify';

import { object } from '../jsonSchema';
import { agentOf } from './auth';
import { listQuery, pageOf, type PageQuery, proofQuery } from './pages';
import { forbidden, internal, invalidId, Refusal } from './refusal';
import type { Agent, Media, Message } from './state';
import { type Context, emit, isUuid, ownChat, takesPart, visibleChat } from './talk';
import { stamp } from './time';
import { inEdition } from './views';

const text = { type: 'string' };
const noQuery = object(proofQuery);
const nobody = '00000000-0000-0000-0000-000000000000';

interface MediaInput {
	type: string;
	file_id?: string;
	link_url?: string;
}

interface NewMessage {
	chat_id: string;
	type: string;
	text: string;
	parent_id?: string;
	medias?: MediaInput[];
}

const newMessageSchema = object(
	{
		chat_id: text,
		type: text,
		text,
		parent_id: text,
		medias: {
			type: 'array',
			items: object(
				{
					type: { enum: ['address', 'agent', 'file', 'link'] },
					address: { type: 'object' },
					agent_id: text,
					file_id: text,
					link_url: { type: 'string', format: 'uri' },
				},
				['type'],
			),
		},
	},
	['chat_id', 'type', 'text'],
);

/** Only the kind, the file and the link of a media are kept. */
const storedMedia = ({ type, file_id = nobody, link_url }: MediaInput): Media => ({
	type,
	address: {},
	agent_id: nobody,
	file_id,
	...(link_url ? { link_url } : {}),
});

/** `/service_agents/talk_messages`. */
export function addMessageRoutes(app: FastifyInstance, context: Context): void {
	const { clock } = context;
	const now = () => stamp(context.state, clock.now());
	const show = (value: unknown) => inEdition(context.state, value);

	const visibleMessage = (messageId: string, agent: Agent): Message => {
		const { state } = context;
		const message = state.messages.find(({ id }) => id === messageId);
		if (!message) throw new Refusal(404, 'MESSAGE_NOT_FOUND', 'The message was not found.');
		if (!takesPart(state, message.chat_id, agent)) throw forbidden();
		return message;
	};

	app.get<{ Querystring: PageQuery & { chat_id?: string } }>(
		'/service_agents/talk_messages',
		{ schema: { querystring: listQuery({ chat_id: text }) } },
		async (request) => {
			const agent = agentOf(request);
			const { chat_id, ...page } = request.query;
			if (!chat_id) {
				throw new Refusal(400, 'MISSING_REQUEST_PARAMETER', 'The chat_id parameter is required.');
			}
			const { id } = visibleChat(context.state, chat_id, agent);
			const ofChat = context.state.messages.filter((message) => message.chat_id === id);
			return show(pageOf(ofChat, page));
		},
	);

	app.post<{ Body: NewMessage }>(
		'/service_agents/talk_messages',
		{ schema: { querystring: noQuery, body: newMessageSchema } },
		async (request) => {
			const { state } = context;
			const self = agentOf(request);
			const { chat_id, type, text: words, parent_id, medias = [] } = request.body;
			if (!isUuid(chat_id)) throw invalidId();
			const chat = ownChat(state, chat_id, self);
			if (type !== 'normal' && type !== 'system') throw internal();
			// What is no ID is ignored.
			const parentId = parent_id !== undefined && isUuid(parent_id) ? parent_id : undefined;
			const inChat = state.messages.some(
				(message) => message.id === parentId && message.chat_id === chat.id,
			);
			if (parentId !== undefined && !inChat) throw internal();
			const time = now();
			const message: Message = {
				id: randomUUID(),
				customer_id: chat.customer_id,
				owner_type: 'agent',
				owner_id: self.id,
				chat_id: chat.id,
				...(parentId ? { parent_id: parentId } : {}),
				type,
				text: words,
				medias: medias.map(storedMedia),
				metadata: { reactions: [] },
				tm_create: time,
				tm_update: time,
				tm_delete: null,
			};
			state.messages.push(message);
			emit(context, 'chatmessage_created', message);
			return show(message);
		},
	);

	app.get<{ Params: { id: string } }>(
		'/service_agents/talk_messages/:id',
		{ schema: { querystring: noQuery } },
		async (request) => show(visibleMessage(request.params.id, agentOf(request))),
	);

	app.delete<{ Params: { id: string } }>(
		'/service_agents/talk_messages/:id',
		{ schema: { querystring: noQuery } },
		async (request) => {
			const self = agentOf(request);
			const message = visibleMessage(request.params.id, self);
			if (message.owner_id !== self.id) throw forbidden();
			if (message.tm_delete !== null) throw internal();
			message.tm_delete = now();
			message.tm_update = message.tm_delete;
			emit(context, 'chatmessage_deleted', message);
			return show(message);
		},
	);

	app.post<{ Params: { id: string }; Body: { emoji: string } }>(
		'/service_agents/talk_messages/:id/reactions',
		{
			schema: {
				querystring: noQuery,
				body: object({ emoji: { type: 'string', minLength: 1 } }, ['emoji']),
			},
		},
		async (request) => {
			const self = agentOf(request);
			const message = visibleMessage(request.params.id, self);
			const { reactions } = message.metadata;
			const { emoji } = request.body;
			if (!reactions.some((known) => known.emoji === emoji && known.owner_id === self.id)) {
				const time = now();
				reactions.push({ emoji, owner_type: 'agent', owner_id: self.id, tm_create: time });
				message.tm_update = time;
			}
			emit(context, 'chatmessage_reaction_updated', message);
			return show(message);
		},
	);
}
