import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { describeTrigger, enteredUrlPanel, eventsSubtitle } from '../shared/trigger/trigger';
import { enteredByHand, receive } from '../shared/trigger/webhook';
import { talkitTrigger, webhookSecret } from './trigger';

export class TalkitTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Talkit Trigger',
		name: 'talkitTrigger',
		icon: { light: 'file:talkit.svg', dark: 'file:talkit.dark.svg' },
		group: ['trigger'],
		// Version 2 from the start: n8n evaluates one more expression per call for version 1.
		version: 2,
		subtitle: eventsSubtitle,
		description: 'Starts the workflow when a transcript is completed in Talkit',
		builderHint: {
			searchHint:
				'Starts when a transcript is completed in Talkit. Turn on Fetch Transcript to get its text. The user enters its URL in the Developer Portal.',
		},
		eventTriggerDescription: 'Waiting for an event at the test URL',
		activationMessage:
			'Workflow published. Add the production URL as a plugin webhook in the Talkit Developer Portal.',
		defaults: { name: 'Talkit Trigger' },
		triggerPanel: enteredUrlPanel('in the Talkit Developer Portal'),
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// For its Webhook Secret, and for Fetch Transcript.
		credentials: [{ name: 'talkitInstallationApi', required: false }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'webhook',
			},
		],
		properties: describeTrigger(talkitTrigger),
	};

	webhookMethods = enteredByHand(webhookSecret);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, talkitTrigger);
	}
}
