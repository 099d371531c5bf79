import { operation, type Resource } from '../shared/vendor/operation';
import { pick } from '../shared/vendor/recordKind';
import { counted, paged } from './lists';
import { pluginKind } from './plugin';

const webhooks = {
	request: 'GET /plugins/{plugin_id}/webhooks',
	inferred: { alternatives: ['/plugins/{plugin_id}/plugin_webhooks'] },
} as const;

export const pluginWebhook = {
	name: 'Plugin Webhook',
	operations: {
		getAll: operation({
			name: 'Get Many',
			action: 'Get many webhooks of plugin',
			description: 'Get many webhooks of a plugin, as entered in the Developer Portal',
			...webhooks,
			parameters: [pick(pluginKind, { description: 'The plugin to get webhooks of' })],
			...paged,
		}),
		getCount: operation({
			name: 'Get Count',
			action: 'Get number of webhooks of plugin',
			description: 'Get how many webhooks a plugin has in the Developer Portal',
			...webhooks,
			parameters: [pick(pluginKind, { description: 'The plugin to count webhooks of' })],
			answer: counted,
		}),
	},
} satisfies Resource;
