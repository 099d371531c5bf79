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
import { smalltalkApi } from './api';

export class Smalltalk implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Smalltalk',
		name: 'smalltalk',
		icon: { light: 'file:smalltalk.svg', dark: 'file:smalltalk.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Create live audio talks, join links and groups, and get recordings and transcriptions',
		builderHint: {
			searchHint:
				'Create live audio talks and join links in Smalltalk, group talks, and get recordings with their transcriptions.',
		},
		defaults: { name: 'Smalltalk' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: describeCredentials(smalltalkApi),
		properties: describeResources(smalltalkApi),
	};

	methods = pickerMethods(smalltalkApi, allParameters(smalltalkApi));

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, smalltalkApi);
	}
}
