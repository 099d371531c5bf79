import { randomUUID } from 'node:crypto';

import type { INode, INodeCredentials } from 'n8n-workflow';

import { demoCredentials } from '../../../scripts/credentials';
import type { N8nApi, WorkflowFile } from '../../../scripts/n8n/api';
import { environment, n8nApi } from './environment';

/** A node of the package under test, by its name in the package. */
export type PackageNode = Pick<INode, 'type'> & Partial<INode>;

const node = (name: string, { type, ...more }: PackageNode, column: number): INode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion: 1,
	position: [column * 224, 0],
	parameters: {},
	...more,
});

const ofPackage = (given: PackageNode): PackageNode => ({
	...given,
	type: `${environment().packed.name}.${given.type}`,
});

/** A workflow that a click starts and that runs this one node, of any package, called "Node". */
export const clickedWorkflow = (name: string, given: PackageNode): WorkflowFile => ({
	name,
	nodes: [node('Start', { type: 'n8n-nodes-base.manualTrigger' }, 0), node('Node', given, 1)],
	connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
});

/** As `clickedWorkflow`, for a node of the package under test. */
export const actionWorkflow = (name: string, given: PackageNode): WorkflowFile =>
	clickedWorkflow(name, ofPackage(given));

/** A workflow that a click starts and that sends one GET request with a credential of this type. */
export const httpRequestWorkflow = (
	name: string,
	{
		type,
		credential,
		url,
	}: { type: string; credential: { id: string; name: string }; url: string },
): WorkflowFile =>
	clickedWorkflow(name, {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: { url, authentication: 'predefinedCredentialType', nodeCredentialType: type },
		credentials: { [type]: credential },
	});

/** A workflow of this one trigger, called "Trigger". */
export const triggerWorkflow = (name: string, given: PackageNode): WorkflowFile => ({
	name,
	nodes: [node('Trigger', { webhookId: randomUUID(), ...ofPackage(given) }, 0)],
	connections: {},
});

/** Stores the credentials of a simulated vendor under a name, for the nodes to use. */
export async function storeCredentials(
	vendor: string,
	baseUrl: string,
	name: string,
	api: N8nApi = n8nApi(),
): Promise<INodeCredentials> {
	const stored: INodeCredentials = {};
	for (const { type, data } of demoCredentials.filter(
		(credential) => credential.vendor === vendor,
	)) {
		stored[type] = { id: await api.createCredential(type, name, data(baseUrl)), name };
	}
	return stored;
}

/**
 * A workflow file as the editor imports it: with a webhook URL of its own, and with the stored
 * credentials chosen in its nodes.
 */
export function imported(workflow: WorkflowFile, stored: INodeCredentials): WorkflowFile {
	const chosen = (credentials: INodeCredentials): INodeCredentials =>
		Object.fromEntries(
			Object.entries(credentials).map(([type, named]) => [type, stored[type] ?? named]),
		);
	const nodes = workflow.nodes.map((one) => ({
		...one,
		...(one.webhookId ? { webhookId: randomUUID() } : {}),
		...(one.credentials ? { credentials: chosen(one.credentials) } : {}),
	}));
	return { ...workflow, nodes };
}
