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
import { stenomaticApi } from './api';

export class Stenomatic implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Stenomatic',
		name: 'stenomatic',
		icon: { light: 'file:stenomatic.svg', dark: 'file:stenomatic.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Create live translation rooms, get stream URLs and transcriptions, and check usage',
		builderHint: {
			searchHint:
				'Create rooms for live translation of talks in Stenomatic, and get stream URLs, passwords, transcriptions and usage.',
		},
		defaults: { name: 'Stenomatic' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: describeCredentials(stenomaticApi),
		properties: describeResources(stenomaticApi),
	};

	methods = pickerMethods(stenomaticApi, allParameters(stenomaticApi));

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, stenomaticApi);
	}
}
