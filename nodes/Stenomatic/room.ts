import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { WrongValue } from '../shared/parameters/errors';
import { list } from '../shared/vendor/answer';
import {
	operation,
	type Operation,
	type OperationContext,
	type RecordShape,
	type Resource,
} from '../shared/vendor/operation';
import { onePage } from '../shared/vendor/pagination';
import {
	choices,
	dateTime,
	fixedCollection,
	text,
	texts,
	toggle,
} from '../shared/vendor/parameter';
import { pick, recordKind } from '../shared/vendor/recordKind';
import type { Values } from '../shared/vendor/values';
import { ownClient, roomClientKind } from './client';
import { languageCode } from './languages';
import { listIn } from './lists';

/** A room. Rooms are listed by client, though addressed by their ID alone. */
export const roomKind = recordKind({
	name: 'Room',
	wire: 'room_id',
	example: 'autumn-town-hall',
	list: (): Operation => room.operations.getAll,
	title: ({ title }) => title,
	time: ({ create_date }) => create_date,
});

/** The client whose rooms a picker shows. */
export const clientOfRoom = pick(roomClientKind, {
	in: 'local',
	required: false,
	description: 'The client of the room',
	hint: 'Only needed to select the room from a list',
});

/** There is a heading for the rooms of the own client, but no request is shown. */
const inferred: Operation['inferred'] = {
	alternatives: ['/rooms'],
	only: { case: 'your own client', when: ({ clientId }) => clientId === ownClient },
};

const simplifiedFields = [
	'id',
	'title',
	'description',
	'from_language',
	'to_languages',
	'start_date',
	'end_date',
	'create_date',
	'update_date',
	'is_archived',
];

/** How Stenomatic writes a date that is not set. */
const unset = /^0001-01-01T/;

/** Without `api_key` and `secret`; dates that are not set are null. */
export const simplifiedRoom = (room: IDataObject): IDataObject =>
	Object.fromEntries(
		simplifiedFields
			.filter((key) => key in room)
			.map((key) => [key, unset.test(String(room[key])) ? null : room[key]]),
	);

const roomShape: RecordShape = {
	fields: [
		...simplifiedFields,
		'api_key',
		'client_branch_id',
		'closed_captions_endpoint',
		'conference_id',
		'main_image_bucket_file_name',
		'main_image_url',
		'secret',
		'sponsorship_credit_title',
		'sponsorship_description',
		'sponsorship_image_bucket_file_name',
		'sponsorship_image_url',
		'sponsorship_info_url',
		'sponsorship_title',
		'usage_in_seconds',
	],
	simplified: simplifiedRoom,
};

const roomIdPattern = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/;

function roomId(value: string): string {
	if (roomIdPattern.test(value)) return value;
	throw new WrongValue(
		'Room ID can only contain letters, digits and single hyphens, like autumn-town-hall',
		value,
	);
}

const languageExample = { placeholder: 'e.g. en-US' };

const title = { placeholder: 'e.g. Autumn Town Hall', description: 'Title of the room' };

const fromLanguage = {
	...languageExample,
	description: 'Language spoken in the room',
	convert: (code: string) => languageCode(code, 'From Language'),
};

const toLanguages = texts('to_languages', {
	placeholder: 'e.g. de-DE, fr-FR',
	description: 'Comma-separated language codes to translate into',
	convert: (codes) => codes.map((code) => languageCode(code, 'To Languages')),
});

/** What can be given when a room is created, and changed later. */
const details = [
	text('description', {
		placeholder: 'e.g. Where we stand after three quarters',
		description: 'Description of the room',
	}),
	text('sponsorship_credit_title', {
		placeholder: 'e.g. Presented by',
		description: 'Text shown above the sponsor name',
	}),
	text('sponsorship_description', {
		placeholder: 'e.g. Audio for every stage',
		description: 'Text about the sponsor',
	}),
	text('sponsorship_info_url', {
		placeholder: 'e.g. example.com',
		description: "URL of the sponsor's website",
	}),
	text('sponsorship_title', {
		placeholder: 'e.g. Northwind Audio',
		description: 'Name of the sponsor',
	}),
];

/** Documented for a new room only. */
const passwords = [
	text('passwords.participant', {
		displayName: 'Participant Password',
		name: 'participantPassword',
		sensitive: true,
		description: 'Password for participants',
	}),
	text('passwords.speaker', {
		displayName: 'Speaker Password',
		name: 'speakerPassword',
		sensitive: true,
		description: 'Password for speakers',
	}),
];

interface Speaker {
	name: string;
	language: string;
}

const speakerFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. John Doe',
		description: 'Name to show for the speaker',
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'string',
		default: '',
		...languageExample,
		description: 'Language of the speaker',
	},
];

/** Passwords and stream URLs of a room that exists by now: what fails does not undo it. */
async function extrasOf(
	{ perform, values }: OperationContext,
	created: IDataObject = {},
): Promise<IDataObject> {
	const { alsoReturn = [], speakers = [] } = values as {
		alsoReturn?: string[];
		speakers?: Speaker[];
	};
	const roomId = created.id;
	const problems: string[] = [];
	const fetch = async (what: string, operation: Operation, given: Values) => {
		try {
			return (await perform(operation, { roomId, ...given }))[0] as IDataObject;
		} catch (error) {
			problems.push(`${what}: ${(error as Error).message}`);
			return undefined;
		}
	};
	const extras: IDataObject = {};
	if (alsoReturn.includes('passwords')) {
		extras.passwords = (await fetch('Passwords', room.operations.getPasswords, {})) ?? null;
	}
	if (alsoReturn.includes('streamUrls')) {
		const urls = speakers.map(async ({ name, language }) => {
			const given = { speakerName: name, language };
			const found = await fetch(`Stream URL of ${name}`, room.operations.getStreamUrl, given);
			return { name, language, url: found?.url ?? null };
		});
		extras.stream_urls = await Promise.all(urls);
	}
	return problems.length > 0 ? { ...extras, problems } : extras;
}

export const room = {
	name: 'Room',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create room',
			description: 'Create a live translation room',
			request: 'POST /clients/{client_id}/rooms',
			parameters: [
				pick(roomClientKind, {
					description: 'The client to create the room for',
				}),
				text('title', { ...title, required: true }),
				text('from_language', { ...fromLanguage, required: true }),
				toLanguages,
				choices(
					'also_return',
					[
						{ name: 'Passwords', value: 'passwords', description: 'Of speakers and participants' },
						{ name: 'Stream URLs', value: 'streamUrls', description: 'One for each speaker' },
					],
					{ in: 'local', description: 'What to return besides the room' },
				),
				fixedCollection('speakers', {
					in: 'local',
					when: { alsoReturn: ['streamUrls'] },
					typeOptions: { multipleValues: true },
					placeholder: 'Add Speaker',
					options: [{ displayName: 'Speaker', name: 'values', values: speakerFields }],
					description: 'The speakers to return a stream URL for',
					convert: (value) =>
						(value as { values?: Speaker[] }).values?.map(({ name, language }) => ({
							name,
							language: languageCode(language, 'Language'),
						})),
				}),
			],
			additionalFields: [
				...details,
				...passwords,
				text('id', {
					displayName: 'Room ID',
					name: 'roomId',
					placeholder: 'e.g. autumn-town-hall',
					description:
						'Your own room ID (must be unique in Stenomatic). Leave empty to generate one. Not available for all accounts.',
					convert: roomId,
				}),
			],
			output: roomShape,
			inferred,
			check: ({ alsoReturn, speakers }) =>
				alsoReturn?.includes('streamUrls') && speakers === undefined
					? 'Stream URLs need at least one speaker. Add one under Speakers'
					: undefined,
			run: async (context) => {
				const [created] = (await context.perform()) as IDataObject[];
				return [{ json: created, more: await extrasOf(context, created) }];
			},
		}),
		get: operation({
			name: 'Get',
			action: 'Get room',
			description: 'Get a room',
			request: 'GET /rooms/{room_id}',
			parameters: [clientOfRoom, pick(roomKind, { description: 'The room to get' })],
			output: roomShape,
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many rooms',
			description: 'Get many rooms of a client',
			request: 'GET /clients/{client_id}/rooms',
			parameters: [
				pick(roomClientKind, {
					description: 'The client to get rooms of',
				}),
			],
			answer: list(listIn('rooms')),
			pagination: onePage,
			output: roomShape,
			inferred,
		}),
		getPasswords: operation({
			name: 'Get Passwords',
			action: 'Get passwords of room',
			description: 'Get the speaker and participant passwords of a room',
			request: 'GET /rooms/{room_id}/passwords',
			parameters: [clientOfRoom, pick(roomKind, { description: 'The room to get passwords for' })],
		}),
		getStreamUrl: operation({
			name: 'Get Stream URL',
			action: 'Get stream URL of room',
			description: 'Get the RTMP URL for streaming to a room',
			request: 'POST /rooms/{room_id}/stream_url',
			parameters: [
				clientOfRoom,
				pick(roomKind, { description: 'The room to stream to' }),
				text('speaker_name', {
					placeholder: 'e.g. John Doe',
					description: 'Name to show for the speaker',
				}),
				text('language', {
					...languageExample,
					description: 'Language of the speaker, e.g. en-US',
					convert: (code) => languageCode(code, 'Language'),
				}),
			],
			additionalFields: [
				texts('phrases', {
					placeholder: 'e.g. Northwind, beta of live captions',
					description: 'Comma-separated words to improve speech recognition, e.g. names',
				}),
			],
		}),
		update: operation({
			name: 'Update',
			action: 'Update room',
			description: 'Update a room. Stenomatic documents only the title for this.',
			request: 'PATCH /rooms/{room_id}',
			parameters: [clientOfRoom, pick(roomKind, { description: 'The room to update' })],
			updateFields: [
				text('closed_captions_endpoint', {
					placeholder: 'e.g. https://example.com/captions',
					description: 'URL that Stenomatic sends the captions of the room to',
				}),
				...details,
				dateTime('end_date', { description: 'When the room ends' }),
				text('from_language', fromLanguage),
				toggle('is_archived', {
					description: 'Whether the room is archived',
				}),
				dateTime('start_date', { description: 'When the room starts' }),
				text('title', title),
				toLanguages,
			],
			output: roomShape,
		}),
	},
} satisfies Resource;
