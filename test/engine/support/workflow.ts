import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	NodeConnectionTypes,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IVersionedNodeType,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type NodeParameterValueType,
} from 'n8n-workflow';

import { TestCredentials, type TestCredential } from './credentials';
import { nodeOf } from './singleNode';

/** Hands its input on: what every test workflow begins with. */
class Start implements INodeType {
	description = {
		displayName: 'Start',
		name: 'start',
		group: ['trigger' as const],
		version: 1,
		description: 'Begins the workflow',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};

	async execute(this: { getInputData: () => INodeExecutionData[] }) {
		return [this.getInputData()];
	}
}

class TestNodeTypes implements INodeTypes {
	constructor(private readonly types: Record<string, INodeType>) {}

	getByName(type: string): INodeType | IVersionedNodeType {
		return this.getByNameAndVersion(type);
	}

	getByNameAndVersion(type: string): INodeType {
		const found = this.types[type];
		if (!found) throw new Error(`The test has no node type ${type}`);
		return found;
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}

/** A workflow of two nodes: items, and the node under test that works on them. */
export interface NodeRun {
	nodeType: INodeType;
	parameters: Record<string, NodeParameterValueType>;
	credentials: Record<string, TestCredential>;
	/** One empty item unless given. */
	items?: IDataObject[];
	/** Goes with every item. */
	binary?: INodeExecutionData['binary'];
	onError?: INode['onError'];
	timezone?: string;
	/** Called with a function that cancels the execution as a user does. */
	onStarted?: (cancel: () => void) => void;
}

/** What came of it. */
export interface NodeResult {
	items: INodeExecutionData[];
	error?: Error & { description?: string; context?: IDataObject };
	/** Everything that n8n would store of the execution. */
	run: IRun;
}

/** Runs a node in n8n-core's own engine, in this process. */
export async function runNode({
	nodeType,
	parameters,
	credentials,
	items = [{}],
	binary,
	onError,
	timezone = 'UTC',
	onStarted,
}: NodeRun): Promise<NodeResult> {
	const types = new TestNodeTypes({ start: new Start(), subject: nodeType });
	const start = nodeOf({ nodeType: new Start(), parameters: {} }, { name: 'Start' });
	const subject = nodeOf(
		{ nodeType, parameters, credentials },
		{ name: 'Subject', ...(onError ? { onError } : {}) },
	);
	const nodes = [start, subject];
	const connections = {
		Start: { main: [[{ node: 'Subject', type: NodeConnectionTypes.Main, index: 0 }]] },
	};
	const workflow = new Workflow({
		id: 'test',
		nodes,
		connections,
		active: false,
		nodeTypes: types,
		settings: { executionOrder: 'v1', timezone },
	});
	const additionalData = {
		credentialsHelper: new TestCredentials(credentials),
		hooks: new ExecutionLifecycleHooks('manual', 'test', {
			nodes,
			connections,
		} as unknown as IWorkflowBase),
		executionId: 'test',
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: '',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
		logAiEvent: () => undefined,
	} as unknown as IWorkflowExecuteAdditionalData;

	const execution = new WorkflowExecute(additionalData, 'manual').run({
		workflow,
		startNode: start,
		pinData: { Start: items.map((json) => ({ json, ...(binary ? { binary } : {}) })) },
	});
	onStarted?.(() => execution.cancel());
	const run = await execution;
	const data = run.data.resultData.runData.Subject?.[0];
	return {
		items: data?.data?.main?.[0] ?? [],
		...(data?.error ? { error: data.error as NodeResult['error'] } : {}),
		run,
	};
}
