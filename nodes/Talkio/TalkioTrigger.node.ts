import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { pickerMethods } from '../shared/records/pickers';
import { pollTrigger } from '../shared/trigger/pollingTrigger';
import { describeTrigger, eventsSubtitle, triggerParameters } from '../shared/trigger/trigger';
import { talkioApi } from './api';
import { talkioTrigger } from './trigger';

export class TalkioTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Talkio Trigger',
		name: 'talkioTrigger',
		icon: { light: 'file:talkio.svg', dark: 'file:talkio.dark.svg' },
		group: ['trigger'],
		version: 2,
		subtitle: eventsSubtitle,
		description:
			'Starts the workflow when a user or conversation is created, or a user expires, in Talkio',
		builderHint: {
			searchHint: 'Polls Talkio for users who were created or expired, and for new conversations.',
		},
		defaults: { name: 'Talkio Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'talkioApi', required: true }],
		properties: describeTrigger(talkioTrigger),
	};

	methods = pickerMethods(talkioApi, triggerParameters(talkioTrigger));

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTrigger(this, talkioApi, talkioTrigger);
	}
}
