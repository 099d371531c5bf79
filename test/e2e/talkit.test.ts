import { talkitApi } from '../../nodes/Talkit/api';
import { installationUuids } from '../../simulator/talkit/seed';
import { n8nApi } from './support/environment';
import { actionWorkflow, storeCredentials } from './support/nodes';
import { testOperations } from './support/operations';
import { simulate } from './support/simulated';

jest.setTimeout(60_000);

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const pilot = expect.objectContaining({ id: 4711, headline: 'Visit to Fabrikam: pilot' });

describe('Talkit', () => {
	testOperations({
		vendor: 'talkit',
		node: 'talkit',
		api: talkitApi,
		headers: { authorization: expect.stringMatching(/^Bearer (talkit-demo-developer-key|eyJ.+)$/) },
		uses: [
			{
				resource: 'user',
				operation: 'get',
				parameters: { userId: '42' },
				received: { method: 'GET', path: '/users/42' },
				items: [{ id: 42, first_name: 'Mira', last_name: 'Okafor' }],
			},
			{
				resource: 'transcript',
				operation: 'download',
				parameters: { transcriptId: byId('4711'), format: 'json' },
				received: { method: 'GET', path: '/transcripts/4711' },
				items: [pilot],
			},
			{
				resource: 'transcript',
				operation: 'get',
				parameters: { transcriptId: byId('4711') },
				received: { method: 'GET', path: '/transcripts/4711' },
				items: [pilot],
			},
			{
				resource: 'transcript',
				operation: 'getAll',
				parameters: {
					returnAll: false,
					limit: 1,
					options: { installationUuid: installationUuids.jonas },
				},
				received: { method: 'GET', path: '/transcripts', query: { limit: '1' } },
				items: [expect.objectContaining({ id: 4709, headline: 'Workshop at Contoso' })],
			},
			{
				resource: 'plugin',
				operation: 'get',
				parameters: { pluginId: byId('12') },
				received: { method: 'GET', path: '/plugins/12' },
				items: [expect.objectContaining({ id: 12, name: 'Field Notes to CRM' })],
			},
			{
				resource: 'plugin',
				operation: 'getAll',
				parameters: { returnAll: true },
				received: { method: 'GET', path: '/plugins', query: { limit: '100' } },
				items: [
					expect.objectContaining({ name: 'Field Notes to CRM' }),
					expect.objectContaining({ name: 'Meeting Minutes' }),
				],
			},
			{
				resource: 'pluginSecretKey',
				operation: 'create',
				parameters: { pluginId: byId('12'), additionalFields: { description: 'CRM sync' } },
				received: {
					method: 'POST',
					path: '/plugins/12/secret_keys',
					body: { description: 'CRM sync' },
				},
				items: [
					expect.objectContaining({
						description: 'CRM sync',
						plugin_id: 12,
						value: expect.stringMatching(/^[\w-]{32}$/),
					}),
				],
			},
			{
				resource: 'pluginInstallation',
				operation: 'getAll',
				parameters: { pluginId: byId('12'), returnAll: true },
				received: { method: 'GET', path: '/plugins/12/installations', query: { limit: '100' } },
				items: [
					expect.objectContaining({ uuid: installationUuids.mira }),
					expect.objectContaining({ uuid: installationUuids.jonas }),
				],
			},
			{
				resource: 'pluginWebhook',
				operation: 'getAll',
				parameters: { pluginId: byId('12'), returnAll: true },
				received: { method: 'GET', path: '/plugins/12/webhooks', query: { limit: '100' } },
				items: [expect.objectContaining({ uri: 'https://example.com/webhooks/talkit' })],
			},
		],
	});

	it('downloads a transcript as a file in binary data', async () => {
		const talkit = await simulate('talkit');
		const credentials = await storeCredentials('talkit', talkit.baseUrl, 'talkit download');
		const workflow = await n8nApi().createWorkflow(
			actionWorkflow('talkit: download', {
				type: 'talkit',
				parameters: {
					resource: 'transcript',
					operation: 'download',
					transcriptId: byId('4711'),
					binaryPropertyName: 'file',
				},
				credentials,
			}),
		);

		const { data } = await n8nApi().run(workflow, 'Start');

		const [item] = data.resultData.runData.Node?.[0]?.data?.main?.[0] ?? [];
		expect(item?.binary?.file).toMatchObject({
			fileName: 'Visit to Fabrikam pilot 2026-05-03.txt',
			fileExtension: 'txt',
			mimeType: 'text/plain',
		});
		await talkit.stop();
	});
});
