import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { postTalk } from './postTalk';
import { talkProperties } from './talkProperties';

/** As many at once as the node that is measured. */
const concurrency = 24;

/** What n8n itself costs: the same requests at the same concurrency, and nothing that makes them safe. */
export class Floor implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Floor',
		name: 'floor',
		group: ['transform'],
		version: 1,
		description: 'Creates talks, several at once',
		defaults: { name: 'Floor' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smalltalkApi', required: true }],
		properties: talkProperties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { baseUrl } = await this.getCredentials('smalltalkApi');
		const count = this.getInputData().length;
		const output = new Array<INodeExecutionData>(count);
		let next = 0;
		const work = async () => {
			while (next < count) {
				const item = next++;
				output[item] = {
					json: await postTalk(this, String(baseUrl), item),
					pairedItem: { item },
				};
			}
		};
		await Promise.all(Array.from({ length: concurrency }, work));
		return [output];
	}
}
