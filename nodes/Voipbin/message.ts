import type { IDataObject } from 'n8n-workflow';

import {
	body,
	local,
	optional,
	path,
	query,
	type Parameter,
	type RecordShape,
	type Resource,
} from '../shared/operation';
import { isDeleted } from './deleted';
import { paged } from './lists';
import { chatLocator, chatOfMessages, messageLocator } from './locators';

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
const medias: Parameter = {
	...optional(
		body('medias', {
			displayName: 'Attachments',
			name: 'attachments',
			type: 'fixedCollection',
			default: {},
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
							description: 'The ID that uploading the file has returned',
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
							description: 'The page to link to',
						},
					],
				},
			],
		}),
	),
	convert: (value) => {
		const { files = [], links = [] } = value as Attachments;
		return [
			...files
				.filter(({ fileId }) => fileId)
				.map(({ fileId }) => ({ type: 'file', file_id: fileId })),
			...links
				.filter(({ linkUrl }) => linkUrl)
				.map(({ linkUrl }) => ({ type: 'link', link_url: linkUrl })),
		];
	},
};

export const message = {
	name: 'Message',
	operations: {
		delete: {
			name: 'Delete',
			action: 'Delete message',
			description: 'Delete a message that the agent has written',
			method: 'DELETE',
			path: '/service_agents/talk_messages/{message_id}',
			parameters: [
				local('chat_id', chatOfMessages),
				path('message_id', messageLocator('Message', 'The message to delete')),
			],
			result: (reply) => {
				const { id, chat_id, tm_delete } = (reply ?? {}) as IDataObject;
				return { id, chat_id, tm_delete };
			},
			deletes: true,
		},
		get: {
			name: 'Get',
			action: 'Get message',
			description: 'Retrieve one message with its reactions',
			method: 'GET',
			path: '/service_agents/talk_messages/{message_id}',
			parameters: [
				local('chat_id', chatOfMessages),
				path('message_id', messageLocator('Message', 'The message to retrieve')),
			],
			shape: messageShape,
		},
		getAll: {
			name: 'Get Many',
			action: 'Get many messages of chat',
			description: 'Retrieve the messages of a chat, newest first',
			method: 'GET',
			path: '/service_agents/talk_messages',
			parameters: [
				query('chat_id', chatLocator('The chat whose messages to retrieve')),
				optional(
					local('include_deleted', {
						displayName: 'Include Deleted',
						type: 'boolean',
						description: 'Whether to return messages that were deleted as well',
					}),
					'filters',
				),
			],
			...paged,
			keep: (record, value) => value('includeDeleted') === true || !isDeleted(record),
			shape: messageShape,
		},
		send: {
			name: 'Send',
			action: 'Send message to chat',
			description: 'Write a message in a chat, or a reply in a thread',
			method: 'POST',
			path: '/service_agents/talk_messages',
			parameters: [
				body('chat_id', chatLocator('The chat to write in')),
				body('text', {
					displayName: 'Text',
					type: 'string',
					typeOptions: { rows: 3 },
					required: true,
					placeholder: 'e.g. The new design is ready',
					description: 'What to write',
				}),
				medias,
				optional(
					body('parent_id', {
						...messageLocator('Reply To', 'The message to answer in a thread', false),
						name: 'parentId',
					}),
				),
			],
			fixed: { type: 'normal' },
			shape: messageShape,
		},
	},
} satisfies Resource;
