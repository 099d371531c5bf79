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
import { talkioApi } from './api';

export class Talkio implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Talkio',
		name: 'talkio',
		icon: { light: 'file:talkio.svg', dark: 'file:talkio.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Manage Talkio users, create login links, and get conversations and usage',
		builderHint: {
			searchHint:
				'Create, invite and delete language learners in Talkio, make login links, and get conversations, assessments and usage.',
		},
		defaults: { name: 'Talkio' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: describeCredentials(talkioApi),
		properties: describeResources(talkioApi),
	};

	methods = pickerMethods(talkioApi, allParameters(talkioApi));

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, talkioApi);
	}
}
