import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { pickerMethods } from '../shared/records/pickers';
import { describeTrigger, eventsSubtitle, triggerParameters } from '../shared/trigger/trigger';
import { receive } from '../shared/trigger/webhook';
import { voipbinApi } from './api';
import { isRegistered, register, unregister } from './registration';
import { voipbinTrigger } from './trigger';

export class VoipbinTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VoIPBin Trigger',
		name: 'voipbinTrigger',
		icon: { light: 'file:voipbin.svg', dark: 'file:voipbin.dark.svg' },
		group: ['trigger'],
		// Version 2 from the start: n8n evaluates one more expression per call for version 1.
		version: 2,
		subtitle: eventsSubtitle,
		description: 'Starts the workflow when a message, call or other event occurs in VoIPBin',
		builderHint: {
			searchHint:
				'Starts on chat messages, reactions, calls and other events of a VoIPBin account. Use one per account, since an account has one webhook URL.',
		},
		eventTriggerDescription:
			'Waiting for an event. Published workflows using this account get no events until you stop listening.',
		activationMessage: 'Workflow published. VoIPBin events will now start it.',
		defaults: { name: 'VoIPBin Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'voipbinApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'webhook',
			},
		],
		properties: describeTrigger(voipbinTrigger),
	};

	methods = pickerMethods(voipbinApi, triggerParameters(voipbinTrigger));

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await register(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await unregister(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, voipbinTrigger);
	}
}
