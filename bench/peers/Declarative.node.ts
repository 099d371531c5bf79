import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { talkProperties } from './talkProperties';

/** Creates talks by n8n's own routing of parameters into requests. */
export class Declarative implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Declarative',
		name: 'declarative',
		group: ['transform'],
		version: 1,
		description: 'Creates talks by declarative routing',
		defaults: { name: 'Declarative' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smalltalkApi', required: true }],
		requestDefaults: { baseURL: '={{ $credentials.baseUrl }}' },
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Create',
						value: 'create',
						routing: {
							request: { method: 'POST', url: '/api/p/talk' },
							output: {
								postReceive: [{ type: 'rootProperty', properties: { property: 'talk' } }],
							},
						},
					},
				],
				default: 'create',
			},
			...talkProperties.map((property) => ({
				...property,
				routing: { send: { type: 'body' as const, property: property.name } },
			})),
		],
	};
}
