import { PollContext } from 'n8n-core';
import type { IDataObject, INodeExecutionData, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { TestCredentials, type TestCredential } from './credentials';
import { nodeOf, workflowOf, type NodeSetup } from './singleNode';

type Parameters = NodeSetup['parameters'];

/** A polling trigger in a workflow of its own. */
export interface PollingNodeSetup extends NodeSetup {
	credentials: Record<string, TestCredential>;
	/** Published, or tried in the editor; published unless given. */
	mode?: 'trigger' | 'manual';
	timezone?: string;
}

/** The trigger as n8n polls it; what it remembers lasts from poll to poll. */
export interface PollingNode {
	/** What one poll hands on; nothing where n8n would start no execution. */
	poll: () => Promise<INodeExecutionData[]>;
	/** What it remembers. */
	state: () => IDataObject;
	/** The user changes parameters and publishes the workflow again. */
	change: (parameters: Parameters) => void;
}

/** A polling trigger in n8n-core's own context. */
export function pollingNode(setup: PollingNodeSetup): PollingNode {
	const { nodeType, credentials, mode = 'trigger', timezone = 'UTC' } = setup;
	const staticData = {};
	let { parameters } = setup;

	const contextOf = () => {
		const node = nodeOf({ nodeType, parameters, credentials }, { name: 'Trigger' });
		const workflow = workflowOf(node, nodeType, { settings: { timezone } });
		const additionalData = {
			credentialsHelper: new TestCredentials(credentials),
			variables: {},
			restApiUrl: '',
		} as unknown as IWorkflowExecuteAdditionalData;
		const context = new PollContext(workflow, node, additionalData, mode, 'init');
		context.getWorkflowStaticData = () => staticData;
		return context;
	};

	return {
		async poll() {
			const output = await nodeType.poll?.call(contextOf());
			return output?.[0] ?? [];
		},
		state: () => structuredClone(staticData),
		change(changed) {
			parameters = { ...parameters, ...changed };
		},
	};
}
