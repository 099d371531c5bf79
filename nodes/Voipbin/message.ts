import type { IDataObject } from 'n8n-workflow';

import { askAndWait, questionParameters } from '../shared/action/sendAndWait';
import { deleted } from '../shared/vendor/answer';
import { isObject } from '../shared/vendor/isObject';
import {
	operation,
	type Operation,
	type RecordShape,
	type Resource,
} from '../shared/vendor/operation';
import { dateTime, text, toggle } from '../shared/vendor/parameter';
import { pick, recordKind } from '../shared/vendor/recordKind';
import { agentKind } from './agent';
import { attachments, sendWithAttachments } from './attachments';
import { chatKind } from './chat';
import { paged } from './lists';
import { maxSearchedText, searchMessages } from './messageSearch';
import { checkQuestion, questionOptions } from './question';
import { recipientChat, recipientParameters } from './recipient';
import { isDeleted } from './time';
import { requireUuid } from './uuid';

/** Characters of a message that a picker shows. */
const maxText = 60;

function messageTitle({ text, medias, tm_create }: IDataObject): string {
	const words =
		String(text ?? '').trim() || (Array.isArray(medias) ? `${medias.length} attachments` : '');
	const characters = [...words.replace(/\s+/g, ' ')];
	const short =
		characters.length > maxText ? `${characters.slice(0, maxText).join('')}…` : characters.join('');
	const minute = String(tm_create ?? '')
		.slice(0, 16)
		.replace('T', ' ');
	return `${short} (${minute})`;
}

/** A message of a chat. */
export const messageKind = recordKind({
	name: 'Message',
	wire: 'message_id',
	example: 'a3c5e8f2-4d3a-4b5c-9e7f-1a2b3c4d5e6f',
	list: (): Operation => message.operations.getAll,
	offers: (found) => !isDeleted(found),
	title: messageTitle,
});

/** Where an operation needs no chat, but the list of messages does. */
export const chatOfMessage = pick(chatKind, {
	in: 'local',
	required: false,
	description: 'The chat of the message',
	hint: 'Only needed to select the message from a list',
});

export const messageShape: RecordShape = {
	fields: [
		'id',
		'customer_id',
		'owner_type',
		'owner_id',
		'chat_id',
		'parent_id',
		'type',
		'text',
		'medias',
		'metadata',
		'tm_create',
		'tm_update',
		'tm_delete',
	],
	simplified: [
		'id',
		'chat_id',
		'parent_id',
		'owner_id',
		'type',
		'text',
		'medias',
		'metadata',
		'tm_create',
		'tm_delete',
	],
};

const replyTo = pick(messageKind, {
	wire: 'parent_id',
	name: 'parentId',
	displayName: 'Reply To',
	required: false,
	description: 'The message to reply to',
	convert: (id) => requireUuid(id, 'Reply To'),
});

/** How far filters are followed, since VoIPBin has no search. */
const searched = `Reads up to ${maxSearchedText} messages.`;

export const message = {
	name: 'Message',
	operations: {
		delete: operation({
			name: 'Delete',
			action: 'Delete message',
			description: 'Delete a message sent by the agent',
			request: 'DELETE /service_agents/talk_messages/{message_id}',
			parameters: [chatOfMessage, pick(messageKind, { description: 'The message to delete' })],
			answer: deleted((body) => {
				if (!isObject(body)) return body;
				const { id, chat_id, tm_delete } = body;
				return { id, chat_id, tm_delete };
			}),
		}),
		get: operation({
			name: 'Get',
			action: 'Get message',
			description: 'Get a message with its reactions',
			request: 'GET /service_agents/talk_messages/{message_id}',
			parameters: [chatOfMessage, pick(messageKind, { description: 'The message to get' })],
			output: messageShape,
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many messages of chat',
			description: "Get many of a chat's messages, newest first",
			request: 'GET /service_agents/talk_messages',
			parameters: [pick(chatKind, { description: 'The chat to get messages of' })],
			filters: [
				text('contains', {
					in: 'local',
					placeholder: 'e.g. invoice',
					description: `Only messages whose text contains this, in uppercase or lowercase. ${searched}`,
				}),
				toggle('includeDeleted', {
					in: 'local',
					description: 'Whether to include deleted messages',
				}),
				dateTime('sentAfter', {
					in: 'local',
					description: 'Only messages sent after this time. Older ones are not read.',
				}),
				dateTime('sentBefore', {
					in: 'local',
					description: `Only messages sent before this time. ${searched}`,
				}),
				pick(agentKind, {
					in: 'local',
					name: 'sentBy',
					displayName: 'Sent By',
					required: false,
					description: `Only messages of this agent. ${searched}`,
				}),
				pick(messageKind, {
					in: 'local',
					name: 'threadId',
					displayName: 'Thread Of',
					required: false,
					description: `Only this message and the replies to it. ${searched}`,
				}),
			],
			options: [
				toggle('oldestFirst', {
					in: 'local',
					description:
						'Whether to return the messages in the order they were sent. A Limit still keeps the newest ones.',
				}),
			],
			...paged,
			output: messageShape,
			run: async ({ list, values }) =>
				(await searchMessages(list(), values)).map((json) => ({ json })),
		}),
		sendAndWait: operation({
			name: 'Send and Wait for Response',
			action: 'Send message and wait for response',
			description: 'Ask a question in a chat and wait until someone responds',
			request: 'POST /service_agents/talk_messages',
			parameters: [...recipientParameters, ...questionParameters],
			options: [...questionOptions, replyTo],
			fixed: { type: 'normal' },
			check: checkQuestion,
			run: async (context) => {
				const { execute, request, records, values } = context;
				const ask = async (url: string) => {
					const question = request();
					const body = {
						...(question.body as IDataObject),
						chat_id: await recipientChat(context),
						text: values.message ?? '',
						medias: [{ type: 'link', link_url: url }],
					};
					const [asked] = (await records({ ...question, body })) as IDataObject[];
					return { messageId: asked?.id, chatId: asked?.chat_id, ownerId: asked?.owner_id };
				};
				const alsoOutside = values.respondInChat !== undefined;
				return await askAndWait(execute, values, ask, { alsoOutside });
			},
		}),
		send: operation({
			name: 'Send',
			action: 'Send message to chat or agent',
			description: 'Send a message to a chat or an agent, or reply in a thread',
			request: 'POST /service_agents/talk_messages',
			parameters: [
				...recipientParameters,
				text('text', {
					typeOptions: { rows: 3 },
					placeholder: 'e.g. The new design is ready',
					description: 'Text of the message. Can be empty if the message has an attachment.',
				}),
			],
			additionalFields: [attachments, replyTo],
			check: ({ text: written, attachments: attached }) =>
				written === undefined && attached === undefined
					? 'The message is empty: enter a Text, or add an attachment'
					: undefined,
			run: async (context) => {
				const { request, records, values } = context;
				const chatId = await recipientChat(context);
				const sent = await sendWithAttachments(context, values.attachments, async (medias) => {
					const unsent = request();
					const body = {
						// VoIPBin requires the field, though it may be empty.
						text: '',
						...(unsent.body as IDataObject),
						chat_id: chatId,
						...(medias.length > 0 ? { medias } : {}),
					};
					return await records({ ...unsent, body });
				});
				return sent.map((json) => ({ json }));
			},
			fixed: { type: 'normal' },
			output: messageShape,
		}),
	},
} satisfies Resource;
