import { body, local, path, type Resource } from '../shared/operation';
import { chatOfMessages, messageLocator } from './locators';
import { messageShape } from './message';

export const reaction = {
	name: 'Reaction',
	operations: {
		add: {
			name: 'Add',
			action: 'Add reaction to message',
			description: 'React to a message; returns it with its reactions',
			method: 'POST',
			path: '/service_agents/talk_messages/{message_id}/reactions',
			parameters: [
				local('chat_id', chatOfMessages),
				path('message_id', messageLocator('Message', 'The message to react to')),
				body('emoji', {
					displayName: 'Emoji',
					type: 'string',
					required: true,
					placeholder: 'e.g. 👍',
					description: 'The emoji, or its name such as thumbsup',
				}),
			],
			shape: messageShape,
		},
	},
} satisfies Resource;
