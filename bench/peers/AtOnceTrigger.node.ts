import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

/** The event that starts an execution. */
const wanted = 'recording_saved';

/** The least that a trigger can do: one comparison, and it returns. */
export class AtOnceTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'At Once Trigger',
		name: 'atOnceTrigger',
		group: ['trigger'],
		version: 2,
		description: 'Starts the workflow with one event of many',
		defaults: { name: 'At Once Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: [],
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const payload = this.getRequestObject().body as IDataObject;
		return payload.event_name === wanted ? { workflowData: [[{ json: payload }]] } : {};
	}
}
