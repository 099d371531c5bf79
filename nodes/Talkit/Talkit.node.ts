import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import {
	allParameters,
	describeCredentials,
	describeResources,
} from '../shared/action/description';
import { runItems } from '../shared/action/run';
import { pickerMethods } from '../shared/records/pickers';
import { talkitApi } from './api';

export class Talkit implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Talkit',
		name: 'talkit',
		icon: { light: 'file:talkit.svg', dark: 'file:talkit.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Get and download Talkit (Mobile Assistant) transcripts, and manage plugins',
		builderHint: {
			searchHint:
				'Get or download transcripts of spoken notes from Talkit (Mobile Assistant, ConnectIt+), and manage plugins of developers.',
		},
		defaults: { name: 'Talkit' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: describeCredentials(talkitApi),
		properties: describeResources(talkitApi),
	};

	methods = pickerMethods(talkitApi, allParameters(talkitApi));

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, talkitApi);
	}
}
