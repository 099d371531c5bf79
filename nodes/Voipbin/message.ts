import type { IDataObject } from 'n8n-workflow';

import { askAndWait, limitWaitTime, questionParameters } from '../shared/action/sendAndWait';
import { deleted } from '../shared/vendor/answer';
import { isObject } from '../shared/vendor/isObject';
import {
	operation,
	type Operation,
	type RecordShape,
	type Resource,
} from '../shared/vendor/operation';
import { choice, fixedCollection, text, toggle } from '../shared/vendor/parameter';
import { pick, recordKind } from '../shared/vendor/recordKind';
import { chatKind } from './chat';
import { paged } from './lists';
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

/** Whether a record was deleted: older servers write the year 9999 where newer ones write null. */
export const isDeleted = ({ tm_delete }: IDataObject): boolean =>
	typeof tm_delete === 'string' && tm_delete !== '' && !tm_delete.startsWith('9999-');

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

interface Attachments {
	files?: Array<{ fileId?: string }>;
	links?: Array<{ linkUrl?: string }>;
}

/** VoIPBin drops media of any other kind. */
const attachments = fixedCollection('medias', {
	displayName: 'Attachments',
	name: 'attachments',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Attachment',
	options: [
		{
			displayName: 'File',
			name: 'files',
			values: [
				{
					displayName: 'File ID',
					name: 'fileId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 0c0c305c-7a55-4395-85a8-ae4860f01393',
					description: 'ID of an uploaded file (from File > Upload)',
				},
			],
		},
		{
			displayName: 'Link',
			name: 'links',
			values: [
				{
					displayName: 'Link URL',
					name: 'linkUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/design',
					description: 'URL of the page to link to',
				},
			],
		},
	],
	convert: (value) => {
		const { files = [], links = [] } = value as Attachments;
		return [
			...files.map(({ fileId }) => ({ type: 'file', file_id: requireUuid(fileId, 'File ID') })),
			...links.map(({ linkUrl }) => ({ type: 'link', link_url: linkUrl })),
		];
	},
});

const replyTo = pick(messageKind, {
	wire: 'parent_id',
	name: 'parentId',
	displayName: 'Reply To',
	required: false,
	description: 'The message to reply to',
	convert: (id) => requireUuid(id, 'Reply To'),
});

/** What becomes of a question that was answered. */
export const afterResponse = choice(
	'after_response',
	[
		{ name: 'Delete Message', value: 'delete' },
		{ name: 'Leave Message', value: 'leave' },
		{ name: 'Reply With Response', value: 'reply' },
	],
	{
		in: 'local',
		default: 'leave',
		description: 'What to do with the message after someone has responded',
	},
);

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
				toggle('includeDeleted', {
					in: 'local',
					description: 'Whether to include deleted messages',
				}),
			],
			...paged,
			keep: (found, { includeDeleted }) => includeDeleted === true || !isDeleted(found),
			output: messageShape,
		}),
		sendAndWait: operation({
			name: 'Send and Wait for Response',
			action: 'Send message and wait for response',
			description: 'Ask a question in a chat and wait until someone responds',
			request: 'POST /service_agents/talk_messages',
			parameters: [pick(chatKind, { description: 'The chat to ask in' }), ...questionParameters],
			options: [afterResponse, limitWaitTime, replyTo],
			fixed: { type: 'normal' },
			run: async ({ execute, request, records, values }) =>
				await askAndWait(execute, values, async (url) => {
					const question = request();
					const body = {
						...(question.body as IDataObject),
						text: values.message ?? '',
						medias: [{ type: 'link', link_url: url }],
					};
					const [asked] = (await records({ ...question, body })) as IDataObject[];
					return { messageId: asked?.id, chatId: asked?.chat_id };
				}),
		}),
		send: operation({
			name: 'Send',
			action: 'Send message to chat',
			description: 'Send a message to a chat or reply in a thread',
			request: 'POST /service_agents/talk_messages',
			parameters: [
				pick(chatKind, { description: 'The chat to send the message to' }),
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
			run: async ({ records, request, values: { text: written = '' } }) => {
				const sent = request();
				// VoIPBin requires the field, though it may be empty.
				const body = { text: written, ...(sent.body as IDataObject) };
				return (await records({ ...sent, body })).map((json) => ({ json }));
			},
			fixed: { type: 'normal' },
			output: messageShape,
		}),
	},
} satisfies Resource;
