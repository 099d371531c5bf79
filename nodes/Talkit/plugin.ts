import { path, type RecordShape, type Resource } from '../shared/operation';
import { afterLastId } from './pagination';
import { pluginLocator } from './parameters';

const pluginShape: RecordShape = {
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
		get: {
			name: 'Get',
			action: 'Get plugin',
			description: 'Retrieve one of your plugins',
			method: 'GET',
			path: '/plugins/{plugin_id}',
			inferred: {},
			parameters: [path('plugin_id', pluginLocator('The plugin to retrieve'))],
			shape: pluginShape,
		},
		getAll: {
			name: 'Get Many',
			action: 'Get many plugins',
			description: 'Retrieve your plugins',
			method: 'GET',
			path: '/plugins',
			result: 'data',
			pagination: afterLastId,
			shape: pluginShape,
		},
	},
} satisfies Resource;
