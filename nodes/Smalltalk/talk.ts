import { list, record } from '../shared/vendor/answer';
import { isObject } from '../shared/vendor/isObject';
import {
	operation,
	type Operation,
	type RecordShape,
	type Resource,
} from '../shared/vendor/operation';
import { onePage } from '../shared/vendor/pagination';
import { choice, dateTime, text, toggle } from '../shared/vendor/parameter';
import { pick, recordKind } from '../shared/vendor/recordKind';
import type { Values } from '../shared/vendor/values';
import { RecordNotFound } from '../shared/records/answers';

/** A talk; its page is where people join it. */
export const talkKind = recordKind({
	name: 'Talk',
	wire: 'talk_id',
	example: '8384bedb-e656-4d2e-8a6b-58673e794506',
	list: (): Operation => talk.operations.getAll,
	title: ({ name }) => name,
	time: ({ start_time, created_at }) => start_time ?? created_at,
	page: {
		url: 'https://atsmalltalk.com/ti/{id}',
		pattern: 'https?://(?:www\\.)?atsmalltalk\\.com/ti/([^/?#\\s]+)',
	},
});

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
function theTalk(body: unknown, { talkId }: Values): unknown {
	const found = isObject(body) ? (body.talks ?? body.talk) : body;
	const talk: unknown = Array.isArray(found) ? found[0] : found;
	if (talk === undefined || talk === null) throw new RecordNotFound('talk', talkId);
	return talk;
}

export const talk = {
	name: 'Talk',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create talk',
			description: 'Create a talk',
			request: 'POST /api/p/talk',
			parameters: [
				text('name', {
					required: true,
					placeholder: 'e.g. Weekly Q&A',
					description: 'Name of the talk',
				}),
			],
			additionalFields: [
				choice('room_type', ['default', 'hosted_events', 'questions'], {
					default: 'default',
					description: 'Type of room',
				}),
				choice('access', ['anyone', 'invite_only'], {
					default: 'anyone',
					description: 'Who can join the talk',
				}),
				text('theme_id', {
					placeholder: 'e.g. 690c6c3c-db13-4b97-aad9-51aab24a23d8',
					description: 'ID of the theme. Find it in the Smalltalk theme editor.',
				}),
				choice('mic_behavior', ['start_off', 'start_on'], {
					default: 'start_on',
					description:
						'Whether participants join with their microphone on or off. Hosts are not affected.',
				}),
				dateTime('start_time', {
					description: 'When the talk starts. Leave empty to start it right away.',
				}),
				dateTime('end_time', { description: 'When the talk ends' }),
				text('description', {
					placeholder: 'e.g. Bring your questions',
					description: 'Text to show on the page before people join',
				}),
				toggle('subscriptions_allowed', {
					description: 'Whether people can subscribe to the talk',
				}),
			],
			answer: record('talk'),
			output: talkShape,
		}),
		createJoinLink: operation({
			name: 'Create Join Link',
			action: 'Create join link for talk',
			description: 'Create a link for joining a talk',
			request: 'POST /api/p/talk/join',
			parameters: [pick(talkKind, { description: 'The talk to create a link for' })],
			additionalFields: [
				text('uid', {
					displayName: 'User ID',
					placeholder: 'e.g. 1234',
					description:
						'Your ID for the person. Creates a personal link. Leave empty for a link that anyone can use.',
				}),
				text('display_name', {
					placeholder: 'e.g. Nathan',
					description: 'Name to show in the talk. Requires User ID.',
				}),
				text('display_img', {
					displayName: 'Display Image URL',
					placeholder: 'e.g. https://example.com/img.png',
					description: 'URL of the photo to show in the talk. Requires User ID.',
				}),
				choice('role', ['admin', 'member', 'none'], {
					default: 'none',
					description: 'Role of the person in your organization',
				}),
			],
			check: ({ uid, displayName, displayImg }) =>
				uid === undefined && (displayName !== undefined || displayImg !== undefined)
					? `${displayName === undefined ? 'Display Image URL' : 'Display Name'} requires a User ID. Add User ID under Additional Fields.`
					: undefined,
		}),
		get: operation({
			name: 'Get',
			action: 'Get talk',
			description: 'Get a talk',
			request: 'GET /api/v1/partners/talks',
			parameters: [pick(talkKind, { description: 'The talk to get' })],
			answer: record(theTalk),
			output: talkShape,
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many talks',
			description: 'Get many talks of the organization',
			request: 'GET /api/v1/partners/talks',
			answer: list('talks'),
			pagination: onePage,
			output: talkShape,
		}),
	},
} satisfies Resource;
