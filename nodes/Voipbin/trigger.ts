import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { verifyHmacSha256 } from '../shared/trigger/signature';
import { webhookTrigger, type WebhookEvent } from '../shared/trigger/webhook';
import { isObject } from '../shared/vendor/isObject';
import { texts, toggle } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { connectToAccount, readAgentId } from './accountWebhook';
import { chatKind } from './chat';
import { events } from './eventTypes';
import { memoryOf } from './memory';
import { isSignedByAccount } from './signingSecret';

const dataOf = ({ data }: IDataObject): IDataObject => (isObject(data) ? data : {});

/** VoIPBin gives events no ID: what happened to what, and when, is one. */
function identityOf(type: string, { id, tm_update, tm_joined }: IDataObject): string | undefined {
	const parts = [type, id, tm_update ?? tm_joined];
	const isPart = (part: unknown) =>
		typeof part === 'number' || (typeof part === 'string' && part !== '');
	return parts.every(isPart) ? parts.join(':') : undefined;
}

/** VoIPBin writes UTC, older servers without saying so. */
const instant = (value: unknown): number =>
	typeof value === 'string'
		? Date.parse(value.replace(' ', 'T').replace(/(?<![Zz]|[+-]\d\d:?\d\d)$/, 'Z'))
		: NaN;

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

/**
 * Who caused an event. Only these types say so: in `chatparticipant_*` and `call_*` the owner is who
 * it happened to.
 */
function actorOf(type: string, data: IDataObject): unknown {
	if (type === 'chatmessage_created' || type === 'chatmessage_deleted') return data.owner_id;
	if (type !== 'chatmessage_reaction_updated') return undefined;
	// The owner here is who wrote the message; who reacted last is at the end of the reactions.
	const { reactions } = isObject(data.metadata) ? data.metadata : {};
	const last: unknown = Array.isArray(reactions) ? reactions.at(-1) : undefined;
	return isObject(last) ? last.owner_id : undefined;
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
				"Whether to ignore messages and reactions of the credential's own agent, to avoid endless loops. Has no effect with an access key.",
		}),
	],
	options: [
		toggle('manualRegistration', {
			description:
				'Whether to set the webhook URL in VoIPBin yourself. Use the Production URL and the method POST.',
		}),
		pick(chatKind, {
			displayName: 'Only This Chat',
			required: false,
			description: 'Only start the workflow for this chat',
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
	keep: async ({ name }, payload, { context, values: { chatId, ignoreOwn } }) => {
		const data = dataOf(payload);
		if (chatId !== undefined && chatOf(name, data) !== chatId) return false;
		const actor = actorOf(name, data);
		return ignoreOwn === false || !actor || actor !== (await ownAgentId(context));
	},
	repeatWindowMs,
	contentWindowMs,
});
