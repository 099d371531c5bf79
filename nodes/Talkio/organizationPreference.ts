import { done, plain } from '../shared/vendor/answer';
import { isObject } from '../shared/vendor/isObject';
import { operation, type Resource } from '../shared/vendor/operation';
import { text } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { userKind } from './user';

const isPage = (body: unknown) => typeof body === 'string' && body.trimStart().startsWith('<');

/** The answer is documented as a slug or null, which no item can be; an object is taken as it is. */
const thePreference = (body: unknown): unknown => {
	if (isObject(body) || isPage(body)) return body;
	return { organizationSlug: typeof body === 'string' && body !== '' ? body : null };
};

export const organizationPreference = {
	name: 'Organization Preference',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get organization preference of user',
			description: 'Retrieve which organization a user prefers, if any',
			request: 'GET /users/{user-id}/organization-preference',
			parameters: [pick(userKind, { description: 'The user whose preference to retrieve' })],
			answer: plain(thePreference),
		}),
		update: operation({
			name: 'Update',
			action: 'Update organization preference of user',
			description: 'Set which organization a user prefers',
			request: 'PUT /users/{user-id}/organization-preference',
			parameters: [
				pick(userKind, { description: 'The user whose preference to set' }),
				text('organizationSlug', {
					required: true,
					placeholder: 'e.g. partner-example-school',
					description: 'An organization of yours that the user belongs to already',
				}),
			],
			answer: done(),
		}),
	},
} satisfies Resource;
