import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { describeCredentials, describeResources } from '../shared/description';
import { runItems } from '../shared/run';
import { talkitApi } from './api';
import { searchPlugins, searchTranscripts } from './listSearch';

export class Talkit implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Talkit',
		name: 'talkit',
		icon: { light: 'file:talkit.svg', dark: 'file:talkit.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Read and download transcripts of Mobile Assistant, and look after plugins',
		defaults: { name: 'Talkit' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: describeCredentials(talkitApi),
		properties: describeResources(talkitApi),
	};

	methods = { listSearch: { searchPlugins, searchTranscripts } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, talkitApi);
	}
}
