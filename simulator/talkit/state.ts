import { object } from '../jsonSchema';

export interface Plugin {
	id: number;
	name: string;
	description: string;
	permissions: Record<string, boolean>;
	published: boolean;
	disabled: boolean;
	crm_integration_id: number;
	logo_uri: string;
	user_id: number;
	created_on: string;
	updated_on: string;
}

export interface SecretKey {
	id: number;
	description: string;
	/** What installation tokens are signed with. */
	value: string;
	plugin_id: number;
	created_on: string;
	updated_on: string;
}

/** The document does not show the fields of an installation; a token names it by a UUID. */
export interface Installation {
	id: number;
	uuid: string;
	plugin_id: number;
	user_id: number;
	created_on: string;
	updated_on: string;
}

/** The document does not show the fields of a webhook; the Developer Portal has one, its URI. */
export interface PluginWebhook {
	id: number;
	uri: string;
	plugin_id: number;
	created_on: string;
	updated_on: string;
}

export interface User {
	id: number;
	first_name: string;
	last_name: string;
}

/** What the document leaves out of `metadata`, `job` and `audio` is made up here. */
export interface Transcript {
	id: number;
	headline: string;
	/** Empty until it is completed. */
	text: string;
	type: string;
	created_on: string;
	metadata: Record<string, unknown>;
	/** Whose transcript it is. */
	user: User;
	job: { id: number; status: 'completed' | 'running' };
	audio: { id: number; duration_seconds: number };
}

/**
 * The ends of the paths below a plugin. The document names these operations without their paths, so
 * a client has to put up with any of them.
 */
export const pathEnds = {
	secretKeys: ['secret_keys', 'secret-keys', 'secrets', 'keys'],
	installations: ['installations', 'plugin_installations'],
	webhooks: ['webhooks', 'plugin_webhooks'],
} as const;

/** Which of them exist; all others answer 404. */
export type Paths = { [Kind in keyof typeof pathEnds]: (typeof pathEnds)[Kind][number] };

export interface TalkitState {
	developerKey: string;
	/** What events are signed with. */
	webhookSecret: string;
	paths: Paths;
	plugins: Plugin[];
	secretKeys: SecretKey[];
	installations: Installation[];
	webhooks: PluginWebhook[];
	users: User[];
	transcripts: Transcript[];
}

const text = { type: 'string' };
const list = { type: 'array', items: { type: 'object' } };

export const stateSchema: Record<keyof TalkitState, object> = {
	developerKey: text,
	webhookSecret: text,
	paths: object(
		{
			secretKeys: { enum: pathEnds.secretKeys },
			installations: { enum: pathEnds.installations },
			webhooks: { enum: pathEnds.webhooks },
		},
		['secretKeys', 'installations', 'webhooks'],
	),
	plugins: list,
	secretKeys: list,
	installations: list,
	webhooks: list,
	users: list,
	transcripts: list,
};
