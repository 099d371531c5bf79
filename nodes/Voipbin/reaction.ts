import { operation, type Resource } from '../shared/vendor/operation';
import { text } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { chatOfMessage, messageKind, messageShape } from './message';

export const reaction = {
	name: 'Reaction',
	operations: {
		add: operation({
			name: 'Add',
			action: 'Add reaction to message',
			description: 'Add a reaction to a message',
			request: 'POST /service_agents/talk_messages/{message_id}/reactions',
			parameters: [
				chatOfMessage,
				pick(messageKind, { description: 'The message to react to' }),
				text('emoji', {
					required: true,
					placeholder: 'e.g. 👍',
					description: 'Emoji or emoji name, e.g. thumbsup',
				}),
			],
			output: messageShape,
		}),
	},
} satisfies Resource;
