import type { RecordShape, Resource } from '../shared/operation';
import { paged } from './lists';

const agentShape: RecordShape = {
	fields: [
		'id',
		'customer_id',
		'username',
		'name',
		'detail',
		'ring_method',
		'status',
		'permission',
		'tag_ids',
		'addresses',
		'direct_hash',
		'tm_create',
		'tm_update',
		'tm_delete',
	],
	simplified: ['id', 'username', 'name', 'detail', 'status', 'permission', 'tag_ids', 'addresses'],
};

export const agent = {
	name: 'Agent',
	operations: {
		getAll: {
			name: 'Get Many',
			action: 'Get many agents',
			description: 'Retrieve the agents of the account',
			method: 'GET',
			path: '/service_agents/agents',
			...paged,
			shape: agentShape,
		},
		getCurrent: {
			name: 'Get Current',
			action: 'Get current agent',
			description: 'Retrieve the agent that the credential belongs to',
			method: 'GET',
			path: '/service_agents/me',
			shape: agentShape,
		},
	},
} satisfies Resource;
