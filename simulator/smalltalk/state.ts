import { newId, newShortLink } from './ids';

/** A talk with all that is known of it; no endpoint shows every field (see views.ts). Times are ISO. */
export interface Talk {
	id: string;
	created_at: string;
	updated_at: string;
	name: string;
	description: string;
	room_type: 'default' | 'questions' | 'hosted_events';
	access: 'anyone' | 'invite_only';
	mic_behavior: 'start_off' | 'start_on';
	theme_id: string | null;
	start_time: string;
	end_time: string | null;
	subscriptions_allowed: boolean;
	thumbnail_url: string | null;
	short_url: string;
	created_by_id: string;
	partner_id: string;
	price: null;
	currency: null;
	schedule: null;
	schedule_talk_id: null;
}

export interface JoinLink {
	url: string;
	talk_id: string;
	uid?: string;
	display_name?: string;
	display_img?: string;
	role?: 'admin' | 'member' | 'none';
}

/** What the vendor's sample leaves out ("transcription data") is made up here. */
export interface Transcription {
	language: string;
	text: string;
	/** `start` and `end` in seconds. */
	segments: { start: number; end: number; speaker: string; text: string }[];
}

/** `talk_id` is what the endpoint filters by; the vendor's sample does not show it. */
export interface Recording {
	talk_id: string;
	id: string;
	created_at: string;
	start_time: string;
	file_name: string;
	share_permission: string;
	created_by_id: string;
	user_id: string;
	/** Null until it is ready. */
	transcription: Transcription | null;
}

export interface Group {
	id: string;
	name: string;
	description: string;
	rank: number;
	visible: boolean;
	currency: null;
	price: null;
	partner_id: string;
}

/** A talk being in a group. */
export interface GroupTalk {
	group_id: string;
	talk_id: string;
}

/**
 * How a new group is answered. The vendor's sample is no JSON, `{ [Group], "error": null }`, so a
 * client has to put up with any of these: the list or the group itself under a key, or bare.
 */
export const groupEnvelopes = ['groups', 'group', 'data', 'created', 'list', 'bare'] as const;
export type GroupEnvelope = (typeof groupEnvelopes)[number];

export interface SmalltalkState {
	/** The API token that every request must show. */
	token: string;
	/** The organisation that everything belongs to. */
	partnerId: string;
	/** The user in whose name the API creates things. */
	userId: string;
	talks: Talk[];
	joinLinks: JoinLink[];
	recordings: Recording[];
	groups: Group[];
	groupTalks: GroupTalk[];
	groupEnvelope: GroupEnvelope;
}

const text = { type: 'string' };
const list = { type: 'array', items: { type: 'object' } };

export const stateSchema: Record<keyof SmalltalkState, object> = {
	token: text,
	partnerId: text,
	userId: text,
	talks: list,
	joinLinks: list,
	recordings: list,
	groups: list,
	groupTalks: list,
	groupEnvelope: { enum: groupEnvelopes },
};

/** A talk with the vendor's defaults; `now` in epoch milliseconds is also its start unless it has one. */
export function newTalk(
	given: Pick<Talk, 'name'> & Partial<Talk>,
	owner: Pick<SmalltalkState, 'partnerId' | 'userId'>,
	now: number,
): Talk {
	const time = new Date(now).toISOString();
	return {
		id: newId(),
		created_at: time,
		updated_at: time,
		description: '',
		room_type: 'default',
		access: 'anyone',
		mic_behavior: 'start_on',
		theme_id: null,
		start_time: time,
		end_time: null,
		subscriptions_allowed: true,
		thumbnail_url: null,
		short_url: newShortLink(8),
		created_by_id: owner.userId,
		partner_id: owner.partnerId,
		price: null,
		currency: null,
		schedule: null,
		schedule_talk_id: null,
		...given,
	};
}

/** A group with the defaults that the vendor's document leaves open: at the end of the list, and visible. */
export function newGroup(
	given: Pick<Group, 'name'> & Partial<Group>,
	{ partnerId, groups }: Pick<SmalltalkState, 'partnerId' | 'groups'>,
): Group {
	return {
		id: newId(),
		description: '',
		rank: groups.length + 1,
		visible: true,
		currency: null,
		price: null,
		partner_id: partnerId,
		...given,
	};
}
