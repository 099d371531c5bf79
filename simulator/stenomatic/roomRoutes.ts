import type { FastifyInstance } from 'fastify';

import { ApiError } from '../apiError';
import { object } from '../jsonSchema';
import type { VendorContext } from '../vendor';
import { newRoom, type Room, type RoomInput, type StenomaticState } from './state';
import { changedRoom, shownRoom } from './views';

const text = { type: 'string' };
/** The shape of a BCP 47 code; which of them are supported is not documented for this API. */
const language = { type: 'string', pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$' };

const details = {
	title: text,
	description: text,
	from_language: language,
	to_languages: { type: 'array', items: language },
	sponsorship_credit_title: text,
	sponsorship_title: text,
	sponsorship_description: text,
	sponsorship_info_url: text,
	passwords: object({ speaker: text, participant: text }),
};

/** What is required is not documented: the sample sends everything. */
const newRoomSchema = object({
	id: { type: 'string', pattern: '^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$' },
	...details,
});

/** The sample changes the title; the other fields are those of the object that can be given at all. */
const changesSchema = object({
	...details,
	closed_captions_endpoint: text,
	start_date: { type: 'string', format: 'iso-date-time' },
	end_date: { type: 'string', format: 'iso-date-time' },
	is_archived: { type: 'boolean' },
});

const streamSchema = object({
	speaker_name: text,
	language,
	phrases: { type: 'array', items: text },
});

interface Stream {
	speaker_name?: string;
	language?: string;
	phrases?: string[];
}

function streamUrl({ language: lang, speaker_name: name, phrases = [] }: Stream): string {
	const url = new URL('rtmps://rtmp.stenomatic.com/z');
	if (lang) url.searchParams.set('lang', lang);
	if (name) url.searchParams.set('name', name);
	for (const phrase of phrases) url.searchParams.append('phrases', phrase);
	return url.href;
}

function findRoom({ rooms }: StenomaticState, roomId: string): Room {
	const room = rooms.find(({ id }) => id === roomId);
	if (!room) throw new ApiError(404, 'Room not found');
	return room;
}

/** `/v1/clients/{client_id}/rooms`, `/v1/rooms/{room_id}` and what is below. */
export function addRoomRoutes(app: FastifyInstance, context: VendorContext<StenomaticState>): void {
	/** The client that a path names: the own one has a path of its own, where it has one at all. */
	const clientOf = (path: string, clientId?: string): string => {
		const { clients, ownClientId, ownRoomsPath } = context.state;
		if (path === ownRoomsPath) return ownClientId;
		const known = clientId === ownClientId || clients.some(({ id }) => id === clientId);
		if (clientId === undefined || !known) throw new ApiError(404, 'Client not found');
		return clientId;
	};

	const createFor = (clientId: string, body: RoomInput) => {
		const { state, clock } = context;
		if (body.id !== undefined) {
			if (!state.mayGiveRoomIds) {
				throw new ApiError(403, 'Your account may not choose room ids: please upgrade');
			}
			if (state.rooms.some(({ id }) => id === body.id)) {
				throw new ApiError(409, `The room id ${body.id} is taken`);
			}
		}
		const room = newRoom(clientId, body, clock.now());
		state.rooms.push(room);
		return changedRoom(room);
	};

	const listOf = (clientId: string) =>
		context.state.rooms.filter(({ client_id }) => client_id === clientId).map(shownRoom);

	for (const path of ['/clients/:clientId/rooms', '/rooms']) {
		type Params = { clientId?: string };
		const client = ({ clientId }: Params) =>
			clientOf(path.replace(':clientId', clientId ?? ''), clientId);
		app.post<{ Params: Params; Body: RoomInput }>(
			`/v1${path}`,
			{ schema: { body: newRoomSchema } },
			async ({ params, body }) => createFor(client(params), body),
		);
		app.get<{ Params: Params }>(`/v1${path}`, async ({ params }) => listOf(client(params)));
	}

	type RoomParams = { roomId: string };
	const roomPath = '/v1/rooms/:roomId';

	app.get<{ Params: RoomParams }>(roomPath, async ({ params }) =>
		shownRoom(findRoom(context.state, params.roomId)),
	);

	app.patch<{ Params: RoomParams; Body: RoomInput }>(
		roomPath,
		{ schema: { body: changesSchema } },
		async ({ params, body: { passwords, ...changes } }) => {
			const room = findRoom(context.state, params.roomId);
			Object.assign(room, changes, { update_date: new Date(context.clock.now()).toISOString() });
			Object.assign(room.passwords, passwords);
			return changedRoom(room);
		},
	);

	app.get<{ Params: RoomParams }>(`${roomPath}/passwords`, async ({ params }) => {
		const { speaker, participant } = findRoom(context.state, params.roomId).passwords;
		return { speaker, participant };
	});

	app.post<{ Params: RoomParams; Body: Stream }>(
		`${roomPath}/stream_url`,
		{ schema: { body: streamSchema } },
		async ({ params, body }) => {
			findRoom(context.state, params.roomId);
			return { url: streamUrl(body) };
		},
	);

	// The vendor's document has the heading "Retrieve Transcriptions", but no request.
	app.get<{ Params: RoomParams }>(`${roomPath}/transcriptions`, async ({ params }, reply) => {
		const { id } = findRoom(context.state, params.roomId);
		const found = context.state.transcriptions[id] ?? [];
		return typeof found === 'string' ? reply.type('text/plain').send(found) : found;
	});
}
