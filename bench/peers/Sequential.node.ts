import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { postTalk } from './postTalk';
import { talkProperties } from './talkProperties';

/** Creates talks as most nodes do: one item after the other. */
export class Sequential implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sequential',
		name: 'sequential',
		group: ['transform'],
		version: 1,
		description: 'Creates talks one after the other',
		defaults: { name: 'Sequential' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smalltalkApi', required: true }],
		properties: talkProperties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { baseUrl } = await this.getCredentials('smalltalkApi');
		const output: INodeExecutionData[] = [];
		for (let item = 0; item < this.getInputData().length; item++) {
			output.push({ json: await postTalk(this, String(baseUrl), item), pairedItem: { item } });
		}
		return [output];
	}
}
