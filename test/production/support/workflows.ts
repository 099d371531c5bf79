import { randomUUID } from 'node:crypto';

import type { INodeCredentials } from 'n8n-workflow';

import type { N8nApi, Workflow } from '../../../scripts/n8n/api';
import type { ControlClient } from '../../../simulator/client';
import { systemClock } from '../../../simulator/clock';
import type { TalkioState } from '../../../simulator/talkio/state';
import { storeCredentials } from '../../e2e/support/nodes';
import { everySecond } from '../../e2e/support/polling';
import { simulate, type SimulatedVendor } from '../../e2e/support/simulated';
import { chain, type ChainNode } from '../../support/chain';
import { ofPackage } from './packed';

/** A simulated vendor and its credentials in n8n. */
export interface Service extends SimulatedVendor {
	credentials: INodeCredentials;
}

/** Simulates a vendor for the tests of a `describe`, and stores its credentials in n8n. */
export function simulatedService(vendor: string, api: () => N8nApi): Service {
	const service = {} as Service;
	beforeAll(async () => {
		Object.assign(service, await simulate(vendor, systemClock));
		const name = `${vendor} ${randomUUID()}`;
		service.credentials = await storeCredentials(vendor, service.baseUrl, name, api());
	});
	beforeEach(() => service.control.reset());
	afterAll(() => service.stop());
	return service;
}

/** n8n's own Webhook node, which starts a workflow with what it is sent. */
export const webhook = (): ChainNode => ({
	name: 'Webhook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	webhookId: randomUUID(),
	parameters: { path: randomUUID(), httpMethod: 'POST', responseMode: 'onReceived' },
});

/** Makes an item of each entry of `items` in what the Webhook node has received. */
export const splitOut: ChainNode = {
	name: 'Split Out',
	type: 'n8n-nodes-base.splitOut',
	parameters: { fieldToSplitOut: 'body.items' },
};

/** Creates a Talkio user of each item, called by its ID. */
export const createUsers = (credentials: INodeCredentials, options = {}): ChainNode => ({
	name: 'Talkio',
	type: ofPackage('talkio'),
	parameters: {
		resource: 'user',
		operation: 'create',
		id: '={{ $json.id }}',
		userName: '={{ $json.id }}',
		userType: 'member',
		options,
	},
	credentials,
});

/** Starts a workflow for each new Talkio user, and polls each second. */
export const newUsers = (credentials: INodeCredentials): ChainNode => ({
	name: 'Trigger',
	type: ofPackage('talkioTrigger'),
	typeVersion: 2,
	parameters: { events: ['userCreated'], pollTimes: everySecond },
	credentials,
});

/** Adds users to a simulated Talkio, as if somebody had created them just now. */
export async function addUsers(control: ControlClient, ids: string[]): Promise<void> {
	const { users } = await control.state<TalkioState>();
	const createdAt = new Date().toISOString();
	const added = ids.map((id) => ({ id, userName: id, userType: 'member' as const, createdAt }));
	await control.setState<TalkioState>({ users: [...added, ...users] });
}

/** Publishes a workflow of these nodes, each of which hands its items to the next. */
export async function publish(api: N8nApi, name: string, nodes: ChainNode[]): Promise<Workflow> {
	const workflow = await api.createWorkflow(chain(name, nodes));
	await api.publish(workflow);
	return workflow;
}

/** The path of a workflow's webhook: of n8n's own Webhook node, or of a trigger of the package. */
export function webhookPath({ nodes }: Pick<Workflow, 'nodes'>): string {
	const { parameters, webhookId } = nodes[0] ?? {};
	return `/webhook/${parameters?.path === undefined ? `${webhookId}/webhook` : String(parameters.path)}`;
}

/** Sends a body to a URL; returns the status of the answer. */
export async function post(
	url: string,
	body: object | string,
	headers: Record<string, string> = {},
): Promise<number> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	await response.arrayBuffer();
	return response.status;
}
