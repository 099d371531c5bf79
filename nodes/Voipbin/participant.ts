import { body, path, type Resource } from '../shared/operation';
import { agentLocator, chatLocator, participantLocator } from './locators';

export const participant = {
	name: 'Participant',
	description: 'Agents who take part in a chat',
	operations: {
		add: {
			name: 'Add',
			action: 'Add participant to chat',
			description: 'Add an agent to a chat; one who takes part already gets a new participant ID',
			method: 'POST',
			path: '/service_agents/talk_chats/{chat_id}/participants',
			parameters: [
				path('chat_id', chatLocator('The chat to add the agent to')),
				body('owner_id', { ...agentLocator('The agent to add'), name: 'agentId' }),
			],
			fixed: { owner_type: 'agent' },
		},
		getAll: {
			name: 'Get Many',
			action: 'Get many participants of chat',
			description: 'Retrieve the participants of a chat',
			method: 'GET',
			path: '/service_agents/talk_chats/{chat_id}/participants',
			parameters: [path('chat_id', chatLocator('The chat whose participants to retrieve'))],
			pagination: { style: 'none' },
		},
		remove: {
			name: 'Remove',
			action: 'Remove participant from chat',
			description: 'Take a participant out of a chat',
			method: 'DELETE',
			path: '/service_agents/talk_chats/{chat_id}/participants/{participant_id}',
			parameters: [
				path('chat_id', chatLocator('The chat to take the participant out of')),
				path(
					'participant_id',
					participantLocator('The participant to take out; this is not the ID of the agent'),
				),
			],
			// Servers answer with the participant or with null.
			result: (reply, request) => {
				if (reply) return reply;
				const [chatId = '', , id = ''] = request.path.split('/').slice(3);
				return { success: true, id: decodeURIComponent(id), chat_id: decodeURIComponent(chatId) };
			},
			deletes: true,
		},
	},
} satisfies Resource;
