import { randomUUID } from 'node:crypto';

import type { INode, INodeCredentials } from 'n8n-workflow';

import { demoCredentials } from '../../../scripts/credentials';
import type { N8nApi, WorkflowFile } from '../../../scripts/n8n/api';
import { chain } from '../../support/chain';
import { environment, n8nApi } from './environment';

/** A node of the package under test, by its name in the package. */
export type PackageNode = Pick<INode, 'type'> & Partial<INode>;

const ofPackage = (given: PackageNode): PackageNode => ({
	...given,
	type: `${environment().packed.name}.${given.type}`,
});

/** A workflow that a click starts and that runs this one node, of any package, called "Node". */
export const clickedWorkflow = (name: string, given: PackageNode): WorkflowFile =>
	chain(name, [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
		{ ...given, name: 'Node' },
	]);

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
export const triggerWorkflow = (name: string, given: PackageNode): WorkflowFile =>
	chain(name, [{ webhookId: randomUUID(), ...ofPackage(given), name: 'Trigger' }]);

/** Stores the credentials of a simulated vendor under a name, for the nodes to use; `given` replaces fields. */
export async function storeCredentials(
	vendor: string,
	baseUrl: string,
	name: string,
	api: N8nApi = n8nApi(),
	given: Record<string, string> = {},
): Promise<INodeCredentials> {
	const stored: INodeCredentials = {};
	for (const { type, data } of demoCredentials.filter(
		(credential) => credential.vendor === vendor,
	)) {
		const filled = { ...data(baseUrl), ...given };
		stored[type] = { id: await api.createCredential(type, name, filled), name };
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
