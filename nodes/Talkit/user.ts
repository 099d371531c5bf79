import { path, type Resource } from '../shared/operation';
import { installation } from './parameters';

export const user = {
	name: 'User',
	credential: 'talkitInstallationApi',
	operations: {
		get: {
			name: 'Get',
			action: 'Get user',
			description: 'Retrieve the name of a user',
			method: 'GET',
			path: '/users/{user_id}',
			inferred: {},
			parameters: [
				path('user_id', {
					displayName: 'User ID',
					type: 'string',
					default: '',
					placeholder: 'e.g. 42',
					description: 'The ID of the user to retrieve',
				}),
				installation,
			],
		},
	},
} satisfies Resource;
