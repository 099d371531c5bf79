import { path, type Resource } from '../shared/operation';
import { afterLastId } from './pagination';
import { pluginLocator } from './parameters';

export const pluginInstallation = {
	name: 'Plugin Installation',
	operations: {
		getAll: {
			name: 'Get Many',
			action: 'Get many installations of plugin',
			description: 'Retrieve who installed a plugin',
			method: 'GET',
			path: '/plugins/{plugin_id}/installations',
			inferred: { alternatives: ['/plugins/{plugin_id}/plugin_installations'] },
			parameters: [path('plugin_id', pluginLocator('The plugin whose installations to retrieve'))],
			result: 'data',
			pagination: afterLastId,
		},
	},
} satisfies Resource;
