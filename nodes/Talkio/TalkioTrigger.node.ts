import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { poll } from '../shared/polling';
import { talkioApi } from './api';
import { talkioEvents, triggerProperties } from './events';
import { searchUsers } from './listSearch';

export class TalkioTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Talkio Trigger',
		name: 'talkioTrigger',
		icon: { light: 'file:talkio.svg', dark: 'file:talkio.dark.svg' },
		group: ['trigger'],
		version: 2,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts the workflow when Talkio has new users, expired users or conversations',
		defaults: { name: 'Talkio Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'talkioApi', required: true }],
		properties: triggerProperties,
	};

	methods = { listSearch: { searchUsers } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, talkioApi, () => talkioEvents(this));
	}
}
