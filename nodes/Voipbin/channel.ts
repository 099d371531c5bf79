import type { Resource } from '../shared/operation';
import { paged } from './lists';

export const channel = {
	name: 'Channel',
	description: 'Public chats of the account, joined or not',
	operations: {
		getAll: {
			name: 'Get Many',
			action: 'Get many channels',
			description: 'Retrieve the public chats of the account, joined or not',
			method: 'GET',
			path: '/service_agents/talk_channels',
			...paged,
		},
	},
} satisfies Resource;
