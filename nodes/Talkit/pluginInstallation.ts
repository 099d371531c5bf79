import { operation, type Resource } from '../shared/vendor/operation';
import { pick } from '../shared/vendor/recordKind';
import { paged } from './lists';
import { pluginKind } from './plugin';

export const pluginInstallation = {
	name: 'Plugin Installation',
	operations: {
		getAll: operation({
			name: 'Get Many',
			action: 'Get many installations of plugin',
			description: 'Retrieve who installed a plugin',
			request: 'GET /plugins/{plugin_id}/installations',
			inferred: { alternatives: ['/plugins/{plugin_id}/plugin_installations'] },
			parameters: [pick(pluginKind, { description: 'The plugin whose installations to retrieve' })],
			...paged,
		}),
	},
} satisfies Resource;
