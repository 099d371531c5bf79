import type { IDataObject } from 'n8n-workflow';

import { WrongValue } from '../shared/parameters/errors';
import { list } from '../shared/vendor/answer';
import {
	operation,
	type Operation,
	type RecordShape,
	type Resource,
} from '../shared/vendor/operation';
import { onePage } from '../shared/vendor/pagination';
import { dateTime, text, texts, toggle } from '../shared/vendor/parameter';
import { pick, recordKind } from '../shared/vendor/recordKind';
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
});

/** The client whose rooms a picker shows. */
export const clientOfRoom = pick(roomClientKind, {
	in: 'local',
	required: false,
	description: 'The client whose rooms to pick from; not needed for a room by ID',
});

/** There is a heading for the rooms of the own client, but no request is shown. */
const inferred: Operation['inferred'] = {
	alternatives: ['/rooms'],
	only: { case: 'the own client', when: ({ clientId }) => clientId === ownClient },
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

/** How the vendor writes a date that is not set. */
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
		'Room ID must be letters and digits with single hyphens between, like autumn-town-hall',
		value,
	);
}

const languageExample = { placeholder: 'e.g. en-US' };

const title = { placeholder: 'e.g. Autumn Town Hall', description: 'The title of the room' };

const fromLanguage = {
	...languageExample,
	description: 'Code of the language that is spoken in the room',
	convert: (code: string) => languageCode(code, 'From Language'),
};

const toLanguages = texts('to_languages', {
	placeholder: 'e.g. de-DE, fr-FR',
	description: 'Codes of the languages to translate into, separated by commas, or a list',
	convert: (codes) => codes.map((code) => languageCode(code, 'To Languages')),
});

/** What can be given when a room is created, and changed later. */
const details = [
	text('description', {
		placeholder: 'e.g. Where we stand after three quarters',
		description: 'What the room is about',
	}),
	text('passwords.participant', {
		displayName: 'Participant Password',
		name: 'participantPassword',
		sensitive: true,
		description: 'What a participant has to enter to join the room',
	}),
	text('passwords.speaker', {
		displayName: 'Speaker Password',
		name: 'speakerPassword',
		sensitive: true,
		description: 'What a speaker has to enter to join the room',
	}),
	text('sponsorship_credit_title', {
		placeholder: 'e.g. Presented by',
		description: 'The words above the name of the sponsor',
	}),
	text('sponsorship_description', {
		placeholder: 'e.g. Audio for every stage',
		description: 'What to say about the sponsor',
	}),
	text('sponsorship_info_url', {
		placeholder: 'e.g. example.com',
		description: 'Where to read more about the sponsor',
	}),
	text('sponsorship_title', {
		placeholder: 'e.g. Northwind Audio',
		description: 'The name of the sponsor',
	}),
];

const onlyInferred =
	'The vendor does not publish the paths of the own client: they are inferred, and API Path under Options replaces them';

export const room = {
	name: 'Room',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create room',
			description: 'Create a room in which speech is translated',
			request: 'POST /clients/{client_id}/rooms',
			parameters: [
				pick(roomClientKind, {
					description: `The client to create the room for. ${onlyInferred}.`,
				}),
				text('title', { ...title, required: true }),
				text('from_language', { ...fromLanguage, required: true }),
				toLanguages,
			],
			additionalFields: [
				...details,
				text('id', {
					displayName: 'Room ID',
					name: 'roomId',
					placeholder: 'e.g. autumn-town-hall',
					description:
						'An ID of your own, unique among all rooms of Stenomatic; generated when empty. Only accounts with the privilege may give one.',
					convert: roomId,
				}),
			],
			output: roomShape,
			inferred,
		}),
		get: operation({
			name: 'Get',
			action: 'Get room',
			description: 'Retrieve one room',
			request: 'GET /rooms/{room_id}',
			parameters: [clientOfRoom, pick(roomKind, { description: 'The room to retrieve' })],
			output: roomShape,
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many rooms',
			description: 'Retrieve the rooms of a client',
			request: 'GET /clients/{client_id}/rooms',
			parameters: [
				pick(roomClientKind, {
					description: `The client whose rooms to retrieve. ${onlyInferred}.`,
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
			description: 'Retrieve the passwords with which speakers and participants join a room',
			request: 'GET /rooms/{room_id}/passwords',
			parameters: [
				clientOfRoom,
				pick(roomKind, { description: 'The room that the passwords open' }),
			],
		}),
		getStreamUrl: operation({
			name: 'Get Stream URL',
			action: 'Get stream URL of room',
			description: 'Retrieve the RTMP address to which a speaker streams',
			request: 'POST /rooms/{room_id}/stream_url',
			parameters: [
				clientOfRoom,
				pick(roomKind, { description: 'The room to stream to' }),
				text('speaker_name', {
					placeholder: 'e.g. John Doe',
					description: 'The name to show for the speaker',
				}),
				text('language', {
					...languageExample,
					description: 'Code of the language that the speaker speaks',
					convert: (code) => languageCode(code, 'Language'),
				}),
			],
			additionalFields: [
				texts('phrases', {
					placeholder: 'e.g. Northwind, beta of live captions',
					description:
						'Words that the speaker is going to use and that are hard to recognize, separated by commas, or a list',
				}),
			],
		}),
		update: operation({
			name: 'Update',
			action: 'Update room',
			description:
				'Change a room. Stenomatic documents this for the title; the other fields are those of its rooms.',
			request: 'PATCH /rooms/{room_id}',
			parameters: [clientOfRoom, pick(roomKind, { description: 'The room to change' })],
			updateFields: [
				text('closed_captions_endpoint', {
					placeholder: 'e.g. https://example.com/captions',
					description: 'Where Stenomatic sends the captions of the room',
				}),
				...details,
				dateTime('end_date', { description: 'When the room closes' }),
				text('from_language', fromLanguage),
				toggle('is_archived', {
					description: 'Whether the room is put away; Stenomatic documents no way to delete one',
				}),
				dateTime('start_date', { description: 'When the room opens' }),
				text('title', title),
				toLanguages,
			],
			output: roomShape,
		}),
	},
} satisfies Resource;
