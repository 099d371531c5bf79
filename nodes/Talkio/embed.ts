import { local, optional, type OperationContext, type Resource } from '../shared/operation';
import { appUrl } from './appUrl';
import { userInPath } from './locators';
import { iframe, leadTo, readLogin } from './loginLink';

async function createEmbed({ execute, itemIndex, value, request, send }: OperationContext) {
	const { body } = await send(request());
	const login = readLogin(body, appUrl(await execute.getCredentials('talkioApi', itemIndex)));
	const link = leadTo(login.link, String(value('path') ?? ''), value('hideChatSidebar') === true);
	const json = {
		userId: value('userId'),
		loginLink: link,
		iframe: iframe(link),
		expiresAt: login.expiresAt,
	};
	return [{ json }];
}

export const embed = {
	name: 'Embed',
	description: 'Talkio in a page of your own',
	operations: {
		create: {
			name: 'Create',
			action: 'Create login link and iframe',
			description:
				'Create a link that logs an active user in, and the iframe that shows it in a page',
			method: 'GET',
			path: '/users/{user-id}/token',
			parameters: [
				userInPath('The user to log in'),
				optional(
					local('hide-chat-sidebar', {
						displayName: 'Hide Chat Sidebar',
						name: 'hideChatSidebar',
						type: 'boolean',
						default: false,
						description: 'Whether to leave out the sidebar of chats; what it shows is nowhere else',
					}),
				),
				optional(
					local('path', {
						displayName: 'Path',
						type: 'string',
						placeholder: 'e.g. app/chat?t=books-literature',
						description: 'Where in the app the user arrives; the dashboard unless given',
					}),
				),
			],
			run: createEmbed,
		},
	},
} satisfies Resource;
