import { agentIds, chatIds, messageIds, participantIds } from './seed';

const customerId = '5e4a0680-804e-11ec-8477-2fea5968d85b';
const at = (time: string) => `2026-01-17T${time}Z`;

const chat = {
	id: chatIds.project,
	customer_id: customerId,
	type: 'group',
	name: 'Project Discussion',
	detail: 'Q1',
	member_count: 3,
	tm_create: at('10:30:00.123456'),
	tm_update: at('10:30:00.123456'),
	tm_delete: null,
};

/** What is empty is left out. */
const { detail: _detail, ...withoutDetail } = chat;

const message = {
	id: messageIds.question,
	customer_id: customerId,
	owner_type: 'agent',
	owner_id: agentIds.grace,
	chat_id: chatIds.project,
	type: 'normal',
	text: 'Is the new design ready?',
	medias: [],
	metadata: { reactions: [] },
	tm_create: at('10:33:00'),
	tm_update: at('10:33:00'),
	tm_delete: null,
};

const participant = {
	id: participantIds.grace,
	customer_id: customerId,
	owner_type: 'agent',
	owner_id: agentIds.grace,
	chat_id: chatIds.project,
	tm_joined: at('10:31:00'),
};

const event = (type: string, data: object) => ({ type, data });

/** One event of each kind that Talk has, about the seeded chat. */
export const sampleEvents = {
	chat_created: event('chat_created', chat),
	chat_updated: event('chat_updated', { ...chat, tm_update: at('10:40:00.5') }),
	chat_deleted: event('chat_deleted', { ...withoutDetail, tm_update: at('10:40:00.5') }),
	chatmessage_created: event('chatmessage_created', message),
	chatmessage_deleted: event('chatmessage_deleted', {
		...message,
		tm_update: at('10:50:00'),
		tm_delete: at('10:50:00'),
	}),
	chatmessage_reaction_updated: event('chatmessage_reaction_updated', {
		...message,
		metadata: {
			reactions: [
				{ emoji: '👍', owner_type: 'agent', owner_id: agentIds.linus, tm_create: at('10:34:00') },
			],
		},
		tm_update: at('10:34:00'),
	}),
	chatparticipant_added: event('chatparticipant_added', participant),
	chatparticipant_removed: event('chatparticipant_removed', participant),
};
