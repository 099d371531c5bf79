import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { heldMemory } from './heldMemory';

/** Says how many items came, their first and last id, and what was used since the clock was read. */
export class Summary implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Summary',
		name: 'summary',
		group: ['transform'],
		version: 1,
		description: 'Counts items and time',
		defaults: { name: 'Summary' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Since', name: 'since', type: 'json', default: '' }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const at = performance.now();
		const { user, system } = process.cpuUsage();
		const since = this.getNodeParameter('since', 0) as Record<'at' | 'cpu' | 'held', number>;
		const items = this.getInputData();
		const json = {
			count: items.length,
			firstId: items[0]?.json.id,
			lastId: items[items.length - 1]?.json.id,
			ms: at - since.at,
			cpuMs: (user + system) / 1000 - since.cpu,
			heldBytes: heldMemory() - since.held,
		};
		return [[{ json, pairedItem: { item: 0 } }]];
	}
}
