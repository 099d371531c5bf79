import type { IDataObject } from 'n8n-workflow';

import {
	body,
	optional,
	path,
	type Field,
	type Parameter,
	type RecordShape,
	type Resource,
} from '../shared/operation';
import { toRequest } from '../shared/parameters';
import type { Request } from '../shared/request';
import { InvalidValue } from '../shared/values';
import { languageCode } from './languages';
import { listIn } from './lists';
import { clientOfList, ownClient, roomClientLocator, roomLocator } from './locators';

/** The vendor has a heading for the rooms of the own client, but shows no request. */
const inferred = {
	alternatives: ['/rooms'],
	only: {
		name: 'the own client',
		path: `/clients/${ownClient}/rooms`,
		when: (value: (name: string) => unknown) => value('clientId') === ownClient,
	},
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

function roomId(value: unknown): unknown {
	if (!roomIdPattern.test(String(value))) {
		throw new InvalidValue(
			`Room ID must be words of letters and digits joined by hyphens, such as autumn-town-hall, but is "${String(value)}"`,
		);
	}
	return value;
}

const language = (
	wire: string,
	field: Pick<Field, 'displayName' | 'description' | 'required'>,
) => ({
	...body(wire, { type: 'string', default: '', placeholder: 'e.g. en-US', ...field }),
	convert: (value: unknown) => languageCode(value, field.displayName),
});

const title: Field = {
	displayName: 'Title',
	type: 'string',
	placeholder: 'e.g. Autumn Town Hall',
	description: 'The title of the room',
};

const fromLanguage = {
	displayName: 'From Language',
	description: 'Code of the language that is spoken in the room',
};

const toLanguages: Parameter = {
	...body('to_languages', {
		displayName: 'To Languages',
		type: 'string',
		list: true,
		placeholder: 'e.g. de-DE, fr-FR',
		description: 'Codes of the languages to translate into, separated by commas, or a list',
	}),
	convert: (codes) => (codes as unknown[]).map((code) => languageCode(code, 'To Languages')),
};

const password = (who: 'speaker' | 'participant') =>
	body(`passwords.${who}`, {
		displayName: `${who === 'speaker' ? 'Speaker' : 'Participant'} Password`,
		name: `${who}Password`,
		type: 'string',
		default: '',
		sensitive: true,
		description: `What a ${who} has to enter to join the room`,
	});

/** What can be given when a room is created, and changed later. */
const details: Parameter[] = [
	body('description', {
		displayName: 'Description',
		type: 'string',
		placeholder: 'e.g. Where we stand after three quarters',
		description: 'What the room is about',
	}),
	password('participant'),
	password('speaker'),
	body('sponsorship_credit_title', {
		displayName: 'Sponsorship Credit Title',
		type: 'string',
		placeholder: 'e.g. Presented by',
		description: 'The words above the name of the sponsor',
	}),
	body('sponsorship_description', {
		displayName: 'Sponsorship Description',
		type: 'string',
		placeholder: 'e.g. Audio for every stage',
		description: 'What to say about the sponsor',
	}),
	body('sponsorship_info_url', {
		displayName: 'Sponsorship Info URL',
		type: 'string',
		placeholder: 'e.g. example.com',
		description: 'Where to read more about the sponsor',
	}),
	body('sponsorship_title', {
		displayName: 'Sponsorship Title',
		type: 'string',
		placeholder: 'e.g. Northwind Audio',
		description: 'The name of the sponsor',
	}),
];

const onlyInferred =
	'The vendor does not publish the paths of the own client: they are inferred, and API Path under Options replaces them';

export const room = {
	name: 'Room',
	operations: {
		create: {
			name: 'Create',
			action: 'Create room',
			description: 'Create a room in which speech is translated',
			method: 'POST',
			path: '/clients/{client_id}/rooms',
			parameters: [
				path('client_id', roomClientLocator(`The client to create the room for. ${onlyInferred}.`)),
				body('title', { ...title, required: true }),
				language('from_language', { ...fromLanguage, required: true }),
				toLanguages,
				...details.map((detail) => optional(detail)),
				optional({
					...body('id', {
						displayName: 'Room ID',
						name: 'roomId',
						type: 'string',
						default: '',
						placeholder: 'e.g. autumn-town-hall',
						description:
							'An ID of your own, unique among all rooms of Stenomatic; generated when empty. Only accounts with the privilege may give one.',
					}),
					convert: roomId,
				}),
			],
			shape: roomShape,
			inferred,
		},
		get: {
			name: 'Get',
			action: 'Get room',
			description: 'Retrieve one room',
			method: 'GET',
			path: '/rooms/{room_id}',
			parameters: [clientOfList, path('room_id', roomLocator('The room to retrieve'))],
			shape: roomShape,
		},
		getAll: {
			name: 'Get Many',
			action: 'Get many rooms',
			description: 'Retrieve the rooms of a client',
			method: 'GET',
			path: '/clients/{client_id}/rooms',
			parameters: [
				path(
					'client_id',
					roomClientLocator(`The client whose rooms to retrieve. ${onlyInferred}.`),
				),
			],
			result: listIn('rooms'),
			pagination: { style: 'none' },
			shape: roomShape,
			inferred,
		},
		getPasswords: {
			name: 'Get Passwords',
			action: 'Get passwords of room',
			description: 'Retrieve the passwords with which speakers and participants join a room',
			method: 'GET',
			path: '/rooms/{room_id}/passwords',
			parameters: [clientOfList, path('room_id', roomLocator('The room that the passwords open'))],
		},
		getStreamUrl: {
			name: 'Get Stream URL',
			action: 'Get stream URL of room',
			description: 'Retrieve the RTMP address to which a speaker streams',
			method: 'POST',
			path: '/rooms/{room_id}/stream_url',
			parameters: [
				clientOfList,
				path('room_id', roomLocator('The room to stream to')),
				body('speaker_name', {
					displayName: 'Speaker Name',
					type: 'string',
					placeholder: 'e.g. John Doe',
					description: 'The name to show for the speaker',
				}),
				language('language', {
					displayName: 'Language',
					description: 'Code of the language that the speaker speaks',
				}),
				optional(
					body('phrases', {
						displayName: 'Phrases',
						type: 'string',
						list: true,
						placeholder: 'e.g. Northwind, beta of live captions',
						description:
							'Words that the speaker is going to use and that are hard to recognize, separated by commas, or a list',
					}),
				),
			],
		},
		update: {
			name: 'Update',
			action: 'Update room',
			description:
				'Change a room. Stenomatic documents this for the title; the other fields are those of its rooms.',
			method: 'PATCH',
			path: '/rooms/{room_id}',
			parameters: [
				clientOfList,
				path('room_id', roomLocator('The room to change')),
				...[
					body('closed_captions_endpoint', {
						displayName: 'Closed Captions Endpoint',
						type: 'string',
						placeholder: 'e.g. https://example.com/captions',
						description: 'Where Stenomatic sends the captions of the room',
					}),
					...details,
					body('end_date', {
						displayName: 'End Date',
						type: 'dateTime',
						description: 'When the room closes',
					}),
					language('from_language', fromLanguage),
					body('is_archived', {
						displayName: 'Is Archived',
						type: 'boolean',
						description: 'Whether the room is put away; Stenomatic documents no way to delete one',
					}),
					body('start_date', {
						displayName: 'Start Date',
						type: 'dateTime',
						description: 'When the room opens',
					}),
					body('title', title),
					toLanguages,
				].map((field) => optional(field, 'updateFields')),
			],
			shape: roomShape,
		},
	},
} satisfies Resource;

/** The request for the rooms of a client, or of the own one. */
export const roomsOf = (clientId: string): Request =>
	toRequest(room.operations.getAll, new Map([['clientId', clientId]]));
