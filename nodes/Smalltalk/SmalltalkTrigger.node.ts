import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { describeTrigger, enteredUrlPanel, eventsSubtitle } from '../shared/trigger/trigger';
import { enteredByHand, receive } from '../shared/trigger/webhook';
import { smalltalkTrigger, webhookSecret } from './trigger';

export class SmalltalkTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Smalltalk Trigger',
		name: 'smalltalkTrigger',
		icon: { light: 'file:smalltalk.svg', dark: 'file:smalltalk.dark.svg' },
		group: ['trigger'],
		// Version 2 from the start: n8n evaluates one more expression per call for version 1.
		version: 2,
		subtitle: eventsSubtitle,
		description: 'Starts the workflow when a talk event occurs in Smalltalk',
		builderHint: {
			searchHint:
				'Starts when someone joins a Smalltalk talk, or a recording, transcription or caption is ready. The user enters its URL in Smalltalk.',
		},
		eventTriggerDescription: 'Waiting for an event at the test URL',
		activationMessage:
			"Workflow published. Enter the production URL in Smalltalk. If you don't find where, ask Smalltalk.",
		defaults: { name: 'Smalltalk Trigger' },
		triggerPanel: enteredUrlPanel('in Smalltalk'),
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// Only for its Webhook Secret.
		credentials: [{ name: 'smalltalkApi', required: false }],
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

	webhookMethods = enteredByHand(webhookSecret);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, smalltalkTrigger);
	}
}
