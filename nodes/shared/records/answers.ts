import type { Connection } from '../http/connection';
import { requestError } from '../http/errors';
import { record, type Answer } from '../vendor/answer';
import { isObject } from '../vendor/isObject';
import type { Operation } from '../vendor/operation';
import type { Reply, Request } from '../vendor/request';
import type { Values } from '../vendor/values';

/** A list that should have held one record is empty. The message says what to change. */
export class RecordNotFound extends Error {
	constructor(kind: string, id: unknown) {
		super(
			`No ${kind} found with ID "${String(id)}". Check the ID and that the ${kind} belongs to this account.`,
		);
	}
}

const isNothing = (value: unknown) =>
	value === null ||
	value === undefined ||
	value === '' ||
	(Array.isArray(value) && value.length === 0);

/** The records of an answer; `undefined` where it is not what its operation declares. */
const read: Record<Answer['kind'], (found: unknown) => unknown[] | undefined> = {
	record: (found) => (isObject(found) ? [found] : undefined),
	list: (found) =>
		found === null || found === undefined ? [] : Array.isArray(found) ? found : undefined,
	done: (found) => {
		if (Array.isArray(found) && found.length > 0) return found;
		if (isObject(found)) return [found];
		return [isNothing(found) ? undefined : { value: found }];
	},
	text: (found) => (Array.isArray(found) ? found : [found]),
};

const expected: Record<Answer['kind'], string> = {
	record: 'a record',
	list: 'a list',
	done: 'a result',
	text: 'text',
};

/**
 * The records in a reply, which proves here to be what its operation declares.
 *
 * @throws NodeApiError when it is something else
 */
export function readAnswer(
	connection: Connection,
	operation: Operation,
	request: Request,
	reply: Reply,
	values: Values,
): unknown[] {
	const { kind, find, adds } = operation.answer ?? record();
	// Status 204 says that there is nothing; any other empty body says nothing at all.
	const body = reply.status === 204 ? null : reply.body;
	const records = read[kind](find(body, values));
	if (records === undefined) {
		throw requestError(connection, request, {
			kind: 'unexpected',
			reply,
			expected: expected[kind],
		});
	}
	return adds ? records.map((found) => ({ ...adds, ...(isObject(found) ? found : {}) })) : records;
}
