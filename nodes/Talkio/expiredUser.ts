import type { Resource } from '../shared/operation';
import { boundlessPagination, recordsIn } from './lists';
import { userInPath } from './locators';
import { recordIn } from './records';

export const expiredUser = {
	name: 'Expired User',
	operations: {
		get: {
			name: 'Get',
			action: 'Get expired user',
			description: 'Retrieve one user who has expired or was suspended',
			method: 'GET',
			path: '/expired-users/{user-id}',
			parameters: [
				userInPath('The expired user to retrieve, also by email address in By ID', {
					byEmail: true,
					expired: true,
				}),
			],
			result: recordIn,
		},
		getAll: {
			name: 'Get Many',
			action: 'Get many expired users',
			description: 'Retrieve the users who have expired or were suspended',
			method: 'GET',
			path: '/expired-users',
			result: recordsIn,
			pagination: boundlessPagination,
		},
	},
} satisfies Resource;
