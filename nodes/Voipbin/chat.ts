import type { IDataObject } from 'n8n-workflow';

import { InvalidValue } from '../shared/parameters/errors';
import { deleted } from '../shared/vendor/answer';
import { operation, type Operation, type Resource } from '../shared/vendor/operation';
import { choice, text } from '../shared/vendor/parameter';
import { pick, pickMany, recordKind } from '../shared/vendor/recordKind';
import { agent, agentKind } from './agent';
import { channelKind } from './channel';
import { chatTitle } from './chatTitle';
import { paged } from './lists';

/** A chat of the agent. */
export const chatKind = recordKind({
	name: 'Chat',
	wire: 'chat_id',
	example: 'e8b2e976-f043-44c8-bb89-e214e225e813',
	list: (): Operation => chat.operations.getAll,
	title: chatTitle,
});

const labels = [
	text('name', { placeholder: 'e.g. Project Alpha', description: 'Name of the chat' }),
	text('detail', {
		placeholder: 'e.g. Planning for the first quarter',
		description: 'Description of the chat',
	}),
];

const oneOther =
	'A direct chat needs exactly one participant. Select one, or change Type to Group.';

export const chat = {
	name: 'Chat',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create chat',
			description: 'Create a chat. If the direct chat already exists, it is returned.',
			request: 'POST /service_agents/talk_chats',
			parameters: [
				choice(
					'type',
					[
						{ name: 'Direct', value: 'direct', description: 'Private, with one other agent' },
						{ name: 'Group', value: 'group', description: 'Private, with any number of agents' },
						{ name: 'Public', value: 'talk', description: 'Every agent of the account can join' },
					],
					{ default: 'group', required: true, description: 'Type of chat' },
				),
				pickMany(agentKind, 'participants', 'The agents to add besides your own', {
					convert: (ids) => ids.map((id) => ({ owner_type: 'agent', owner_id: String(id) })),
				}),
			],
			additionalFields: labels,
			// VoIPBin answers 500 to this.
			check: ({ type, participants = [] }) =>
				type === 'direct' && ![1, 2].includes(participants.length) ? oneOther : undefined,
			run: async ({ perform, values: { type, participants = [] } }) => {
				if (type === 'direct' && participants.length === 2) {
					const [self] = (await perform(agent.operations.getCurrent)) as IDataObject[];
					const owners = (participants as unknown as IDataObject[]).map(({ owner_id }) => owner_id);
					if (!owners.includes(self?.id)) throw new InvalidValue(oneOther);
				}
				return (await perform()).map((json) => ({ json }));
			},
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete chat',
			description: 'Delete a chat for everyone',
			request: 'DELETE /service_agents/talk_chats/{chat_id}',
			parameters: [pick(chatKind, { description: 'The chat to delete' })],
			answer: deleted(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get chat',
			description: 'Get a chat',
			request: 'GET /service_agents/talk_chats/{chat_id}',
			parameters: [pick(chatKind, { description: 'The chat to get' })],
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many chats',
			description: "Get many of the agent's chats, newest first",
			request: 'GET /service_agents/talk_chats',
			...paged,
		}),
		join: operation({
			name: 'Join',
			action: 'Join chat',
			description: 'Join a public chat',
			request: 'POST /service_agents/talk_chats/{channel_id}/join',
			parameters: [pick(channelKind, { description: 'The public chat to join' })],
		}),
		update: operation({
			name: 'Update',
			action: 'Update chat',
			description: 'Update a chat',
			request: 'PUT /service_agents/talk_chats/{chat_id}',
			parameters: [pick(chatKind, { description: 'The chat to update' })],
			updateFields: labels,
		}),
	},
} satisfies Resource;
