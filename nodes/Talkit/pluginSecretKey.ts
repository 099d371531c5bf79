import { body, optional, path, type Resource } from '../shared/operation';
import { pluginLocator } from './parameters';

export const pluginSecretKey = {
	name: 'Plugin Secret Key',
	operations: {
		create: {
			name: 'Create',
			action: 'Create secret key for plugin',
			description:
				'Create a key that signs tokens for the installations of a plugin. Its value is in the output, so store it right away.',
			method: 'POST',
			path: '/plugins/{plugin_id}/secret_keys',
			inferred: {
				alternatives: [
					'/plugins/{plugin_id}/secret-keys',
					'/plugins/{plugin_id}/secrets',
					'/plugins/{plugin_id}/keys',
				],
			},
			parameters: [
				path('plugin_id', pluginLocator('The plugin that the key is for')),
				optional(
					body('description', {
						displayName: 'Description',
						type: 'string',
						placeholder: 'e.g. n8n',
						description:
							'What the key is used for. A key has a description, but the vendor does not say whether it can be given, so it may be ignored.',
					}),
				),
			],
		},
	},
} satisfies Resource;
