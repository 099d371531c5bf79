import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type INode,
	type INodeListSearchResult,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
	type NodeParameterValueType,
} from 'n8n-workflow';

import { TestCredentials, type TestCredential } from './credentials';

/** A picker that a user opens. */
export interface Pick {
	nodeType: INodeType;
	/** Name of the list-search method. */
	search: string;
	/** The node's parameters as they stand in the editor. */
	parameters: Record<string, NodeParameterValueType>;
	credentials: Record<string, TestCredential>;
	/** What the user types. */
	filter?: string;
}

/** Opens a node's picker with n8n-core's own context, as the editor does. */
export async function pick({
	nodeType,
	search,
	parameters,
	credentials,
	filter,
}: Pick): Promise<INodeListSearchResult> {
	const node: INode = {
		id: 'Subject',
		name: 'Subject',
		type: 'subject',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((name) => [name, { id: name, name }]),
		),
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const additionalData = {
		credentialsHelper: new TestCredentials(credentials),
		currentNodeParameters: parameters,
	} as unknown as IWorkflowExecuteAdditionalData;
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	const method = nodeType.methods?.listSearch?.[search];
	if (!method) throw new Error(`The node has no list search ${search}`);
	return await method.call(context, filter);
}
