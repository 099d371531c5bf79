import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/vendor/isObject';

/** The record in a reply: bare, or alone in an envelope. Answers are not documented. */
export function recordIn(body: unknown): unknown {
	if (!isObject(body)) return body;
	const [key, ...others] = Object.keys(body);
	if (key === undefined || others.length > 0) return body;
	const inner = body[key];
	return ['data', 'user', 'conversation', 'settings'].includes(key) && isObject(inner)
		? inner
		: body;
}

const firstId = (...values: unknown[]): string | undefined => {
	const id = values.find((value) => typeof value === 'string' || typeof value === 'number');
	return id === undefined ? undefined : String(id);
};

/** A user's ID, under the name that a request has for it or one near to it. */
export const userIdOf = ({ id, userId, externalId, _id }: IDataObject): string | undefined =>
	firstId(id, userId, externalId, _id);

/** A conversation's ID, which may stand beside that of its user. */
export const conversationIdOf = ({ id, conversationId, _id }: IDataObject): string | undefined =>
	firstId(id, conversationId, _id);

/** When a record came to be, under the usual names; Talkio documents none. */
export const createdAt = (record: IDataObject): unknown => record.createdAt ?? record.created_at;
