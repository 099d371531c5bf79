import { omit } from '../omit';
import { agentIds, chatIds, messageIds, participantIds } from './seed';
import { writeMicros } from './time';

const customerId = '5e4a0680-804e-11ec-8477-2fea5968d85b';

const event = (type: string, data: object) => ({ type, data });

/**
 * One event of each kind that Talk has, about the seeded chat.
 *
 * @param now when the last of them happens, in epoch milliseconds
 */
export function sampleEventsAt(now: number) {
	/** So many seconds before, as the server writes it. */
	const before = (seconds: number) => writeMicros((now - seconds * 1000) * 1000 + 123456);

	const chat = {
		id: chatIds.project,
		customer_id: customerId,
		type: 'group',
		name: 'Project Discussion',
		detail: 'Q1',
		member_count: 3,
		tm_create: before(60),
		tm_update: before(60),
		tm_delete: null,
	};

	/** What is empty is left out. */
	const withoutDetail = omit(chat, 'detail');

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
		tm_create: before(40),
		tm_update: before(40),
		tm_delete: null,
	};

	const participant = {
		id: participantIds.grace,
		customer_id: customerId,
		owner_type: 'agent',
		owner_id: agentIds.grace,
		chat_id: chatIds.project,
		tm_joined: before(50),
	};

	return {
		chat_created: event('chat_created', chat),
		chat_updated: event('chat_updated', { ...chat, tm_update: before(20) }),
		chat_deleted: event('chat_deleted', { ...withoutDetail, tm_update: before(20) }),
		chatmessage_created: event('chatmessage_created', message),
		chatmessage_deleted: event('chatmessage_deleted', {
			...message,
			tm_update: before(10),
			tm_delete: before(10),
		}),
		chatmessage_reaction_updated: event('chatmessage_reaction_updated', {
			...message,
			metadata: {
				reactions: [
					{ emoji: '👍', owner_type: 'agent', owner_id: agentIds.linus, tm_create: before(30) },
				],
			},
			tm_update: before(30),
		}),
		chatparticipant_added: event('chatparticipant_added', participant),
		chatparticipant_removed: event('chatparticipant_removed', participant),
	};
}
