import { record } from '../shared/vendor/answer';
import { operation, type Operation, type Resource } from '../shared/vendor/operation';
import { text } from '../shared/vendor/parameter';
import { pick, recordKind } from '../shared/vendor/recordKind';
import { paged } from './lists';
import { conversationIdOf, createdAt, recordIn } from './records';
import { userKind } from './userKind';

/** A conversation of a user. */
export const conversationKind = recordKind({
	name: 'Conversation',
	wire: 'conversation-id',
	example: '5f0c2f4e8a0b',
	list: (): Operation => conversation.operations.getAll,
	id: conversationIdOf,
	title: ({ title, name, promptTemplateId }) => title || name || promptTemplateId,
	time: createdAt,
});

export const conversation = {
	name: 'Conversation',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get conversation',
			description: 'Get a conversation with its messages',
			request: 'GET /users/{user-id}/conversations/{conversation-id}',
			parameters: [
				pick(userKind, { description: 'The user to get a conversation of' }),
				pick(conversationKind, { description: 'The conversation to get' }),
			],
			answer: record(recordIn),
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many conversations',
			description: "Get many of an active user's conversations",
			request: 'GET /users/{user-id}/conversations',
			parameters: [pick(userKind, { description: 'The user to get conversations of' })],
			filters: [
				text('promptTemplateId', {
					displayName: 'Prompt Template',
					name: 'promptTemplate',
					placeholder: 'e.g. books-literature',
					description: 'Only return conversations that use this prompt template (slug)',
				}),
			],
			...paged,
		}),
	},
} satisfies Resource;
