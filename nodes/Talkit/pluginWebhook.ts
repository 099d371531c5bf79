import { operation, type Resource } from '../shared/vendor/operation';
import { pick } from '../shared/vendor/recordKind';
import { paged } from './lists';
import { pluginKind } from './plugin';

export const pluginWebhook = {
	name: 'Plugin Webhook',
	operations: {
		getAll: operation({
			name: 'Get Many',
			action: 'Get many webhooks of plugin',
			description: 'Retrieve the webhooks that a plugin has in the Developer Portal',
			request: 'GET /plugins/{plugin_id}/webhooks',
			inferred: { alternatives: ['/plugins/{plugin_id}/plugin_webhooks'] },
			parameters: [pick(pluginKind, { description: 'The plugin whose webhooks to retrieve' })],
			...paged,
		}),
	},
} satisfies Resource;
