import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { WorkflowFile } from './n8n/api';
import { root } from './paths';

/** What the packages' nodes are called in the example workflows, before the name of the node. */
const umbrella = 'n8n-nodes-talk-platforms.';

/** A package of one service. */
export interface SinglePackage {
	/** Its folder below `packages/`, which is also the service's name in the simulator. */
	service: string;
	name: string;
	description: string;
	/** The names of its nodes: the action node's, then the trigger's. */
	nodes: string[];
}

/** What n8n calls a node or credential of this class. */
export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** The packages of one service each, by their folders. */
export function readSinglePackages(): SinglePackage[] {
	const manifests = globSync('packages/*/package.json', { cwd: root }).sort();
	return manifests.map((file) => {
		const { name, description, n8n } = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
			name: string;
			description: string;
			n8n: { nodes: string[] };
		};
		const nodes = n8n.nodes.map((node) => lowerFirst(basename(node, '.node.js')));
		return { service: basename(dirname(file)), name, description, nodes };
	});
}

/**
 * An example workflow with the nodes of a package of one service.
 *
 * @returns nothing when it has a node of another service
 */
export function workflowFor(
	{ name, nodes }: SinglePackage,
	workflow: WorkflowFile,
): WorkflowFile | undefined {
	const owned = workflow.nodes.map((node) => {
		if (!node.type.startsWith(umbrella)) return node;
		const short = node.type.slice(umbrella.length);
		// n8n makes a tool of each action node.
		const isOwn = nodes.includes(short.replace(/(Hitl)?Tool$/, ''));
		return isOwn ? { ...node, type: `${name}.${short}` } : undefined;
	});
	const complete = owned.flatMap((node) => node ?? []);
	return complete.length === owned.length ? { ...workflow, nodes: complete } : undefined;
}
