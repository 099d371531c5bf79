import { operation, type Resource } from '../shared/vendor/operation';
import { text } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { pluginKind } from './plugin';

export const pluginSecretKey = {
	name: 'Plugin Secret Key',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create secret key for plugin',
			description: 'Create a secret key for a plugin. The key is only returned once, so store it.',
			request: 'POST /plugins/{plugin_id}/secret_keys',
			inferred: {
				alternatives: [
					'/plugins/{plugin_id}/secret-keys',
					'/plugins/{plugin_id}/secrets',
					'/plugins/{plugin_id}/keys',
				],
			},
			parameters: [pick(pluginKind, { description: 'The plugin to create a key for' })],
			additionalFields: [
				text('description', {
					placeholder: 'e.g. n8n',
					description: 'Description of the key. Talkit might ignore it.',
				}),
			],
		}),
	},
} satisfies Resource;
