import { operation, type Resource } from '../shared/vendor/operation';
import { pick } from '../shared/vendor/recordKind';
import { counted, paged } from './lists';
import { pluginKind } from './plugin';

const installations = {
	request: 'GET /plugins/{plugin_id}/installations',
	inferred: { alternatives: ['/plugins/{plugin_id}/plugin_installations'] },
} as const;

export const pluginInstallation = {
	name: 'Plugin Installation',
	operations: {
		getAll: operation({
			name: 'Get Many',
			action: 'Get many installations of plugin',
			description: 'Get many installations of a plugin',
			...installations,
			parameters: [pick(pluginKind, { description: 'The plugin to get installations of' })],
			...paged,
		}),
		getCount: operation({
			name: 'Get Count',
			action: 'Get number of installations of plugin',
			description: 'Get how many times a plugin is installed',
			...installations,
			parameters: [pick(pluginKind, { description: 'The plugin to count installations of' })],
			answer: counted,
		}),
	},
} satisfies Resource;
