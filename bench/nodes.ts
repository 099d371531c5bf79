import { randomUUID } from 'node:crypto';

import type { INode } from 'n8n-workflow';

/** A node for a workflow. */
export const node = (name: string, type: string, more: Partial<INode> = {}): INode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...more,
});

/** Begins a workflow that is called with a body and answers when its last node is done. */
export const caller = (path: string, answer: 'noData' | 'firstEntryJson' = 'noData'): INode =>
	node('Call', 'n8n-nodes-base.webhook', {
		typeVersion: 2.1,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', responseData: answer },
	});
