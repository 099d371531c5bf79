import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { heldMemory } from './heldMemory';

/** Hands on the time and the processor time that n8n has used so far, in milliseconds, and the bytes that it holds. */
export class Clock implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Clock',
		name: 'clock',
		group: ['transform'],
		version: 1,
		description: 'Reads the clock',
		defaults: { name: 'Clock' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const held = heldMemory();
		const { user, system } = process.cpuUsage();
		const { body } = this.getInputData()[0]?.json ?? {};
		const clock = { at: performance.now(), cpu: (user + system) / 1000, held };
		return [[{ json: { body, clock }, pairedItem: { item: 0 } }]];
	}
}
