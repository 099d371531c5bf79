import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { describeCredentials, describeResources } from '../shared/description';
import { runItems } from '../shared/run';
import { talkioApi } from './api';
import { searchConversations, searchExpiredUsers, searchUsers } from './listSearch';

export class Talkio implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Talkio',
		name: 'talkio',
		icon: { light: 'file:talkio.svg', dark: 'file:talkio.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Manage the users of a Talkio organization, log them in and read what they practice',
		defaults: { name: 'Talkio' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: describeCredentials(talkioApi),
		properties: describeResources(talkioApi),
	};

	methods = { listSearch: { searchConversations, searchExpiredUsers, searchUsers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, talkioApi);
	}
}
