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
import { RecordNotFound } from '../shared/records/answers';

/** A talk; its page is where people join it. */
export const talkKind = recordKind({
	name: 'Talk',
	wire: 'talk_id',
	example: '8384bedb-e656-4d2e-8a6b-58673e794506',
	list: (): Operation => talk.operations.getAll,
	title: ({ name }) => name,
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
function theTalk(body: unknown): unknown {
	const found = isObject(body) ? (body.talks ?? body.talk) : body;
	const talk: unknown = Array.isArray(found) ? found[0] : found;
	if (talk === undefined || talk === null) throw new RecordNotFound('talk');
	return talk;
}

export const talk = {
	name: 'Talk',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create talk',
			description: 'Schedule a talk, or open one now',
			request: 'POST /api/p/talk',
			parameters: [
				text('name', {
					required: true,
					placeholder: 'e.g. Weekly Q&A',
					description: 'The name of the talk',
				}),
			],
			additionalFields: [
				choice('room_type', ['default', 'hosted_events', 'questions'], {
					default: 'default',
					description: 'What the room is used for',
				}),
				choice('access', ['anyone', 'invite_only'], {
					default: 'anyone',
					description: 'Who may join',
				}),
				text('theme_id', {
					placeholder: 'e.g. 690c6c3c-db13-4b97-aad9-51aab24a23d8',
					description: 'The theme to apply; its ID is in the theme editor of Smalltalk',
				}),
				choice('mic_behavior', ['start_off', 'start_on'], {
					default: 'start_on',
					description: 'Whether the microphones of those who are not hosts are on when they join',
				}),
				dateTime('start_time', { description: 'When the talk begins' }),
				dateTime('end_time', { description: 'When the talk ends' }),
				text('description', {
					placeholder: 'e.g. Bring your questions',
					description: 'Text on the page that people see before they join',
				}),
				toggle('subscriptions_allowed', {
					description: 'Whether people may subscribe to the talk',
				}),
			],
			answer: record('talk'),
			output: talkShape,
		}),
		createJoinLink: operation({
			name: 'Create Join Link',
			action: 'Create join link for talk',
			description: 'Create a link by which one person joins a talk',
			request: 'POST /api/p/talk/join',
			parameters: [pick(talkKind, { description: 'The talk that the link leads to' })],
			additionalFields: [
				text('uid', {
					displayName: 'User ID',
					placeholder: 'e.g. 1234',
					description:
						'Your own ID of the person. Without it the link is the same for everyone, which suits the host.',
				}),
				text('display_name', {
					placeholder: 'e.g. Nathan',
					description: 'Name to show for the person; only used together with a user ID',
				}),
				text('display_img', {
					displayName: 'Display Image URL',
					placeholder: 'e.g. https://example.com/img.png',
					description: 'Photo to show for the person; only used together with a user ID',
				}),
				choice('role', ['admin', 'member', 'none'], {
					default: 'none',
					description: 'The role in your organization that the person is given',
				}),
			],
		}),
		get: operation({
			name: 'Get',
			action: 'Get talk',
			description: 'Retrieve one talk',
			request: 'GET /api/v1/partners/talks',
			parameters: [pick(talkKind, { description: 'The talk to retrieve' })],
			answer: record(theTalk),
			output: talkShape,
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many talks',
			description: 'Retrieve the talks of the organization',
			request: 'GET /api/v1/partners/talks',
			answer: list('talks'),
			pagination: onePage,
			output: talkShape,
		}),
	},
} satisfies Resource;
