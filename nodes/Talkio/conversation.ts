import { record } from '../shared/vendor/answer';
import { operation, type Operation, type Resource } from '../shared/vendor/operation';
import { text } from '../shared/vendor/parameter';
import { pick, recordKind } from '../shared/vendor/recordKind';
import { paged } from './lists';
import { conversationIdOf, createdAt, recordIn } from './records';
import { userKind } from './user';

/** A conversation of a user. */
export const conversationKind = recordKind({
	name: 'Conversation',
	wire: 'conversation-id',
	example: '5f0c2f4e8a0b',
	list: (): Operation => conversation.operations.getAll,
	id: conversationIdOf,
	title: (found) => found.title || found.name || createdAt(found),
});

export const conversation = {
	name: 'Conversation',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get conversation',
			description: 'Retrieve one conversation of a user with its messages',
			request: 'GET /users/{user-id}/conversations/{conversation-id}',
			parameters: [
				pick(userKind, { description: 'The user who had the conversation' }),
				pick(conversationKind, { description: 'The conversation to retrieve' }),
			],
			answer: record(recordIn),
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many conversations',
			description: 'Retrieve the conversations of an active user',
			request: 'GET /users/{user-id}/conversations',
			parameters: [pick(userKind, { description: 'The user who had the conversations' })],
			filters: [
				text('promptTemplateId', {
					displayName: 'Prompt Template',
					name: 'promptTemplate',
					placeholder: 'e.g. books-literature',
					description: 'Only conversations of the template with this slug',
				}),
			],
			...paged,
		}),
	},
} satisfies Resource;
