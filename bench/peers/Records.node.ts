import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { pageSize, pluginRecord } from './pluginRecord';

/** The records themselves: made in the node and parsed page by page, without a request. */
export class Records implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Records',
		name: 'records',
		group: ['transform'],
		version: 1,
		description: 'Makes the records of a list',
		defaults: { name: 'Records' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Limit', name: 'limit', type: 'number', default: 0 }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const limit = this.getNodeParameter('limit', 0) as number;
		const output: INodeExecutionData[] = [];
		while (output.length < limit) {
			const page = Array.from({ length: Math.min(pageSize, limit - output.length) }, (_, index) =>
				pluginRecord(output.length + index + 1),
			);
			for (const json of JSON.parse(JSON.stringify(page)) as IDataObject[]) {
				output.push({ json, pairedItem: { item: 0 } });
			}
		}
		return [output];
	}
}
