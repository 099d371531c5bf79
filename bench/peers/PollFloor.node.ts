import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

/** So many users are in a page. */
const pageSize = 100;

/** What n8n itself costs: the same requests for the same pages, and nothing is remembered. */
export class PollFloor implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Poll Floor',
		name: 'pollFloor',
		group: ['trigger'],
		version: 1,
		description: 'Reads a list of users page by page, and hands on those whose ID begins with new',
		defaults: { name: 'Poll Floor' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'talkioApi', required: true }],
		properties: [{ displayName: 'Path', name: 'path', type: 'string', default: '' }],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const { baseUrl, organizationSlug } = await this.getCredentials('talkioApi');
		const organization = `${String(baseUrl)}/api/partner/v3/organizations/${String(organizationSlug)}`;
		const found: INodeExecutionData[] = [];
		for (let page = 1, length = pageSize; length === pageSize; page++) {
			const users: unknown = await this.helpers.httpRequestWithAuthentication.call(
				this,
				'talkioApi',
				{
					method: 'GET',
					url: `${organization}${String(this.getNodeParameter('path'))}`,
					qs: { page, limit: pageSize },
					json: true,
				},
			);
			const records = users as IDataObject[];
			length = records.length;
			for (const json of records) if (String(json.id).startsWith('new')) found.push({ json });
		}
		return found.length === 0 ? null : [found];
	}
}
