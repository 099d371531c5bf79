import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { poll } from '../shared/polling';
import { stenomaticApi } from './api';
import { stenomaticEvents, triggerProperties } from './events';
import { searchClients, searchRoomClients } from './listSearch';

export class StenomaticTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Stenomatic Trigger',
		name: 'stenomaticTrigger',
		icon: { light: 'file:stenomatic.svg', dark: 'file:stenomatic.dark.svg' },
		group: ['trigger'],
		version: 2,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts the workflow when rooms of Stenomatic change, or usage goes above a limit',
		defaults: { name: 'Stenomatic Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'stenomaticApi', required: true }],
		properties: triggerProperties,
	};

	methods = { listSearch: { searchClients, searchRoomClients } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, stenomaticApi, () => stenomaticEvents(this));
	}
}
