import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { describeTrigger } from '../shared/trigger/trigger';
import { receive, withoutRegistration } from '../shared/trigger/webhook';
import { smalltalkTrigger } from './trigger';

export class SmalltalkTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Smalltalk Trigger',
		name: 'smalltalkTrigger',
		icon: { light: 'file:smalltalk.svg', dark: 'file:smalltalk.dark.svg' },
		group: ['trigger'],
		// Version 2 from the start: n8n evaluates one more expression per call for version 1.
		version: 2,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts the workflow when something happens on Smalltalk',
		eventTriggerDescription: 'Waiting for Smalltalk to call the test URL',
		activationMessage:
			'Smalltalk can now call the production URL. Enter it in the webhook settings of your organization.',
		defaults: { name: 'Smalltalk Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'webhook',
			},
		],
		properties: describeTrigger(smalltalkTrigger),
	};

	webhookMethods = withoutRegistration;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, smalltalkTrigger);
	}
}
