import { Talkit } from '../../nodes/Talkit/Talkit.node';
import { talkitApi } from '../../nodes/Talkit/api';
import { installationUuids } from '../../simulator/talkit/seed';
import { byId, type ServiceUses } from './use';

export const talkitUses: ServiceUses = {
	service: 'talkit',
	node: 'talkit',
	nodeType: () => new Talkit(),
	api: talkitApi,
	headers: {},
	uses: [
		{
			resource: 'user',
			operation: 'get',
			parameters: { userId: '42' },
			requests: [
				{
					method: 'GET',
					path: '/users/42',
					headers: { authorization: expect.stringMatching(/^Bearer eyJ/) },
				},
			],
			items: [{ id: 42, first_name: 'Mira', last_name: 'Okafor' }],
		},
		{
			resource: 'transcript',
			operation: 'download',
			parameters: { transcriptId: byId('4711'), format: 'json' },
			requests: [
				{
					method: 'GET',
					path: '/transcripts/4711',
					headers: { authorization: expect.stringMatching(/^Bearer eyJ/) },
				},
			],
			items: [expect.objectContaining({ id: 4711, headline: 'Visit to Fabrikam: pilot' })],
		},
		{
			resource: 'transcript',
			operation: 'get',
			parameters: { transcriptId: byId('4711') },
			requests: [
				{
					method: 'GET',
					path: '/transcripts/4711',
					headers: { authorization: expect.stringMatching(/^Bearer eyJ/) },
				},
			],
			items: [expect.objectContaining({ id: 4711, headline: 'Visit to Fabrikam: pilot' })],
		},
		{
			resource: 'transcript',
			operation: 'getAll',
			parameters: {
				returnAll: false,
				limit: 1,
				options: { installationUuid: installationUuids.jonas },
			},
			requests: [{ method: 'GET', path: '/transcripts', query: { limit: '1' } }],
			items: [expect.objectContaining({ id: 4709, headline: 'Workshop at Contoso' })],
		},
		{
			resource: 'transcript',
			operation: 'getAll',
			case: 'all of them',
			parameters: { returnAll: true },
			requests: [
				{
					method: 'GET',
					path: '/transcripts',
					query: { limit: '100' },
					headers: { authorization: expect.stringMatching(/^Bearer eyJ/) },
				},
			],
			items: [
				expect.objectContaining({ id: 4705, headline: 'Visit to Northwind: renewal' }),
				expect.objectContaining({ id: 4708 }),
				expect.objectContaining({ id: 4711 }),
				expect.objectContaining({ id: 4712 }),
			],
		},
		{
			resource: 'transcript',
			operation: 'getAll',
			case: 'with a limit',
			parameters: { returnAll: false, limit: 2 },
			requests: [
				{
					method: 'GET',
					path: '/transcripts',
					query: { limit: '2' },
					headers: { authorization: expect.stringMatching(/^Bearer eyJ/) },
				},
			],
			items: [expect.objectContaining({ id: 4705 }), expect.objectContaining({ id: 4708 })],
		},
		{
			resource: 'plugin',
			operation: 'get',
			parameters: { pluginId: byId('12') },
			requests: [
				{
					method: 'GET',
					path: '/plugins/12',
					headers: { authorization: 'Bearer talkit-demo-developer-key' },
				},
			],
			items: [expect.objectContaining({ id: 12, name: 'Field Notes to CRM' })],
		},
		{
			resource: 'plugin',
			operation: 'getAll',
			parameters: { returnAll: true },
			requests: [
				{
					method: 'GET',
					path: '/plugins',
					query: { limit: '100' },
					headers: { authorization: 'Bearer talkit-demo-developer-key' },
				},
			],
			items: [
				expect.objectContaining({ name: 'Field Notes to CRM' }),
				expect.objectContaining({ name: 'Meeting Minutes' }),
			],
		},
		{
			resource: 'pluginSecretKey',
			operation: 'create',
			parameters: { pluginId: byId('12'), additionalFields: { description: 'CRM sync' } },
			requests: [
				{
					method: 'POST',
					path: '/plugins/12/secret_keys',
					body: { description: 'CRM sync' },
					headers: { authorization: 'Bearer talkit-demo-developer-key' },
				},
			],
			items: [
				expect.objectContaining({
					description: 'CRM sync',
					plugin_id: 12,
					value: expect.stringMatching(/^[\w-]{32}$/),
				}),
			],
		},
		{
			resource: 'pluginSecretKey',
			operation: 'create',
			case: 'without a description',
			parameters: { pluginId: byId('12') },
			requests: [
				{
					method: 'POST',
					path: '/plugins/12/secret_keys',
					headers: { authorization: 'Bearer talkit-demo-developer-key' },
				},
			],
			items: [expect.objectContaining({ description: '', plugin_id: 12 })],
		},
		{
			resource: 'pluginInstallation',
			operation: 'getAll',
			parameters: { pluginId: byId('12'), returnAll: true },
			requests: [
				{
					method: 'GET',
					path: '/plugins/12/installations',
					query: { limit: '100' },
					headers: { authorization: 'Bearer talkit-demo-developer-key' },
				},
			],
			items: [
				expect.objectContaining({ uuid: installationUuids.mira }),
				expect.objectContaining({ uuid: installationUuids.jonas }),
			],
		},
		{
			resource: 'pluginWebhook',
			operation: 'getAll',
			parameters: { pluginId: byId('12'), returnAll: true },
			requests: [
				{
					method: 'GET',
					path: '/plugins/12/webhooks',
					query: { limit: '100' },
					headers: { authorization: 'Bearer talkit-demo-developer-key' },
				},
			],
			items: [expect.objectContaining({ uri: 'https://example.com/webhooks/talkit' })],
		},
		{
			resource: 'transcript',
			operation: 'getCount',
			parameters: {},
			requests: [
				{
					method: 'GET',
					path: '/transcripts',
					headers: { authorization: expect.stringMatching(/^Bearer eyJ/) },
				},
			],
			items: [{ total_count: 4 }],
		},
		{
			resource: 'plugin',
			operation: 'getCount',
			parameters: {},
			requests: [
				{
					method: 'GET',
					path: '/plugins',
					headers: { authorization: 'Bearer talkit-demo-developer-key' },
				},
			],
			items: [{ total_count: 2 }],
		},
		{
			resource: 'pluginInstallation',
			operation: 'getCount',
			parameters: { pluginId: byId('12') },
			requests: [
				{
					method: 'GET',
					path: '/plugins/12/installations',
					headers: { authorization: 'Bearer talkit-demo-developer-key' },
				},
			],
			items: [{ total_count: 2 }],
		},
		{
			resource: 'pluginWebhook',
			operation: 'getCount',
			parameters: { pluginId: byId('12') },
			requests: [
				{
					method: 'GET',
					path: '/plugins/12/webhooks',
					headers: { authorization: 'Bearer talkit-demo-developer-key' },
				},
			],
			items: [{ total_count: 1 }],
		},
	],
};
