import type { IDataObject } from 'n8n-workflow';

import { body, optional, query, type RecordShape, type Resource } from '../shared/operation';
import { RecordNotFound } from '../shared/result';
import { talkLocator } from './locators';

/** Fields of a talk in any of the documented samples. */
export const talkShape: RecordShape = {
	fields: [
		'id',
		'name',
		'description',
		'start_time',
		'end_time',
		'short_url',
		'access',
		'mic_behavior',
		'theme_id',
		'thumbnail_url',
		'subscriptions_allowed',
		'schedule',
		'schedule_talk_id',
		'price',
		'currency',
		'created_by_id',
		'partner_id',
		'created_at',
		'updated_at',
	],
	simplified: [
		'id',
		'name',
		'description',
		'start_time',
		'end_time',
		'short_url',
		'access',
		'mic_behavior',
		'theme_id',
		'created_at',
	],
};

/** The same reply serves one talk and all: a list even for one ID. */
function theTalk(reply: unknown): unknown {
	const envelope = reply as { talks?: unknown; talk?: unknown } | unknown[] | null;
	const found = Array.isArray(envelope) ? envelope : (envelope?.talks ?? envelope?.talk);
	const first = Array.isArray(found) ? (found as IDataObject[])[0] : found;
	if (first === undefined || first === null) throw new RecordNotFound('talk');
	return first;
}

export const talk = {
	name: 'Talk',
	operations: {
		create: {
			name: 'Create',
			action: 'Create talk',
			description: 'Schedule a talk, or open one now',
			method: 'POST',
			path: '/api/p/talk',
			parameters: [
				body('name', {
					displayName: 'Name',
					type: 'string',
					required: true,
					placeholder: 'e.g. Weekly Q&A',
					description: 'The name of the talk',
				}),
				optional(
					body('room_type', {
						displayName: 'Room Type',
						type: 'options',
						options: [
							{ name: 'Default', value: 'default' },
							{ name: 'Hosted Events', value: 'hosted_events' },
							{ name: 'Questions', value: 'questions' },
						],
						default: 'default',
						description: 'What the room is used for',
					}),
				),
				optional(
					body('access', {
						displayName: 'Access',
						type: 'options',
						options: [
							{ name: 'Anyone', value: 'anyone' },
							{ name: 'Invite Only', value: 'invite_only' },
						],
						default: 'anyone',
						description: 'Who may join',
					}),
				),
				optional(
					body('theme_id', {
						displayName: 'Theme ID',
						type: 'string',
						placeholder: 'e.g. 690c6c3c-db13-4b97-aad9-51aab24a23d8',
						description: 'The theme to apply; its ID is in the theme editor of Smalltalk',
					}),
				),
				optional(
					body('mic_behavior', {
						displayName: 'Mic Behavior',
						type: 'options',
						options: [
							{ name: 'Start Off', value: 'start_off' },
							{ name: 'Start On', value: 'start_on' },
						],
						default: 'start_on',
						description: 'Whether the microphones of those who are not hosts are on when they join',
					}),
				),
				optional(
					body('start_time', {
						displayName: 'Start Time',
						type: 'dateTime',
						description: 'When the talk begins',
					}),
				),
				optional(
					body('end_time', {
						displayName: 'End Time',
						type: 'dateTime',
						description: 'When the talk ends',
					}),
				),
				optional(
					body('description', {
						displayName: 'Description',
						type: 'string',
						placeholder: 'e.g. Bring your questions',
						description: 'Text on the page that people see before they join',
					}),
				),
				optional(
					body('subscriptions_allowed', {
						displayName: 'Subscriptions Allowed',
						type: 'boolean',
						description: 'Whether people may subscribe to the talk',
					}),
				),
			],
			result: 'talk',
			shape: talkShape,
		},
		createJoinLink: {
			name: 'Create Join Link',
			action: 'Create join link for talk',
			description: 'Create a link by which one person joins a talk',
			method: 'POST',
			path: '/api/p/talk/join',
			parameters: [
				body('talk_id', talkLocator('The talk that the link leads to')),
				optional(
					body('uid', {
						displayName: 'User ID',
						type: 'string',
						placeholder: 'e.g. 1234',
						description:
							'Your own ID of the person. Without it the link is the same for everyone, which suits the host.',
					}),
				),
				optional(
					body('display_name', {
						displayName: 'Display Name',
						type: 'string',
						placeholder: 'e.g. Nathan',
						description: 'Name to show for the person; only used together with a user ID',
					}),
				),
				optional(
					body('display_img', {
						displayName: 'Display Image URL',
						type: 'string',
						placeholder: 'e.g. https://example.com/img.png',
						description: 'Photo to show for the person; only used together with a user ID',
					}),
				),
				optional(
					body('role', {
						displayName: 'Role',
						type: 'options',
						options: [
							{ name: 'Admin', value: 'admin' },
							{ name: 'Member', value: 'member' },
							{ name: 'None', value: 'none' },
						],
						default: 'none',
						description: 'The role in your organization that the person is given',
					}),
				),
			],
		},
		get: {
			name: 'Get',
			action: 'Get talk',
			description: 'Retrieve one talk',
			method: 'GET',
			path: '/api/v1/partners/talks',
			parameters: [query('talk_id', talkLocator('The talk to retrieve'))],
			result: theTalk,
			shape: talkShape,
		},
		getAll: {
			name: 'Get Many',
			action: 'Get many talks',
			description: 'Retrieve the talks of the organization',
			method: 'GET',
			path: '/api/v1/partners/talks',
			result: 'talks',
			pagination: { style: 'none' },
			shape: talkShape,
		},
	},
} satisfies Resource;
