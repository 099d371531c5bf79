import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { describeCredentials, describeResources } from '../shared/description';
import { runItems } from '../shared/run';
import { smalltalkApi } from './api';
import { getTalks, searchGroups, searchTalks } from './listSearch';

export class Smalltalk implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Smalltalk',
		name: 'smalltalk',
		icon: { light: 'file:smalltalk.svg', dark: 'file:smalltalk.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Create talks and join links, read recordings and sort talks into groups',
		defaults: { name: 'Smalltalk' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: describeCredentials(smalltalkApi),
		properties: describeResources(smalltalkApi),
	};

	methods = { listSearch: { searchTalks, searchGroups }, loadOptions: { getTalks } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, smalltalkApi);
	}
}
