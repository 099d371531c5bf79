import { body, type Resource } from '../shared/operation';
import { listIn } from './lists';

export const client = {
	name: 'Client',
	operations: {
		create: {
			name: 'Create',
			action: 'Create client',
			description: 'Create a client below your customer account',
			method: 'POST',
			path: '/clients',
			parameters: [
				body('name', {
					displayName: 'Name',
					type: 'string',
					required: true,
					placeholder: 'e.g. John Doe',
					description: 'The name of the client',
				}),
			],
		},
		getAll: {
			name: 'Get Many',
			action: 'Get many clients',
			description: 'Retrieve the clients of your customer account',
			method: 'GET',
			path: '/clients',
			result: listIn('clients'),
			pagination: { style: 'none' },
		},
	},
} satisfies Resource;
