import {
	NodeHelpers,
	Workflow,
	type INode,
	type INodeType,
	type NodeParameterValueType,
	type WorkflowParameters,
} from 'n8n-workflow';

import type { TestCredential } from './credentials';

/** A node with what a user has entered. */
export interface NodeSetup {
	nodeType: INodeType;
	parameters: Record<string, NodeParameterValueType>;
	credentials?: Record<string, TestCredential>;
}

/** A node as n8n keeps it in a workflow: defaults filled in, credentials named by their type. */
export function nodeOf(
	{ nodeType, parameters, credentials = {} }: NodeSetup,
	more: Partial<INode> & Pick<INode, 'name'>,
): INode {
	const { description } = nodeType;
	const versions = [description.version].flat();
	const node: INode = {
		id: more.name,
		type: more.name.toLowerCase(),
		typeVersion: versions[versions.length - 1] ?? 1,
		position: [0, 0],
		parameters: {},
		credentials: Object.fromEntries(
			Object.keys(credentials).map((name) => [name, { id: name, name }]),
		),
		...more,
	};
	const filled = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		node,
		description,
	);
	return { ...node, parameters: filled ?? {} };
}

/** A workflow of that node alone. */
export const workflowOf = (
	node: INode,
	nodeType: INodeType,
	more: Partial<WorkflowParameters> = {},
): Workflow =>
	new Workflow({
		id: 'test',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
		...more,
	});
