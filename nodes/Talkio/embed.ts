import { operation, type Resource } from '../shared/vendor/operation';
import { text, toggle } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { appUrl } from './appUrl';
import { iframe, leadTo, readLogin } from './loginLink';
import { userKind } from './user';

export const embed = {
	name: 'Embed',
	description: 'Talkio in a page of your own',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create login link and iframe',
			description:
				'Create a link that logs an active user in, and the iframe that shows it in a page',
			request: 'GET /users/{user-id}/token',
			parameters: [pick(userKind, { description: 'The user to log in' })],
			additionalFields: [
				toggle('hideChatSidebar', {
					in: 'local',
					description: 'Whether to leave out the sidebar of chats; what it shows is nowhere else',
				}),
				text('path', {
					in: 'local',
					placeholder: 'e.g. app/chat?t=books-literature',
					description: 'Where in the app the user arrives; the dashboard unless given',
				}),
			],
			run: async ({ credentials, perform, values: { userId, path = '', hideChatSidebar } }) => {
				const [answer] = await perform();
				const login = readLogin(answer, appUrl(credentials));
				const link = leadTo(login.link, path, hideChatSidebar === true);
				return [
					{
						json: { userId, loginLink: link, iframe: iframe(link), expiresAt: login.expiresAt },
					},
				];
			},
		}),
	},
} satisfies Resource;
