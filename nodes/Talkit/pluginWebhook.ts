import { path, type Resource } from '../shared/operation';
import { afterLastId } from './pagination';
import { pluginLocator } from './parameters';

export const pluginWebhook = {
	name: 'Plugin Webhook',
	operations: {
		getAll: {
			name: 'Get Many',
			action: 'Get many webhooks of plugin',
			description: 'Retrieve the webhooks that a plugin has in the Developer Portal',
			method: 'GET',
			path: '/plugins/{plugin_id}/webhooks',
			inferred: { alternatives: ['/plugins/{plugin_id}/plugin_webhooks'] },
			parameters: [path('plugin_id', pluginLocator('The plugin whose webhooks to retrieve'))],
			result: 'data',
			pagination: afterLastId,
		},
	},
} satisfies Resource;
