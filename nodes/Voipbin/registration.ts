import { NodeOperationError, type IHookFunctions } from 'n8n-workflow';

import type { Connection } from '../shared/http/connection';
import { redact } from '../shared/http/redact';
import { readTrigger } from '../shared/trigger/trigger';
import { readWebhookSecret } from '../shared/trigger/webhookSecret';
import {
	connectToAccount,
	readAccount,
	readAgentId,
	writeWebhook,
	type Webhook,
} from './accountWebhook';
import { memoryOf } from './memory';
import { rememberSecret } from './signingSecret';
import { voipbinTrigger, webhookSecret } from './trigger';

const none: Webhook = { uri: '', method: '' };

const valuesOf = (hook: IHookFunctions) => readTrigger(hook, voipbinTrigger);

function ownUrl(hook: IHookFunctions): string {
	const url = hook.getNodeWebhookUrl('default');
	if (url) return url;
	throw new NodeOperationError(hook.getNode(), 'Save the workflow first');
}

/** Whether a URL is the other of this node's two: the test URL of a production URL, or the reverse. */
function isOtherOwnUrl(hook: IHookFunctions, found: string, url: string): boolean {
	const { webhookId } = hook.getNode();
	if (!webhookId || !URL.canParse(found)) return false;
	const { origin, pathname } = new URL(found);
	return origin === new URL(url).origin && pathname.endsWith(`/${webhookId}/webhook`);
}

/** Whether the account sends its events here and all that this trigger needs is remembered. */
export async function isRegistered(hook: IHookFunctions): Promise<boolean> {
	// There is nothing to find where nothing is entered; what is remembered is read again.
	if (valuesOf(hook).manualRegistration) return false;
	const url = ownUrl(hook);
	const { url: remembered } = memoryOf(hook);
	const account = await readAccount(await connectToAccount(hook));
	return remembered === url && account.webhook.uri === url && account.webhook.method === 'POST';
}

/**
 * Enters the trigger's URL in the account, unless it is there. Repeating it changes nothing.
 *
 * @throws NodeOperationError when the account sends its events elsewhere and Overwrite is off, or
 *   the webhook secret cannot be known; NodeApiError
 */
export async function register(hook: IHookFunctions): Promise<void> {
	const values = valuesOf(hook);
	const memory = memoryOf(hook);
	const connection = await connectToAccount(hook);
	if (values.ignoreOwn !== false || values.addChatInput) {
		memory.agentId = await readAgentId(connection);
	} else delete memory.agentId;
	if (values.addChatInput && memory.agentId === '' && !values.ignoredAgents) {
		throw withoutOwnAgent(hook);
	}
	const needsSecret =
		values.requireSignature !== false &&
		(await readWebhookSecret(hook, webhookSecret)) === undefined;
	if (values.manualRegistration) {
		if (needsSecret) rememberSecret(hook, await secretWithoutRegistration(connection));
		return;
	}

	const url = ownUrl(hook);
	let account = await readAccount(connection);
	if (needsSecret && account.secret === '') throw withoutSecret(hook);
	const { uri, method } = account.webhook;
	if (uri !== url || method !== 'POST') {
		const previous = previousOf(hook, account.webhook, url, values.overwrite === true);
		// Remembered before it is entered: the answer to a request that did its work may be lost.
		memory.url = url;
		if (previous) memory.previous = { ...previous };
		else delete memory.previous;
		account = await writeWebhook(connection, account, { uri: url, method: 'POST' });
	}
	memory.url = url;
	rememberSecret(hook, account.secret);
	retired.delete(url);
}

const withoutOwnAgent = (hook: IHookFunctions) =>
	new NodeOperationError(
		hook.getNode(),
		'An access key has no agent of its own, so an AI agent could reply to itself endlessly. Use a credential with Agent Login, or add Options > Ignore Agent Names or IDs with the agent that replies.',
	);

const withoutSecret = (hook: IHookFunctions) =>
	new NodeOperationError(
		hook.getNode(),
		"The VoIPBin account has no webhook secret, so senders can't be verified. Enter it as Webhook Secret in the credential, or turn off Options > Require Signature.",
	);

/** What was entered before the URLs of triggers that were unpublished since. */
const retired = new Map<string, Webhook>();

/** What to put back: a URL whose trigger is gone stands for what it had replaced. */
function stillWanted(previous: Webhook): Webhook {
	const older = retired.get(previous.uri);
	if (!older) return previous;
	retired.delete(previous.uri);
	return stillWanted(older);
}

/** What is to be put back in the end, if this URL may be entered now. */
function previousOf(
	hook: IHookFunctions,
	current: Webhook,
	url: string,
	overwrite: boolean,
): Webhook | undefined {
	const { url: remembered, previous } = memoryOf(hook);
	if (current.uri === '') return undefined;
	if (current.uri === url || current.uri === remembered) return previous;
	if (isOtherOwnUrl(hook, current.uri, url)) {
		// A test takes the URL from the published workflow and gives it back.
		return hook.getActivationMode() === 'manual' ? current : undefined;
	}
	if (overwrite) return current;
	throw new NodeOperationError(
		hook.getNode(),
		`This VoIPBin account already sends its events to ${redact(current.uri, [])}. To replace it, turn on Options > Overwrite Existing Webhook, or remove the URL in VoIPBin.`,
	);
}

/** The secret for a URL that the user enters by hand. */
async function secretWithoutRegistration(connection: Connection): Promise<string> {
	let secret: string;
	try {
		({ secret } = await readAccount(connection));
	} catch (error) {
		throw new NodeOperationError(
			connection.context.getNode(),
			`Couldn't read the account's webhook secret. Enter it as Webhook Secret in the credential, or turn off Options > Require Signature. ${(error as Error).message}`,
		);
	}
	if (secret === '') throw withoutSecret(connection.context as IHookFunctions);
	return secret;
}

/**
 * Takes the trigger's URL out of the account, and puts back what was there before. A URL that is
 * not the trigger's own is left alone.
 *
 * @throws NodeOperationError that says what to remove by hand
 */
export async function unregister(hook: IHookFunctions): Promise<void> {
	const memory = memoryOf(hook);
	if (!valuesOf(hook).manualRegistration) {
		const url = ownUrl(hook);
		try {
			const connection = await connectToAccount(hook);
			const account = await readAccount(connection);
			const before = memory.previous ?? none;
			if (account.webhook.uri === url || account.webhook.uri === memory.url) {
				await writeWebhook(connection, account, stillWanted(before));
			} else if (hook.getActivationMode() !== 'manual') {
				// Another trigger may put this URL back when it is unpublished.
				retired.set(url, before);
			}
		} catch (error) {
			throw new NodeOperationError(
				hook.getNode(),
				`Couldn't remove the webhook URL ${url} from VoIPBin. Remove it manually. ${(error as Error).message}`,
			);
		}
	}
	delete memory.url;
	delete memory.previous;
	delete memory.agentId;
}
