import { WrongValue } from '../shared/parameters/errors';
import {
	operation,
	type Operation,
	type RecordShape,
	type Resource,
} from '../shared/vendor/operation';
import { choice, text } from '../shared/vendor/parameter';
import { pick, recordKind } from '../shared/vendor/recordKind';
import { paged } from './lists';
import { isDeleted } from './time';

/** An agent of the account. */
export const agentKind = recordKind({
	name: 'Agent',
	wire: 'agent_id',
	example: 'eb1ac5c0-ff63-47e2-bcdb-5da9c336eb4b',
	list: (): Operation => agent.operations.getAll,
	title: ({ name, username }) => name || username,
	detail: ({ username }) => username,
});

const output: RecordShape = {
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

const getAll: Operation = operation({
	name: 'Get Many',
	action: 'Get many agents',
	description: "Get many of the account's agents",
	request: 'GET /service_agents/agents',
	...paged,
	output,
});

export const agent = {
	name: 'Agent',
	operations: {
		findByUsername: operation({
			name: 'Find by Username',
			action: 'Find agent by username',
			description: 'Find an agent by username',
			request: 'GET /service_agents/agents',
			parameters: [
				text('username', {
					in: 'local',
					required: true,
					placeholder: 'e.g. grace@example.com',
					description: 'Username of the agent, in uppercase or lowercase',
				}),
			],
			output,
			run: async ({ list, values: { username = '' } }) => {
				const wanted = username.trim().toLowerCase();
				for await (const json of list(getAll)) {
					const name = String(json.username ?? '');
					if (name.toLowerCase() === wanted && !isDeleted(json)) return [{ json }];
				}
				throw new WrongValue('Username must be that of an agent of this account', username);
			},
		}),
		get: operation({
			name: 'Get',
			action: 'Get agent',
			description: 'Get an agent',
			request: 'GET /service_agents/agents/{agent_id}',
			parameters: [pick(agentKind, { description: 'The agent to get' })],
			output,
		}),
		getAll,
		getCurrent: operation({
			name: 'Get Current',
			action: 'Get current agent',
			description: 'Get the agent the credential belongs to',
			request: 'GET /service_agents/me',
			output,
		}),
		setStatus: operation({
			name: 'Set Status',
			action: 'Set status of current agent',
			description: "Set the status of the credential's agent",
			request: 'PUT /service_agents/me/status',
			parameters: [
				choice('status', ['available', 'away', 'busy', 'offline', 'ringing'], {
					default: 'available',
					required: true,
					description: 'Status of the agent, which decides whether calls are routed to them',
				}),
			],
			output,
		}),
	},
} satisfies Resource;
