import type { IDataObject, INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import { isObject } from '../shared/isObject';
import { locatorValue } from '../shared/locator';
import { verifyHmacSha256 } from '../shared/signature';
import { toList } from '../shared/values';
import type { Delivery, WebhookEvent, WebhookSource } from '../shared/webhook';
import { connectToAccount, readAccount, readAgentId } from './account';
import { eventOptions } from './eventTypes';
import { chatLocator } from './locators';
import type { Memory } from './registration';

const onlyChat = {
	...chatLocator('Take only events of this chat', false),
	displayName: 'Only This Chat',
};

/** The trigger's parameters. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'A VoIPBin account sends its events to one URL only, which n8n enters when you publish this workflow. Listening for a test event takes that URL as well, and gives it back afterwards: meanwhile published workflows get no events. VoIPBin must be able to reach n8n from the internet.',
		name: 'registrationNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: eventOptions,
		default: ['chatmessage_created'],
		description: 'The events that start the workflow',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Ignore Own Events',
				name: 'ignoreOwn',
				type: 'boolean',
				default: true,
				description:
					'Whether to leave out what the agent of the credential has done, so that a workflow that answers messages does not answer itself',
			},
			{
				displayName: 'Manual Registration',
				name: 'manualRegistration',
				type: 'boolean',
				default: true,
				description:
					'Whether to leave the account alone: you enter the Production URL at VoIPBin by hand, with the method POST',
			},
			{ ...onlyChat, name: 'chatId', default: { mode: 'list', value: '' } },
			{
				displayName: 'Other Event Types',
				name: 'otherEvents',
				type: 'string',
				default: '',
				placeholder: 'e.g. number_renewed, call_transferred',
				description: 'Event types that are not in the list, separated by commas',
			},
			{
				displayName: 'Overwrite Existing Webhook',
				name: 'overwrite',
				type: 'boolean',
				default: true,
				description:
					'Whether to replace a webhook URL of someone else; it is put back when the workflow is unpublished',
			},
			{
				displayName: 'Require Signature',
				name: 'requireSignature',
				type: 'boolean',
				default: true,
				description:
					'Whether to refuse events without a signature. An account without a signing secret, which only servers older than August 2026 have, is taken at its word. A wrong signature is always refused.',
			},
			{
				displayName: 'Signing Secret',
				name: 'signingSecret',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description:
					'The webhook_secret of the account. Needed only where the credential may not read the account.',
			},
		],
	},
];

const dataOf = ({ data }: IDataObject): IDataObject => (isObject(data) ? data : {});

/** VoIPBin gives events no ID: what happened to what, and when, is one. */
function identityOf(type: string, { id, tm_update, tm_joined }: IDataObject): string | undefined {
	const at = tm_update ?? tm_joined;
	return id && at ? [type, id, at].map(String).join(':') : undefined;
}

function readEvent(payload: IDataObject): WebhookEvent | undefined {
	const { type } = payload;
	if (typeof type !== 'string' || type === '') return undefined;
	const identity = identityOf(type, dataOf(payload));
	return { name: type, ...(identity ? { identity } : {}) };
}

/** The chat that an event is about; events outside of Talk have none. */
const chatOf = (type: string, { id, chat_id }: IDataObject): unknown =>
	type.startsWith('chat_') ? id : type.startsWith('chat') ? chat_id : undefined;

/** Who caused an event, as far as it says so. */
function actorOf(type: string, data: IDataObject): unknown {
	if (type !== 'chatmessage_reaction_updated') return data.owner_id;
	// The owner here is who wrote the message; who reacted last is at the end of the reactions.
	const { reactions } = isObject(data.metadata) ? data.metadata : {};
	const last: unknown = Array.isArray(reactions) ? reactions.at(-1) : undefined;
	return isObject(last) ? last.owner_id : undefined;
}

function signatureOf({ headers }: Delivery): string | undefined {
	const signature = headers['x-voipbin-signature'];
	return typeof signature === 'string' ? signature : undefined;
}

/** How long a delivery may be repeated: three attempts of half a minute each, and some more. */
const repeatWindowMs = 10 * 60_000;

/** What the trigger's parameters ask for. */
export function voipbinEvents(context: IWebhookFunctions): WebhookSource {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const wanted = [
		...(context.getNodeParameter('events', []) as string[]),
		...toList(options.otherEvents ?? '', 'Other Event Types').map(String),
	];
	const chatId = locatorValue(onlyChat, options.chatId);
	const memory = context.getWorkflowStaticData('node') as Memory;

	// Both were read at registration; n8n may have lost them since.
	const secretOf = async () =>
		String(options.signingSecret || '') ||
		(memory.secret ??= (await readAccount(await connectToAccount(context))).secret);
	const ownAgentId = async () =>
		(memory.agentId ??= await readAgentId(await connectToAccount(context)));

	return {
		isGenuine: async (delivery) => {
			const secret = await secretOf();
			if (secret === '') return true;
			const signature = signatureOf(delivery);
			return signature === undefined
				? options.requireSignature === false
				: verifyHmacSha256(signature, secret, delivery.rawBody);
		},
		event: readEvent,
		isWanted: async ({ name }, payload) => {
			const data = dataOf(payload);
			if (!wanted.includes('*') && !wanted.includes(name)) return false;
			if (chatId !== undefined && chatOf(name, data) !== chatId) return false;
			const actor = actorOf(name, data);
			return options.ignoreOwn !== true || !actor || actor !== (await ownAgentId());
		},
		repeatWindowMs,
	};
}
