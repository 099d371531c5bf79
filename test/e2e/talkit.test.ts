import { byId } from '../uses/use';
import { n8nApi } from './support/environment';
import { actionWorkflow, storeCredentials } from './support/nodes';
import { simulate } from './support/simulated';

jest.setTimeout(60_000);

describe('Talkit', () => {
	it('Talkit downloads a transcript as a file in binary data', async () => {
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
