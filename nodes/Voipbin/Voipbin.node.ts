import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { describeCredentials, describeResources } from '../shared/description';
import { runItems } from '../shared/run';
import { voipbinApi } from './api';
import {
	getAgents,
	searchAccessKeys,
	searchAgents,
	searchChannels,
	searchChats,
	searchFiles,
	searchMessages,
	searchParticipants,
} from './listSearch';

export class Voipbin implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VoIPBin',
		name: 'voipbin',
		icon: { light: 'file:voipbin.svg', dark: 'file:voipbin.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Chat with agents on VoIPBin Talk: messages, reactions, files and participants',
		defaults: { name: 'VoIPBin' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: describeCredentials(voipbinApi),
		properties: describeResources(voipbinApi),
	};

	methods = {
		listSearch: {
			searchAccessKeys,
			searchAgents,
			searchChannels,
			searchChats,
			searchFiles,
			searchMessages,
			searchParticipants,
		},
		loadOptions: { getAgents },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, voipbinApi);
	}
}
