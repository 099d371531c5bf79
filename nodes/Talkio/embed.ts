import { operation, type Resource } from '../shared/vendor/operation';
import { text, toggle } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { appUrl } from './appUrl';
import { iframe, leadTo, readLogin } from './loginLink';
import { userKind } from './userKind';

export const embed = {
	name: 'Login Link',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create login link',
			description: 'Create a login link and iframe code for a user',
			request: 'GET /users/{user-id}/token',
			parameters: [pick(userKind, { description: 'The user to log in' })],
			additionalFields: [
				toggle('hideChatSidebar', {
					in: 'local',
					description:
						'Whether to hide the chat sidebar. Its content is not available anywhere else.',
				}),
				text('path', {
					in: 'local',
					placeholder: 'e.g. app/chat?t=books-literature',
					description: 'Page to open after login. Defaults to the dashboard.',
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
