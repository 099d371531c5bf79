import { Readable } from 'node:stream';

import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

const chunk = Buffer.alloc(64 * 1024, 'talk');

/** Hands on as many items as the caller of the workflow asks for, all with the same file of so many bytes. */
export class File implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'File',
		name: 'file',
		group: ['transform'],
		version: 1,
		description: 'Makes a file',
		defaults: { name: 'File' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { count, bytes } = this.getInputData()[0]?.json.body as Record<'count' | 'bytes', number>;
		const content = Readable.from(
			(function* () {
				for (let left = bytes; left > 0; left -= chunk.length) yield chunk.subarray(0, left);
			})(),
		);
		const data = await this.helpers.prepareBinaryData(
			content,
			'talk.bin',
			'application/octet-stream',
		);
		const items = Array.from({ length: count }, () => ({
			json: {},
			binary: { data },
			pairedItem: { item: 0 },
		}));
		return [items];
	}
}
