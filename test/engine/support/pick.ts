import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchResult, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { TestCredentials, type TestCredential } from './credentials';
import { nodeOf, workflowOf, type NodeSetup } from './singleNode';

/** A picker that a user opens. */
export interface Pick extends NodeSetup {
	credentials: Record<string, TestCredential>;
	/** Name of the list-search method. */
	search: string;
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
	const node = nodeOf({ nodeType, parameters, credentials }, { name: 'Subject' });
	const workflow = workflowOf(node, nodeType);
	const additionalData = {
		credentialsHelper: new TestCredentials(credentials),
		currentNodeParameters: parameters,
	} as unknown as IWorkflowExecuteAdditionalData;
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	const method = nodeType.methods?.listSearch?.[search];
	if (!method) throw new Error(`The node has no list search ${search}`);
	return await method.call(context, filter);
}
