import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import {
	allParameters,
	describeCredentials,
	describeResources,
} from '../shared/action/description';
import { runItems } from '../shared/action/run';
import { answerWebhooks } from '../shared/action/sendAndWait';
import { pickerMethods } from '../shared/records/pickers';
import { voipbinApi } from './api';
import { receiveResponse } from './response';

export class Voipbin implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VoIPBin',
		name: 'voipbin',
		icon: { light: 'file:voipbin.svg', dark: 'file:voipbin.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Send messages and files, and manage chats in VoIPBin Talk',
		builderHint: {
			searchHint:
				'Send chat messages and replies in threads with VoIPBin Talk, and manage chats, participants, files and agents.',
		},
		defaults: { name: 'VoIPBin' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		webhooks: answerWebhooks,
		credentials: describeCredentials(voipbinApi),
		properties: describeResources(voipbinApi),
	};

	methods = pickerMethods(voipbinApi, allParameters(voipbinApi));

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveResponse(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, voipbinApi);
	}
}
