import { randomUUID } from 'node:crypto';

import type { FastifyInstance } from 'fastify';

import { object } from '../jsonSchema';
import { agentOf } from './auth';
import { listQuery, pageOf, type PageQuery, proofQuery } from './pages';
import { forbidden, internal, invalidId, Refusal } from './refusal';
import { type Agent, type Chat, chatTypes, type VoipbinState } from './state';
import {
	addParticipant,
	type Context,
	emit,
	isUuid,
	ownChat,
	takesPart,
	visibleChat,
} from './talk';
import { stamp } from './time';
import { chatView, inEdition } from './views';

const text = { type: 'string' };
const noQuery = object(proofQuery);
const participantInput = object({ owner_type: text, owner_id: text }, ['owner_type', 'owner_id']);

interface ParticipantInput {
	owner_type: string;
	owner_id: string;
}

interface NewChat {
	type: string;
	name?: string;
	detail?: string;
	participants?: ParticipantInput[];
}

/** The agents of the account among those given, each once and without the one who asks. */
function othersOf({ agents }: VoipbinState, given: ParticipantInput[], self: Agent): string[] {
	if (given.some(({ owner_id }) => !isUuid(owner_id))) throw invalidId();
	const known = new Set(agents.map(({ id }) => id));
	const wanted = given
		.filter(({ owner_type, owner_id }) => owner_type === 'agent' && known.has(owner_id))
		.map(({ owner_id }) => owner_id);
	return [...new Set(wanted)].filter((id) => id !== self.id);
}

function existingDirectChat({ chats, participants }: VoipbinState, self: Agent, other: string) {
	return chats.find(
		(chat) =>
			chat.type === 'direct' &&
			chat.tm_delete === null &&
			[self.id, other].every((id) =>
				participants.some(({ chat_id, owner_id }) => chat_id === chat.id && owner_id === id),
			),
	);
}

/** `/service_agents/talk_chats` and `/service_agents/talk_channels`. */
export function addChatRoutes(app: FastifyInstance, context: Context): void {
	const { clock } = context;
	const now = () => stamp(context.state, clock.now());
	const show = (value: unknown) => inEdition(context.state, value);
	const listed = (chats: Chat[], query: PageQuery) => {
		const page = pageOf(chats, query);
		return show({ ...page, result: page.result.map(chatView) });
	};

	app.get<{ Querystring: PageQuery }>(
		'/service_agents/talk_chats',
		{ schema: { querystring: listQuery() } },
		async (request) => {
			const { state } = context;
			const agent = agentOf(request);
			const own = state.chats.filter(
				({ id, tm_delete }) => tm_delete === null && takesPart(state, id, agent),
			);
			return listed(own, request.query);
		},
	);

	app.get<{ Querystring: PageQuery }>(
		'/service_agents/talk_channels',
		{ schema: { querystring: listQuery() } },
		async (request) => {
			agentOf(request);
			const open = context.state.chats.filter(
				({ type, tm_delete }) => type === 'talk' && tm_delete === null,
			);
			return listed(open, request.query);
		},
	);

	app.post<{ Body: NewChat }>(
		'/service_agents/talk_chats',
		{
			schema: {
				querystring: noQuery,
				body: object(
					{
						type: text,
						name: text,
						detail: text,
						participants: { type: 'array', items: participantInput },
					},
					['type'],
				),
			},
		},
		async (request) => {
			const { state } = context;
			const self = agentOf(request);
			const { type, name = '', detail = '', participants = [] } = request.body;
			const others = othersOf(state, participants, self);
			if (!chatTypes.includes(type as Chat['type'])) throw internal();
			if (type === 'direct') {
				const [other] = others;
				if (others.length !== 1 || other === undefined) throw internal();
				const existing = existingDirectChat(state, self, other);
				if (existing) return show(chatView(existing));
			}
			const time = now();
			const chat: Chat = {
				id: randomUUID(),
				customer_id: self.customer_id,
				type: type as Chat['type'],
				name,
				detail,
				member_count: 0,
				tm_create: time,
				tm_update: time,
				tm_delete: null,
			};
			state.chats.push(chat);
			for (const owner of [self.id, ...others]) addParticipant(context, chat, owner);
			emit(context, 'chat_created', chatView(chat));
			return show(chatView(chat));
		},
	);

	app.get<{ Params: { id: string } }>(
		'/service_agents/talk_chats/:id',
		{ schema: { querystring: noQuery } },
		async (request) =>
			show(chatView(visibleChat(context.state, request.params.id, agentOf(request)))),
	);

	app.put<{ Params: { id: string }; Body: { name?: string; detail?: string } }>(
		'/service_agents/talk_chats/:id',
		{ schema: { querystring: noQuery, body: object({ name: text, detail: text }) } },
		async (request) => {
			const chat = ownChat(context.state, request.params.id, agentOf(request));
			const { name, detail } = request.body;
			if (name === undefined && detail === undefined) throw internal();
			Object.assign(chat, request.body, { tm_update: now() });
			emit(context, 'chat_updated', chatView(chat));
			return show(chatView(chat));
		},
	);

	app.delete<{ Params: { id: string } }>(
		'/service_agents/talk_chats/:id',
		{ schema: { querystring: noQuery } },
		async (request) => {
			const chat = ownChat(context.state, request.params.id, agentOf(request));
			const before = { ...chat };
			chat.tm_delete = now();
			chat.tm_update = chat.tm_delete;
			emit(context, 'chat_deleted', chatView(before));
			return show(chatView(context.state.edition === 'current' ? before : chat));
		},
	);

	app.post<{ Params: { id: string } }>(
		'/service_agents/talk_chats/:id/join',
		{ schema: { querystring: noQuery } },
		async (request) => {
			const self = agentOf(request);
			const chat = context.state.chats.find(
				({ id, tm_delete }) => id === request.params.id && tm_delete === null,
			);
			if (!chat) throw forbidden();
			if (chat.type !== 'talk') {
				throw new Refusal(400, 'INVALID_ARGUMENT', 'Only talk type chats can be joined.');
			}
			return show(addParticipant(context, chat, self.id));
		},
	);

	app.get<{ Params: { id: string } }>(
		'/service_agents/talk_chats/:id/participants',
		{ schema: { querystring: noQuery } },
		async (request) => {
			const { id } = visibleChat(context.state, request.params.id, agentOf(request));
			return show(context.state.participants.filter(({ chat_id }) => chat_id === id));
		},
	);

	app.post<{ Params: { id: string }; Body: ParticipantInput }>(
		'/service_agents/talk_chats/:id/participants',
		{ schema: { querystring: noQuery, body: participantInput } },
		async (request) => {
			const { state } = context;
			const self = agentOf(request);
			const chat = visibleChat(state, request.params.id, self);
			const { owner_id } = request.body;
			if (!isUuid(owner_id)) throw invalidId();
			const joins = chat.type === 'talk' && owner_id === self.id;
			if (!joins && !takesPart(state, chat.id, self)) throw forbidden();
			if (!state.agents.some(({ id }) => id === owner_id)) throw internal();
			return show(addParticipant(context, chat, owner_id));
		},
	);

	app.delete<{ Params: { id: string; participantId: string } }>(
		'/service_agents/talk_chats/:id/participants/:participantId',
		{ schema: { querystring: noQuery } },
		async (request, reply) => {
			const { state } = context;
			const chat = ownChat(state, request.params.id, agentOf(request));
			const removed = state.participants.find(
				({ id, chat_id }) => id === request.params.participantId && chat_id === chat.id,
			);
			state.participants = state.participants.filter((participant) => participant !== removed);
			if (removed) emit(context, 'chatparticipant_removed', removed);
			const answer = state.edition === 'current' ? null : (removed ?? null);
			return reply.type('application/json; charset=utf-8').send(JSON.stringify(show(answer)));
		},
	);
}
