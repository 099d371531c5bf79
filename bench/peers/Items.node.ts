import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** Hands on as many items as the caller of the workflow asks for, each with a name of its own. */
export class Items implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Items',
		name: 'items',
		group: ['transform'],
		version: 1,
		description: 'Makes items',
		defaults: { name: 'Items' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { count, prefix } = this.getInputData()[0]?.json.body as {
			count: number;
			prefix: string;
		};
		const items = Array.from({ length: count }, (_, index) => ({
			json: { name: `${prefix} ${index}`, description: `Talk number ${index} of ${count}` },
			pairedItem: { item: 0 },
		}));
		return [items];
	}
}
