import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { verifyHmacSha256 } from '../shared/trigger/signature';
import { webhookTrigger, type WebhookEvent } from '../shared/trigger/webhook';
import { isObject } from '../shared/vendor/isObject';
import { choice, text, texts, toggle } from '../shared/vendor/parameter';
import { pick, pickMany } from '../shared/vendor/recordKind';
import { connectToAccount, readAgentId } from './accountWebhook';
import { agentKind } from './agent';
import { chatKind } from './chat';
import { chatInputOf } from './chatInput';
import { hasEmoji } from './emoji';
import { events } from './eventTypes';
import { fetchFilesOf } from './messageFiles';
import { hasText } from './messageSearch';
import { memoryOf } from './memory';
import { isSignedByAccount } from './signingSecret';
import { instant } from './time';
import { answersQuestion } from './waitingQuestions';

const dataOf = ({ data }: IDataObject): IDataObject => (isObject(data) ? data : {});

/** VoIPBin gives events no ID: what happened to what, and when, is one. */
function identityOf(type: string, { id, tm_update, tm_joined }: IDataObject): string | undefined {
	const parts = [type, id, tm_update ?? tm_joined];
	const isPart = (part: unknown) =>
		typeof part === 'number' || (typeof part === 'string' && part !== '');
	return parts.every(isPart) ? parts.join(':') : undefined;
}

/** When a record was last changed: an event says so at once. The year 9999 stands for never. */
function changedAt({ tm_create, tm_update, tm_delete }: IDataObject): number | undefined {
	const times = [tm_update, tm_delete].map(instant).filter((time) => time < Date.UTC(9999, 0));
	const created = instant(tm_create);
	return times.length > 0 ? Math.max(...times) : Number.isNaN(created) ? undefined : created;
}

function readEvent(payload: IDataObject): WebhookEvent | undefined {
	const { type } = payload;
	if (typeof type !== 'string' || type === '') return undefined;
	const data = dataOf(payload);
	return { name: type, identity: identityOf(type, data), time: changedAt(data) };
}

/** The chat that an event is about; events outside of Talk have none. */
const chatOf = (type: string, { id, chat_id }: IDataObject): unknown =>
	type.startsWith('chat_') ? id : type.startsWith('chat') ? chat_id : undefined;

/** Who reacted last is at the end of the reactions. */
function lastReaction({ metadata }: IDataObject): IDataObject | undefined {
	const { reactions } = isObject(metadata) ? metadata : {};
	const last: unknown = Array.isArray(reactions) ? reactions.at(-1) : undefined;
	return isObject(last) ? last : undefined;
}

/**
 * Who caused an event. Only these types say so: in `chatparticipant_*` and `call_*` the owner is who
 * it happened to.
 */
function actorOf(type: string, data: IDataObject): unknown {
	if (type === 'chatmessage_created' || type === 'chatmessage_deleted') return data.owner_id;
	// The owner here is who wrote the message.
	return type === 'chatmessage_reaction_updated' ? lastReaction(data)?.owner_id : undefined;
}

/** The emoji that was added last. */
function emojiOf(type: string, data: IDataObject): unknown {
	return type === 'chatmessage_reaction_updated' ? lastReaction(data)?.emoji : undefined;
}

interface Filters {
	agentId?: string;
	chatId?: string;
	contains?: string;
	emoji?: string[];
	repliesOnly?: boolean;
}

/** Whether an event passes all filters that are set; one that a filter can't be asked of does not. */
function passes(
	type: string,
	data: IDataObject,
	{ agentId, chatId, contains, emoji, repliesOnly }: Filters,
): boolean {
	const message = type.startsWith('chatmessage_') ? data : {};
	return (
		(chatId === undefined || chatOf(type, data) === chatId) &&
		(agentId === undefined || actorOf(type, data) === agentId) &&
		(contains === undefined || hasText(message.text, contains)) &&
		(repliesOnly !== true || Boolean(message.parent_id)) &&
		(emoji === undefined || hasEmoji(emoji, emojiOf(type, data)))
	);
}

/** How long a delivery may be repeated: three attempts of half a minute each, and some more. */
const repeatWindowMs = 10 * 60_000;

/** The retries of one event, about a second apart, are over after three attempts of half a minute. */
const contentWindowMs = 100_000;

/** The credential's agent. It was read at registration; n8n may have lost it since. */
const ownAgentId = async (context: IWebhookFunctions) =>
	(memoryOf(context).agentId ??= await readAgentId(await connectToAccount(context)));

/** The account's secret, for credentials that can't read it from the account. */
export const webhookSecret = { credential: 'voipbinApi', required: false };

/** The events of an account, which VoIPBin sends to one URL. */
export const voipbinTrigger = webhookTrigger({
	notice:
		"n8n sets the account's only webhook URL when you publish, and restores the previous one when you unpublish.",
	events,
	any: 'All events of the account, including ones VoIPBin adds later',
	defaultEvents: ['chatmessage_created'],
	parameters: [
		toggle('ignoreOwn', {
			displayName: 'Ignore Own Events',
			default: true,
			description:
				"Whether to ignore messages and reactions of the credential's own agent, to avoid endless loops. Has no effect with an access key. Always on with Add Chat Input.",
		}),
		toggle('addChatInput', {
			description:
				'Whether to add what an AI Agent and its memory read by default to new messages: chatInput and sessionId. Also adds the names of the agent and the chat.',
		}),
		choice(
			'session',
			[
				{ name: 'Chat', value: 'chat', description: 'One for each chat' },
				{ name: 'Thread', value: 'thread', description: 'One for each message and its replies' },
			],
			{
				default: 'chat',
				when: { addChatInput: [true] },
				description: 'What the memory of an AI Agent keeps apart',
			},
		),
	],
	options: [
		toggle('downloadFiles', {
			description:
				"Whether to download the files of messages into the binary fields file_0, file_1 and so on. Files that can't be downloaded within 10 seconds are listed in fileProblems.",
		}),
		pickMany(agentKind, 'ignoredAgents', 'Agents whose messages and reactions are ignored', {
			displayName: 'Ignore Agent Names or IDs',
		}),
		toggle('manualRegistration', {
			description:
				'Whether to set the webhook URL in VoIPBin yourself. Use the Production URL and the method POST.',
		}),
		pick(agentKind, {
			displayName: 'Only From This Agent',
			required: false,
			description: 'Only start the workflow for messages and reactions of this agent',
		}),
		text('contains', {
			displayName: 'Only Messages Containing',
			placeholder: 'e.g. invoice',
			description:
				'Only start the workflow for messages whose text contains this, in uppercase or lowercase',
		}),
		toggle('repliesOnly', {
			displayName: 'Only Replies',
			description: 'Whether to only start the workflow for messages that are replies in a thread',
		}),
		pick(chatKind, {
			displayName: 'Only This Chat',
			required: false,
			description: 'Only start the workflow for this chat',
		}),
		texts('emoji', {
			displayName: 'Only This Emoji',
			placeholder: 'e.g. 👍, thumbsup',
			description: 'Only start the workflow for reactions with one of these, comma-separated',
		}),
		texts('otherEvents', {
			displayName: 'Other Event Types',
			placeholder: 'e.g. call_ringing, campaign_created',
			description: 'Comma-separated event types that are missing from the list',
		}),
		toggle('overwrite', {
			displayName: 'Overwrite Existing Webhook',
			description:
				'Whether to replace the webhook URL already set in the account. The old URL is restored when you unpublish.',
		}),
		toggle('requireSignature', {
			default: true,
			description:
				'Whether to reject events without a signature. Only turn this off for servers older than August 2026.',
		}),
		toggle('resumeWaiting', {
			displayName: 'Resume Waiting Workflows',
			default: true,
			description:
				'Whether replies and reactions answer the questions of Send and Wait for Response with Respond in Chat. What answers a question does not start this workflow.',
		}),
	],
	secret: webhookSecret,
	isGenuine: async ({ headers, rawBody }, { context, values, ...call }) => {
		const signature = headers['x-voipbin-signature'];
		if (typeof signature !== 'string') return values.requireSignature === false;
		const secret = await call.secret();
		return secret === undefined
			? await isSignedByAccount(context, signature, rawBody)
			: verifyHmacSha256(signature, secret, rawBody);
	},
	readEvent,
	alsoWanted: ({ otherEvents = [] }) => otherEvents,
	divert: async ({ name }, payload, { context, values }) =>
		values.resumeWaiting !== false && (await answersQuestion(context, name, dataOf(payload))),
	keep: async ({ name }, payload, { context, values }) => {
		const data = dataOf(payload);
		if (!passes(name, data, values)) return false;
		const { ignoreOwn, ignoredAgents = [], addChatInput } = values;
		const actor = actorOf(name, data);
		if (!actor) return true;
		if (ignoredAgents.includes(String(actor))) return false;
		return (ignoreOwn === false && !addChatInput) || actor !== (await ownAgentId(context));
	},
	add: async ({ name }, payload, { context, values: { addChatInput, session, downloadFiles } }) => {
		const data = dataOf(payload);
		const isNew = name === 'chatmessage_created';
		const files = downloadFiles && isNew ? await fetchFilesOf(context, data) : undefined;
		const input = addChatInput && isNew ? await chatInputOf(context, data, session) : {};
		return { ...files, json: { ...files?.json, ...input } };
	},
	repeatWindowMs,
	contentWindowMs,
});
