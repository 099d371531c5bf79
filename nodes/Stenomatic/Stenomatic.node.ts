import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { describeCredentials, describeResources } from '../shared/description';
import { runItems } from '../shared/run';
import { stenomaticApi } from './api';
import { searchClients, searchRoomClients, searchRooms } from './listSearch';

export class Stenomatic implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Stenomatic',
		name: 'stenomatic',
		icon: { light: 'file:stenomatic.svg', dark: 'file:stenomatic.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Create rooms in which speech is translated, get stream URLs and read usage',
		defaults: { name: 'Stenomatic' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: describeCredentials(stenomaticApi),
		properties: describeResources(stenomaticApi),
	};

	methods = { listSearch: { searchClients, searchRoomClients, searchRooms } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, stenomaticApi);
	}
}
