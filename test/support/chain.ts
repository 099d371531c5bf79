import { randomUUID } from 'node:crypto';

import type { INode } from 'n8n-workflow';

import type { WorkflowFile } from '../../scripts/n8n/api';

/** A node of a workflow: its name, its type with the package's name, and what else a test sets. */
export type ChainNode = Pick<INode, 'name' | 'type'> & Partial<INode>;

/** A workflow in which each node hands its items to the next. */
export function chain(name: string, nodes: ChainNode[]): WorkflowFile {
	const connections = nodes
		.slice(0, -1)
		.map((node, index) => [
			node.name,
			{ main: [[{ node: nodes[index + 1]?.name ?? '', type: 'main' as const, index: 0 }]] },
		]);
	return {
		name,
		nodes: nodes.map((node, column) => ({
			id: randomUUID(),
			typeVersion: 1,
			position: [column * 224, 0],
			parameters: {},
			...node,
		})),
		connections: Object.fromEntries(connections),
		// As in every workflow that the editor makes; agents need it.
		settings: { executionOrder: 'v1' },
	};
}
