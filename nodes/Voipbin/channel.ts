import { operation, type Operation, type Resource } from '../shared/vendor/operation';
import { recordKind } from '../shared/vendor/recordKind';
import { chatTitle } from './chatTitle';
import { paged } from './lists';

/** A public chat, whether the agent takes part in it or not. */
export const channelKind = recordKind({
	name: 'Channel',
	wire: 'channel_id',
	example: 'e8b2e976-f043-44c8-bb89-e214e225e813',
	list: (): Operation => channel.operations.getAll,
	title: chatTitle,
});

export const channel = {
	name: 'Channel',
	operations: {
		getAll: operation({
			name: 'Get Many',
			action: 'Get many channels',
			description: "Get many of the account's public chats, joined or not",
			request: 'GET /service_agents/talk_channels',
			...paged,
		}),
	},
} satisfies Resource;
