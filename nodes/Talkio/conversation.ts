import { optional, path, query, type Resource } from '../shared/operation';
import { pagination, recordsIn } from './lists';
import { conversationLocator, userInPath } from './locators';
import { recordIn } from './records';

export const conversation = {
	name: 'Conversation',
	operations: {
		get: {
			name: 'Get',
			action: 'Get conversation',
			description: 'Retrieve one conversation of a user with its messages',
			method: 'GET',
			path: '/users/{user-id}/conversations/{conversation-id}',
			parameters: [
				userInPath('The user who had the conversation'),
				path('conversation-id', conversationLocator('The conversation to retrieve')),
			],
			result: recordIn,
		},
		getAll: {
			name: 'Get Many',
			action: 'Get many conversations',
			description: 'Retrieve the conversations of an active user',
			method: 'GET',
			path: '/users/{user-id}/conversations',
			parameters: [
				userInPath('The user who had the conversations'),
				optional(
					query('promptTemplateId', {
						displayName: 'Prompt Template',
						name: 'promptTemplate',
						type: 'string',
						default: '',
						placeholder: 'e.g. books-literature',
						description: 'Only conversations of the template with this slug',
					}),
					'filters',
				),
			],
			result: recordsIn,
			pagination,
		},
	},
} satisfies Resource;
