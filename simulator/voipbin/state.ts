import { object } from '../jsonSchema';

/** When a record was made, changed and deleted. */
export interface Dated {
	tm_create: string;
	tm_update: string;
	tm_delete: string | null;
}

export interface Customer extends Dated {
	id: string;
	name: string;
	detail: string;
	email: string;
	phone_number: string;
	address: string;
	webhook_method: string;
	webhook_uri: string;
	/** Empty on servers older than August 2026. */
	webhook_secret: string;
	billing_account_id: string;
	metadata: { rtp_debug: boolean };
	email_verified: boolean;
	status: 'initial' | 'active' | 'frozen' | 'deleted' | 'expired';
	identity_verification_status: 'none' | 'pending' | 'verified' | 'rejected';
	tm_deletion_scheduled: string | null;
}

export interface Agent extends Dated {
	id: string;
	customer_id: string;
	username: string;
	/** Never shown. */
	password: string;
	name: string;
	detail: string;
	ring_method: 'ringall' | 'linear';
	status: string;
	/** Bits: 16 agent, 32 admin, 64 manager. */
	permission: number;
	tag_ids: string[];
	addresses: object[];
	direct_hash: string;
}

export interface AccessKey extends Dated {
	id: string;
	customer_id: string;
	name: string;
	detail: string;
	/** Shown only when it is created. */
	token: string;
	tm_expire: string;
}

export const chatTypes = ['direct', 'group', 'talk'] as const;

export interface Chat extends Dated {
	id: string;
	customer_id: string;
	type: (typeof chatTypes)[number];
	name: string;
	detail: string;
	/** Grows with each addition, also of one who takes part already. */
	member_count: number;
}

export interface Participant {
	id: string;
	customer_id: string;
	owner_type: 'agent';
	owner_id: string;
	chat_id: string;
	tm_joined: string;
}

export interface Media {
	type: string;
	address: object;
	agent_id: string;
	file_id: string;
	link_url?: string;
}

export interface Reaction {
	emoji: string;
	owner_type: 'agent';
	owner_id: string;
	tm_create: string;
}

export interface Message extends Dated {
	id: string;
	customer_id: string;
	owner_type: 'agent';
	owner_id: string;
	chat_id: string;
	parent_id?: string;
	type: 'normal' | 'system';
	text: string;
	medias: Media[];
	metadata: { reactions: Reaction[] };
}

export interface StoredFile extends Dated {
	id: string;
	customer_id: string;
	owner_id: string;
	name: string;
	detail: string;
	filename: string;
	/** Bytes in Base64. */
	content: string;
	contentType: string;
	/** What the link to download it is signed with. */
	signature: string;
	tm_download_expire: string;
}

/**
 * The server as its source has it, or as its older tutorial shows it: with times without a zone, the
 * year 9999 for never, and the participant in the answer to its removal.
 */
export const editions = ['current', 'documented'] as const;

export interface VoipbinState {
	edition: (typeof editions)[number];
	/** Signs the tokens of logins; another one makes all tokens invalid. */
	jwtSecret: string;
	/** Seconds for which a login is valid. */
	tokenSeconds: number;
	/** What an account may ask in all. */
	rateLimit: { perSecond: number; burst: number };
	/** The latest moment that was given out, in microseconds since 1970. */
	lastMicros: number;
	customer: Customer;
	agents: Agent[];
	accessKeys: AccessKey[];
	chats: Chat[];
	participants: Participant[];
	messages: Message[];
	files: StoredFile[];
}

const text = { type: 'string' };
const list = { type: 'array', items: { type: 'object' } };
const positive = { type: 'number', exclusiveMinimum: 0 };

export const stateSchema: Record<keyof VoipbinState, object> = {
	edition: { enum: editions },
	jwtSecret: text,
	tokenSeconds: { type: 'number' },
	rateLimit: object({ perSecond: positive, burst: positive }, ['perSecond', 'burst']),
	lastMicros: { type: 'number' },
	customer: { type: 'object' },
	agents: list,
	accessKeys: list,
	chats: list,
	participants: list,
	messages: list,
	files: list,
};
