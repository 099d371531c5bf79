import { newConferenceId, newRoomId, newSecret } from './ids';

export interface Client {
	id: string;
	name: string;
	parent_customer_id: string;
}

/** A room with all that is known of it: `client_id` and `passwords` stand in no answer of a room. */
export interface Room {
	client_id: string;
	passwords: Passwords;
	id: string;
	conference_id: string;
	title: string;
	description: string;
	api_key: string;
	secret: string;
	client_branch_id: string;
	from_language: string;
	to_languages: string[];
	start_date: string;
	end_date: string;
	create_date: string;
	update_date: string;
	main_image_url: string;
	main_image_bucket_file_name: string;
	sponsorship_image_bucket_file_name: string;
	sponsorship_credit_title: string;
	sponsorship_title: string;
	sponsorship_description: string;
	sponsorship_info_url: string;
	sponsorship_image_url: string;
	closed_captions_endpoint: string;
	usage_in_seconds: { total: number; twenty_four_hour: number };
	is_archived: boolean;
}

export interface Passwords {
	speaker: string;
	participant: string;
}

/** One use of the API; `at` in epoch milliseconds. */
export interface Use {
	client_id: string;
	at: number;
	counter: string;
	nanoseconds: number;
}

/** Where the rooms of the own client are: the vendor's document has the heading, but no request. */
export const ownRoomsPaths = ['/clients/me/rooms', '/rooms', 'none'] as const;

export interface StenomaticState {
	/** The developer API key that every request must show. */
	apiKey: string;
	customerId: string;
	/** The client that the key belongs to; not in the list of clients. */
	ownClientId: string;
	clients: Client[];
	rooms: Room[];
	usage: Use[];
	/** "The room id is an optional parameter that is only enabled for customers with sufficient privileges." */
	mayGiveRoomIds: boolean;
	ownRoomsPath: (typeof ownRoomsPaths)[number];
	/** By room ID; made up, since the vendor's document has only the heading. A text is sent as text. */
	transcriptions: Record<string, unknown>;
}

const text = { type: 'string' };
const list = { type: 'array', items: { type: 'object' } };

export const stateSchema: Record<keyof StenomaticState, object> = {
	apiKey: text,
	customerId: text,
	ownClientId: text,
	clients: list,
	rooms: list,
	usage: list,
	mayGiveRoomIds: { type: 'boolean' },
	ownRoomsPath: { enum: ownRoomsPaths },
	transcriptions: { type: 'object' },
};

/** How the vendor writes a date that is not set. */
const unset = '0001-01-01T00:00:00.000Z';

/** What a request says of a room. */
export type RoomInput = Partial<Omit<Room, 'passwords'>> & { passwords?: Partial<Passwords> };

/** A room of a client with what the vendor generates; `now` in epoch milliseconds. */
export function newRoom(client_id: string, { passwords, ...given }: RoomInput, now: number): Room {
	const time = new Date(now).toISOString();
	return {
		client_id,
		passwords: { speaker: '', participant: '', ...passwords },
		id: newRoomId(),
		conference_id: newConferenceId(),
		title: '',
		description: '',
		api_key: newConferenceId(),
		secret: newSecret(),
		client_branch_id: client_id,
		from_language: '',
		to_languages: [],
		start_date: unset,
		end_date: unset,
		create_date: time,
		update_date: time,
		main_image_url: '',
		main_image_bucket_file_name: '',
		sponsorship_image_bucket_file_name: '',
		sponsorship_credit_title: '',
		sponsorship_title: '',
		sponsorship_description: '',
		sponsorship_info_url: '',
		sponsorship_image_url: '',
		closed_captions_endpoint: '',
		usage_in_seconds: { total: 0, twenty_four_hour: 0 },
		is_archived: false,
		...given,
	};
}
