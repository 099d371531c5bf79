import type { IDataObject } from 'n8n-workflow';

import type { Values } from './values';

/** Finds what an operation asked for in the JSON of a reply. */
type Find = (body: unknown, values: Values) => unknown;

/**
 * What a success looks like. A reply with a status of success that is none of it is an error.
 *
 * - `record`: one object
 * - `list`: a list; `null` is an empty one, an empty body is none
 * - `done`: anything but a page; an object is the record, and nothing need be said. One at least
 * - `text`: a JSON value or a text
 */
export interface Answer {
	kind: 'record' | 'list' | 'done' | 'text';
	find: Find;
	/** What every record holds besides. */
	adds?: IDataObject;
}

const within =
	(where: string | Find = (body) => body): Find =>
	(body, values) => {
		if (typeof where === 'function') return where(body, values);
		return typeof body === 'object' && body !== null && where in body
			? (body as IDataObject)[where]
			: body;
	};

/** One record: the whole body, under a key of its envelope, or where a function finds it. */
export const record = (where?: string | Find): Answer => ({ kind: 'record', find: within(where) });

/** A list of records, found likewise. */
export const list = (where?: string | Find): Answer => ({ kind: 'list', find: within(where) });

/** What was asked for is done, and the record may come with it. */
export const done = (where?: string | Find): Answer => ({ kind: 'done', find: within(where) });

/** What was asked for is done, and one item says what was answered to it. */
export const succeeded = (where?: string | Find): Answer => ({
	...done(where),
	adds: { success: true },
});

/** A record is deleted; what comes with it is part of the item. */
export const deleted = (where?: string | Find): Answer => ({
	...done(where),
	adds: { deleted: true },
});

/** A text or another plain JSON value; a function makes it a record. */
export const plain = (where?: Find): Answer => ({ kind: 'text', find: within(where) });
