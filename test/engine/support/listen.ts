import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';

import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { TestCredentials } from './credentials';
import { nodeOf, workflowOf, type NodeSetup } from './singleNode';

/** A trigger node that listens, as in a published workflow of its own. */
export interface ListenOptions extends NodeSetup {
	/** Where this n8n continues waiting executions. */
	waitingUrl?: string;
}

export interface Listening {
	/** What the vendor calls. */
	url: string;
	/** The items of each execution that was started, in order. */
	executions: INodeExecutionData[][];
	close(): Promise<void>;
}

/** n8n gives nodes the response of Express. */
const likeExpress = (reply: FastifyReply) => ({
	status: (code: number) => ({ json: (body: unknown) => void reply.code(code).send(body) }),
});

/** Listens for events with n8n-core's own webhook context, and answers as n8n's webhook server does. */
export async function listen({
	nodeType,
	parameters,
	credentials = {},
	waitingUrl = 'http://localhost:5678/webhook-waiting',
}: ListenOptions): Promise<Listening> {
	const { description } = nodeType;
	const node = nodeOf({ nodeType, parameters, credentials }, { name: 'Trigger', id: randomUUID() });
	const workflow = workflowOf(node, nodeType, { active: true });
	const executions: INodeExecutionData[][] = [];

	const receive = async (request: FastifyRequest, reply: FastifyReply) => {
		const { headers, query, params } = request;
		const additionalData = {
			credentialsHelper: new TestCredentials(credentials),
			httpRequest: { headers, query, params, rawBody: request.body as Buffer },
			httpResponse: likeExpress(reply),
			variables: {},
			webhookWaitingBaseUrl: waitingUrl,
		} as unknown as IWorkflowExecuteAdditionalData;
		const context = new WebhookContext(
			workflow,
			node,
			additionalData,
			'webhook',
			{
				workflowId: 'test',
				webhookDescription: description.webhooks?.[0],
			} as unknown as IWebhookData,
			[],
			null,
		);
		const { workflowData, noWebhookResponse } = (await nodeType.webhook?.call(context)) ?? {};
		if (noWebhookResponse) return reply;
		if (workflowData) executions.push(...workflowData);
		return reply.send({
			message: workflowData ? 'Workflow was started' : '',
		} satisfies IDataObject);
	};

	const app = fastify({ forceCloseConnections: true });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser(
		'*',
		{ parseAs: 'buffer' },
		async (_request: unknown, body: Buffer) => body,
	);
	app.post('/webhook', receive);
	await app.listen({ host: '127.0.0.1', port: 0 });
	const { port } = app.server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/webhook`,
		executions,
		close: async () => await app.close(),
	};
}
