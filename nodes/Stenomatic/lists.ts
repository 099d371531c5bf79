import { isObject } from '../shared/vendor/isObject';

/** The list in a reply: bare as documented, or in an envelope that may be added one day. */
export const listIn =
	(key: string) =>
	(body: unknown): unknown =>
		isObject(body)
			? ([key, 'data', 'items'].map((name) => body[name]).find(Array.isArray) ?? body)
			: body;
