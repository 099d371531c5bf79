import type { IBinaryKeyData, INode, INodeCredentials, INodeParameters } from 'n8n-workflow';

import { errorOf, itemsOf } from '../../scripts/n8n/api';
import { agentIds, designText, fileIds } from '../../simulator/voipbin/seed';
import { byId } from '../uses/use';
import { n8nApi } from './support/environment';
import { actionWorkflow, storeCredentials } from './support/nodes';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

describe('VoIPBin', () => {
	let voipbin: SimulatedVendor;
	let credentials: INodeCredentials;

	beforeAll(async () => {
		voipbin = await simulate('voipbin');
		credentials = await storeCredentials('voipbin', voipbin.baseUrl, 'voipbin operations');
	});

	afterAll(() => voipbin.stop());

	beforeEach(() => voipbin.control.reset());

	const workflowOf = (operation: string, parameters: INodeParameters = {}) => {
		const [resource = '', name = ''] = operation.split(': ');
		return actionWorkflow(`voipbin: ${operation}`, {
			type: 'voipbin',
			parameters: { resource, operation: name, ...parameters },
			credentials,
		});
	};

	/** What VoIPBin received besides the login. */
	const received = async () =>
		(await voipbin.control.requests())
			.filter(({ path }) => path !== '/auth/login')
			.map(({ method, path }) => `${method} ${path}`);

	it('VoIPBin logs in once and keeps the session in its credential', async () => {
		const workflow = await n8nApi().createWorkflow(workflowOf('agent: getCurrent'));

		for (let count = 0; count < 3; count++) await n8nApi().run(workflow, 'Start');

		const requests = await voipbin.control.requests();
		expect(requests.filter(({ path }) => path === '/auth/login').length).toBeLessThanOrEqual(1);
		expect(await received()).toHaveLength(3);
	});

	it('VoIPBin logs in again when the session has expired', async () => {
		const workflow = await n8nApi().createWorkflow(workflowOf('agent: getCurrent'));
		await n8nApi().run(workflow, 'Start');
		await voipbin.control.setState({ jwtSecret: 'another-secret' });

		const execution = await n8nApi().run(workflow, 'Start');

		expect(itemsOf(execution, 'Node')).toEqual([expect.objectContaining({ id: agentIds.admin })]);
	});

	it('An uploaded file can be downloaded', async () => {
		const file = workflowOf('file: upload', { binaryPropertyName: 'data' });
		const upload = file.nodes.at(-1) as INode;
		const convert: INode = {
			...upload,
			id: 'convert',
			name: 'Convert',
			type: 'n8n-nodes-base.convertToFile',
			typeVersion: 1.1,
			credentials: {},
			parameters: { operation: 'toJson', mode: 'once', options: { fileName: 'items.json' } },
		};
		const download: INode = {
			...upload,
			id: 'download',
			name: 'Download',
			parameters: {
				resource: 'file',
				operation: 'download',
				fileId: byId('={{ $json.id }}'),
				binaryPropertyName: 'copy',
			},
		};
		const then = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
		const workflow = await n8nApi().createWorkflow({
			...file,
			nodes: [...file.nodes, convert, download],
			connections: { Start: then('Convert'), Convert: then('Node'), Node: then('Download') },
		});

		const execution = await n8nApi().run(workflow, 'Start');

		expect(errorOf(execution)).toBeUndefined();
		const binaryOf = (name: string): IBinaryKeyData =>
			execution.data.resultData.runData[name]?.[0]?.data?.main?.[0]?.[0]?.binary ?? {};
		expect(itemsOf(execution, 'Node')).toEqual([
			expect.objectContaining({ name: 'items.json', owner_id: agentIds.admin }),
		]);
		expect(binaryOf('Download').copy).toMatchObject({
			fileName: 'items.json',
			fileSize: binaryOf('Convert').data?.fileSize,
			mimeType: 'application/json',
		});
	});

	it('A downloaded file has the bytes of the original', async () => {
		const parameters = { fileId: byId(fileIds.design), binaryPropertyName: 'file' };
		const workflow = await n8nApi().createWorkflow(workflowOf('file: download', parameters));

		const { data } = await n8nApi().run(workflow, 'Start');

		const [item] = data.resultData.runData.Node?.[0]?.data?.main?.[0] ?? [];
		expect(item?.binary?.file).toMatchObject({
			fileName: 'design.txt',
			mimeType: 'text/plain',
			bytes: designText.length,
		});
	});
});
