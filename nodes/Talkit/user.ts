import { operation, type Resource } from '../shared/vendor/operation';
import { text } from '../shared/vendor/parameter';
import { installation } from './installation';

export const user = {
	name: 'User',
	credential: 'talkitInstallationApi',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get user',
			description: 'Get a user',
			request: 'GET /users/{user_id}',
			inferred: {},
			parameters: [text('user_id', { placeholder: 'e.g. 42', description: 'ID of the user' })],
			options: [installation],
		}),
	},
} satisfies Resource;
