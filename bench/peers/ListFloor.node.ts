import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { pageSize } from './pluginRecord';

/** What n8n itself costs: the same requests for the same pages, and nothing that makes them safe. */
export class ListFloor implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'List Floor',
		name: 'listFloor',
		group: ['transform'],
		version: 1,
		description: 'Reads a list page by page',
		defaults: { name: 'List Floor' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'talkitDeveloperApi', required: true }],
		properties: [{ displayName: 'Limit', name: 'limit', type: 'number', default: 0 }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const limit = this.getNodeParameter('limit', 0) as number;
		const { baseUrl } = await this.getCredentials('talkitDeveloperApi');
		const output: INodeExecutionData[] = [];
		let after: IDataObject[string] = 0;
		while (output.length < limit) {
			const page: unknown = await this.helpers.httpRequestWithAuthentication.call(
				this,
				'talkitDeveloperApi',
				{
					method: 'GET',
					url: `${String(baseUrl)}/plugins`,
					qs: { limit: pageSize, after_id: after },
					json: true,
				},
			);
			const { data } = page as { data: IDataObject[] };
			for (const json of data) output.push({ json, pairedItem: { item: 0 } });
			after = data.at(-1)?.id;
		}
		return [output];
	}
}
