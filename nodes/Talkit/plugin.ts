import {
	operation,
	type Operation,
	type RecordShape,
	type Resource,
} from '../shared/vendor/operation';
import { pick, recordKind } from '../shared/vendor/recordKind';
import { counted, paged } from './lists';

/** A plugin of the developer. */
export const pluginKind = recordKind({
	name: 'Plugin',
	wire: 'plugin_id',
	example: '12',
	list: (): Operation => plugin.operations.getAll,
	title: ({ name }) => name,
});

const output: RecordShape = {
	fields: [
		'id',
		'name',
		'description',
		'permissions',
		'published',
		'disabled',
		'crm_integration_id',
		'logo_uri',
		'user_id',
		'created_on',
		'updated_on',
	],
	simplified: ['id', 'name', 'description', 'published', 'disabled', 'created_on', 'updated_on'],
};

export const plugin = {
	name: 'Plugin',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get plugin',
			description: 'Get a plugin',
			request: 'GET /plugins/{plugin_id}',
			inferred: {},
			parameters: [pick(pluginKind, { description: 'The plugin to get' })],
			output,
		}),
		getCount: operation({
			name: 'Get Count',
			action: 'Get number of plugins',
			description: 'Get how many plugins you have',
			request: 'GET /plugins',
			answer: counted,
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many plugins',
			description: 'Get many of your plugins',
			request: 'GET /plugins',
			...paged,
			output,
		}),
	},
} satisfies Resource;
