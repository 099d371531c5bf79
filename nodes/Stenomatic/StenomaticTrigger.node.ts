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
import { stenomaticApi } from './api';
import { stenomaticTrigger } from './trigger';

export class StenomaticTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Stenomatic Trigger',
		name: 'stenomaticTrigger',
		icon: { light: 'file:stenomatic.svg', dark: 'file:stenomatic.dark.svg' },
		group: ['trigger'],
		version: 2,
		subtitle: eventsSubtitle,
		description:
			'Starts the workflow when a room is created or updated, or usage exceeds a limit, in Stenomatic',
		builderHint: {
			searchHint:
				'Polls Stenomatic for rooms that were created or updated, and for usage above a threshold.',
		},
		defaults: { name: 'Stenomatic Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'stenomaticApi', required: true }],
		properties: describeTrigger(stenomaticTrigger),
	};

	methods = pickerMethods(stenomaticApi, triggerParameters(stenomaticTrigger));

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTrigger(this, stenomaticApi, stenomaticTrigger);
	}
}
