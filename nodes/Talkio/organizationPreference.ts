import { body, type Resource } from '../shared/operation';
import { userInPath } from './locators';

/** The answer is documented as a slug or null, which no item can be; an object is taken as it is. */
function thePreference(reply: unknown): unknown {
	if (typeof reply === 'object' && reply !== null) return reply;
	return { organizationSlug: typeof reply === 'string' && reply !== '' ? reply : null };
}

export const organizationPreference = {
	name: 'Organization Preference',
	operations: {
		get: {
			name: 'Get',
			action: 'Get organization preference of user',
			description: 'Retrieve which organization a user prefers, if any',
			method: 'GET',
			path: '/users/{user-id}/organization-preference',
			parameters: [userInPath('The user whose preference to retrieve')],
			answersText: true,
			result: thePreference,
		},
		update: {
			name: 'Update',
			action: 'Update organization preference of user',
			description: 'Set which organization a user prefers',
			method: 'PUT',
			path: '/users/{user-id}/organization-preference',
			parameters: [
				userInPath('The user whose preference to set'),
				body('organizationSlug', {
					displayName: 'Organization Slug',
					type: 'string',
					required: true,
					placeholder: 'e.g. partner-example-school',
					description: 'An organization of yours that the user belongs to already',
				}),
			],
		},
	},
} satisfies Resource;
