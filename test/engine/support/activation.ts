import { HookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { TestCredentials, type TestCredential } from './credentials';
import { nodeOf, workflowOf, type NodeSetup } from './singleNode';

/** A trigger node in a workflow that is published, or listens for a test event. */
export interface ActivationOptions extends NodeSetup {
	credentials: Record<string, TestCredential>;
	/** What n8n's address begins with; `https://n8n.example` unless given. */
	base?: string;
	webhookId?: string;
}

/** The steps that n8n takes with a trigger's webhook, each with n8n-core's own context. */
export class Activation {
	/** What n8n keeps for the node; a test can take it away. */
	staticData: IDataObject = {};

	private readonly node: INode;

	constructor(private readonly options: ActivationOptions) {
		const { webhookId = 'webhook-of-the-node' } = options;
		this.node = nodeOf(options, { name: 'Trigger', webhookId });
	}

	/** The URL that the vendor is to call. */
	url(isTest = false): string {
		const { base = 'https://n8n.example' } = this.options;
		return `${base}/${isTest ? 'webhook-test' : 'webhook'}/${this.node.webhookId}/webhook`;
	}

	/** As n8n publishes: what exists already is not created. */
	async publish(isTest = false): Promise<void> {
		if (!(await this.step('checkExists', isTest))) await this.step('create', isTest);
	}

	async unpublish(isTest = false): Promise<void> {
		await this.step('delete', isTest);
	}

	/** One step, with the static data as n8n has it before and keeps it afterwards. */
	async step(name: 'checkExists' | 'create' | 'delete', isTest = false): Promise<boolean> {
		const { nodeType, credentials, base = 'https://n8n.example' } = this.options;
		const workflow = workflowOf(this.node, nodeType, {
			active: !isTest,
			staticData: { 'node:Trigger': structuredClone(this.staticData) },
		});
		const context = new HookContext(
			workflow,
			this.node,
			{
				credentialsHelper: new TestCredentials(credentials),
				webhookBaseUrl: `${base}/webhook`,
				webhookTestBaseUrl: `${base}/webhook-test`,
				variables: {},
			} as unknown as IWorkflowExecuteAdditionalData,
			isTest ? 'manual' : 'trigger',
			isTest ? 'manual' : 'activate',
			{ isTest, webhookDescription: nodeType.description.webhooks?.[0] } as unknown as IWebhookData,
		);
		const method = nodeType.webhookMethods?.default?.[name];
		if (!method) throw new Error(`The node has no webhook method ${name}`);
		try {
			return await method.call(context);
		} finally {
			this.staticData = JSON.parse(
				JSON.stringify(context.getWorkflowStaticData('node')),
			) as IDataObject;
		}
	}
}
