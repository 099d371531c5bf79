import { omit } from '../omit';
import type { AccessKey, Agent, Customer, StoredFile, VoipbinState } from './state';
import { documentedTime } from './time';

/** Leaves out what the server's Go structs omit when it is empty. */
function omitEmpty<Item extends object>(item: Item, ...keys: Array<keyof Item>): Partial<Item> {
	return Object.fromEntries(
		Object.entries(item).filter(
			([key, value]) => !keys.includes(key as keyof Item) || (value !== '' && value !== 0),
		),
	) as Partial<Item>;
}

const isTime = (key: string) => key.startsWith('tm_');

/** Writes every time below `value` as the server's edition does. */
export function inEdition({ edition }: VoipbinState, value: unknown): unknown {
	if (edition === 'current' || typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value))
		return value.map((element) => inEdition({ edition } as VoipbinState, element));
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			key,
			isTime(key) && (inner === null || typeof inner === 'string')
				? documentedTime(inner)
				: inEdition({ edition } as VoipbinState, inner),
		]),
	);
}

/** A chat as every endpoint and event shows it. */
export const chatView = <
	Chat extends { type: string; name: string; detail: string; member_count: number },
>(
	chat: Chat,
) => omitEmpty(chat, 'type', 'name', 'detail', 'member_count');

export const agentView = (agent: Agent) => omit(agent, 'password');

/** The account as a change of it is answered. */
export const changedCustomerView = (customer: Customer) => omit(customer, 'webhook_secret');

/** The account as it is read: servers older than August 2026 have no secret. */
export const customerView = (customer: Customer) => omitEmpty(customer, 'webhook_secret');

export function accessKeyView({ token, ...key }: AccessKey) {
	return { ...key, token_prefix: token.slice(0, 11) };
}

/** The one answer that holds the token. */
export const createdAccessKeyView = (key: AccessKey) => ({
	...accessKeyView(key),
	token: key.token,
});

export function fileView({ content, signature, ...file }: StoredFile, baseUrl: string) {
	return {
		...omit(file, 'contentType'),
		reference_type: '',
		reference_id: '00000000-0000-0000-0000-000000000000',
		filesize: Buffer.byteLength(content, 'base64'),
		uri_download: downloadLink({ id: file.id, signature }, baseUrl),
	};
}

/** A signed link to another host, as that of a cloud's storage is. */
export const downloadLink = (
	{ id, signature }: Pick<StoredFile, 'id' | 'signature'>,
	baseUrl: string,
) => `${baseUrl.replace('127.0.0.1', 'localhost')}/storage/${id}?X-Goog-Signature=${signature}`;
