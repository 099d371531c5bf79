import type { IDataObject } from 'n8n-workflow';

import type { Api } from '../shared/vendor/api';
import type { Reply } from '../shared/vendor/request';
import { accessKey } from './accessKey';
import { account } from './account';
import { agent } from './agent';
import { apiUrl, logsIn, proofOf, session } from './authentication';
import { channel } from './channel';
import { chat } from './chat';
import { file } from './file';
import { message } from './message';
import { participant } from './participant';
import { reaction } from './reaction';

interface Failure {
	reason?: string;
	message?: string;
	details?: Array<IDataObject | null> | null;
}

/** `{ error: { reason, message, … } }`; before April 2026 `{ error: "REASON", message }`. */
function failureOf({ body }: Reply): Failure | undefined {
	if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
	const { error, message } = body as { error: unknown; message?: string };
	if (typeof error === 'object' && error !== null) return error;
	return typeof error === 'string' && error !== '' ? { reason: error, message } : undefined;
}

const needsAgent =
	"This operation doesn't work with an access key. Use a credential with Agent Login.";

/** What an access key opens. */
const accountResources = new Set(['customer', 'accessKey']);

/** VoIPBin (https://api.voipbin.net/docs): its Talk API, and the account that the trigger needs. */
export const voipbinApi: Api = {
	name: 'VoIPBin',
	documentationUrl: 'https://api.voipbin.net/docs/talk.html',
	credential: 'voipbinApi',
	secrets: ['password', 'token', 'accessKeyToken', 'sessionToken', 'webhookSecret'],
	baseUrl: apiUrl,
	concurrency: 16,
	// For all agents and access keys of an account together.
	rate: { perSecond: 16.7, burst: 33 },
	session,
	failure: (reply) => {
		const { reason, message } = failureOf(reply) ?? {};
		return message && reason ? `${message.replace(/\.$/, '')} (${reason})` : (message ?? reason);
	},
	advice: (reply, credentials, { path }) => {
		const { reason, details } = failureOf(reply) ?? {};
		const isKey = proofOf(credentials).kind === 'accessKey';
		if (reason === 'ACCOUNT_FROZEN') {
			const recovery = details?.[0]?.recovery_endpoint;
			return `The account is frozen. Reactivate it in VoIPBin${recovery ? ` (${String(recovery)})` : ''}.`;
		}
		if (reason === 'AGENT_AUTH_REQUIRED') return needsAgent;
		switch (reply.status) {
			case 401:
				if (isKey) return reason === 'AUTHENTICATION_REQUIRED' ? needsAgent : undefined;
				return logsIn(credentials)
					? 'Check the username and password in the credential.'
					: 'Tokens expire after seven days. Enter a new token in the credential or switch to Agent Login.';
			case 403:
				// Also where it does not exist.
				return /^\/(?:customer|accesskeys)\b/.test(path)
					? 'Use an access key or an agent with admin permission.'
					: 'Check the ID and that the agent is a member of the chat.';
			case 500:
				return 'VoIPBin also returns this for invalid values. Check the fields, and check VoIPBin before you run it again.';
			default:
				return undefined;
		}
	},
	refuse: (credentials, resource) =>
		proofOf(credentials).kind === 'accessKey' && !accountResources.has(resource)
			? needsAgent
			: undefined,
	resources: {
		message,
		chat,
		channel,
		participant,
		reaction,
		file,
		agent,
		customer: account,
		accessKey,
	},
};
