import type { INodeCredentials, INodeParameters } from 'n8n-workflow';

import type { N8nApi, Workflow } from '../../../scripts/n8n/api';
import { poll } from '../../../scripts/poll';
import { chatIds } from '../../../simulator/voipbin/seed';
import type { Message, VoipbinState } from '../../../simulator/voipbin/state';
import { chain, type ChainNode } from '../../support/chain';
import { byId } from '../../uses/use';
import { environment } from './environment';
import type { SimulatedVendor } from './simulated';

/** A trigger for clicks. */
export const start: ChainNode = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };

/** A question that an execution waits with. */
export interface Asked {
	message: Message;
	/** The link in the message. */
	url: string;
	workflow: Workflow;
	executionId: string;
}

/** Approval Options with both buttons. */
export const both = { values: { approvalType: 'double' } };

/** Answers as the form of the page does. */
export const answer = async (url: string, form: Record<string, string>): Promise<Response> =>
	await fetch(url, { method: 'POST', body: new URLSearchParams(form) });

/** Questions that workflows of an n8n ask in a simulated VoIPBin. */
export class Questions {
	constructor(
		private readonly api: N8nApi,
		private readonly voipbin: SimulatedVendor,
		private readonly credentials: INodeCredentials,
	) {}

	/** A node that asks in a chat. */
	node(parameters: INodeParameters, name = 'Ask'): ChainNode {
		return {
			name,
			type: `${environment().packed.name}.voipbin`,
			parameters: {
				resource: 'message',
				operation: 'sendAndWait',
				chatId: byId(chatIds.project),
				...parameters,
			},
			credentials: this.credentials,
		};
	}

	/** A workflow that a click starts. */
	async create(...nodes: ChainNode[]): Promise<Workflow> {
		return await this.api.createWorkflow(chain('Send and wait', [start, ...nodes]));
	}

	/** Starts a workflow that asks one question, and waits until it waits. */
	async ask(parameters: INodeParameters & { message: string }): Promise<Asked> {
		const workflow = await this.create(this.node(parameters));
		const executionId = await this.api.start(workflow, 'Start');
		const found = await this.asked(parameters.message);
		await this.waiting(workflow);
		return { ...found, workflow, executionId };
	}

	/** The messages in VoIPBin. */
	async messages(): Promise<Message[]> {
		return (await this.voipbin.control.state<VoipbinState>()).messages;
	}

	/** The message with this text, once it is in the chat, and the link in it. */
	async asked(text: string): Promise<{ message: Message; url: string }> {
		const message = await poll(
			async () => (await this.messages()).find((one) => one.text === text),
			{ timeout: () => `"${text}" was not asked in time` },
		);
		return { message, url: String(message.medias[0]?.link_url) };
	}

	/** Waits until executions wait. */
	async waiting(workflow: Workflow, count = 1): Promise<void> {
		await poll(
			async () => (await this.api.executionIds(workflow, ['waiting'])).length >= count || undefined,
			{ timeout: () => 'The execution did not wait in time' },
		);
	}
}
