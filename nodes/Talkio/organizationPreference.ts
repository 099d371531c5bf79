import { done, plain } from '../shared/vendor/answer';
import { isObject } from '../shared/vendor/isObject';
import { operation, type Resource } from '../shared/vendor/operation';
import { text } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { userKind } from './userKind';

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
			description: "Get a user's preferred organization",
			request: 'GET /users/{user-id}/organization-preference',
			parameters: [pick(userKind, { description: 'The user to get the preference of' })],
			answer: plain(thePreference),
		}),
		update: operation({
			name: 'Update',
			action: 'Update organization preference of user',
			description: "Set a user's preferred organization",
			request: 'PUT /users/{user-id}/organization-preference',
			parameters: [
				pick(userKind, { description: 'The user to update' }),
				text('organizationSlug', {
					required: true,
					placeholder: 'e.g. partner-example-school',
					description: 'Slug of an organization the user already belongs to',
				}),
			],
			answer: done(),
		}),
	},
} satisfies Resource;
