import {
	body,
	optional,
	path,
	type Field,
	type Parameter,
	type Resource,
} from '../shared/operation';
import { paged } from './lists';
import { channelLocator, chatLocator } from './locators';

const name: Field = {
	displayName: 'Name',
	type: 'string',
	placeholder: 'e.g. Project Alpha',
	description: 'What the chat is called',
};

const detail: Field = {
	displayName: 'Detail',
	type: 'string',
	placeholder: 'e.g. Planning for the first quarter',
	description: 'What the chat is about',
};

const participants: Parameter = {
	...body('participants', {
		displayName: 'Participant Names or IDs',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getAgents' },
		description:
			'The agents to add; you take part yourself in any case. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	}),
	convert: (ids) => (ids as unknown[]).map((id) => ({ owner_type: 'agent', owner_id: String(id) })),
};

export const chat = {
	name: 'Chat',
	description: 'Conversations that the agent takes part in',
	operations: {
		create: {
			name: 'Create',
			action: 'Create chat',
			description:
				'Create a chat; a direct chat that exists already with the other agent is returned instead',
			method: 'POST',
			path: '/service_agents/talk_chats',
			parameters: [
				body('type', {
					displayName: 'Type',
					type: 'options',
					options: [
						{ name: 'Direct', value: 'direct', description: 'Private, with one other agent' },
						{ name: 'Group', value: 'group', description: 'Private, with any number of agents' },
						{ name: 'Talk', value: 'talk', description: 'Public: every agent may join' },
					],
					default: 'group',
					required: true,
					description: 'Who takes part',
				}),
				participants,
				optional(body('name', name)),
				optional(body('detail', detail)),
			],
			// VoIPBin answers 500 to this.
			check: (value) =>
				value('type') === 'direct' && (value('participants') as unknown[] | undefined)?.length !== 1
					? 'A direct chat needs exactly one other participant: choose one, or another Type'
					: undefined,
		},
		delete: {
			name: 'Delete',
			action: 'Delete chat',
			description: 'Delete a chat for all who take part in it',
			method: 'DELETE',
			path: '/service_agents/talk_chats/{chat_id}',
			parameters: [path('chat_id', chatLocator('The chat to delete'))],
			deletes: true,
		},
		get: {
			name: 'Get',
			action: 'Get chat',
			description: 'Retrieve one chat',
			method: 'GET',
			path: '/service_agents/talk_chats/{chat_id}',
			parameters: [path('chat_id', chatLocator('The chat to retrieve'))],
		},
		getAll: {
			name: 'Get Many',
			action: 'Get many chats',
			description: 'Retrieve the chats that the agent takes part in, newest first',
			method: 'GET',
			path: '/service_agents/talk_chats',
			...paged,
		},
		join: {
			name: 'Join',
			action: 'Join chat',
			description: 'Take part in a public chat; returns the new participant',
			method: 'POST',
			path: '/service_agents/talk_chats/{channel_id}/join',
			parameters: [path('channel_id', channelLocator('The public chat to join'))],
		},
		update: {
			name: 'Update',
			action: 'Update chat',
			description: 'Change the name or the detail of a chat',
			method: 'PUT',
			path: '/service_agents/talk_chats/{chat_id}',
			parameters: [
				path('chat_id', chatLocator('The chat to change')),
				optional(body('name', name), 'updateFields'),
				optional(body('detail', detail), 'updateFields'),
			],
		},
	},
} satisfies Resource;
