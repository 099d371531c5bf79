import type { INode } from 'n8n-workflow';

import { chatIds } from '../simulator/voipbin/seed';
import type { Bench } from './bench';

/**
 * The VoIPBin node that sends a message to a chat.
 *
 * @param text or an expression
 */
export const ownMessage = (bench: Bench, text: string): Partial<INode> => ({
	type: bench.own('voipbin'),
	parameters: {
		resource: 'message',
		operation: 'send',
		chatId: { __rl: true, mode: 'id', value: chatIds.project },
		text,
	},
});

/** The HTTP Request node that sends what the VoIPBin node sends. */
export const httpRequestMessage = (bench: Bench, text: string): Partial<INode> => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.5,
	parameters: {
		method: 'POST',
		url: `${bench.baseUrl('voipbin')}/v1.0/service_agents/talk_messages`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'voipbinApi',
		sendBody: true,
		bodyParameters: {
			parameters: [
				{ name: 'chat_id', value: chatIds.project },
				{ name: 'type', value: 'normal' },
				{ name: 'text', value: text },
			],
		},
	},
});
