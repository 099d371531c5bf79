import { isObject } from './isObject';
import type { Operation } from './operation';
import type { Request } from './request';

/** A list that should have held one record is empty. The message says what to change. */
export class RecordNotFound extends Error {
	constructor(kind: string) {
		super(
			`There is no ${kind} with this ID: check it, and that the ${kind} belongs to this account`,
		);
	}
}

/**
 * The record or records in a reply's body.
 *
 * @returns an empty list where the vendor gives `null` for a list
 */
export function recordsOf(operation: Operation, body: unknown, request: Request): unknown[] {
	const { result, pagination, deletes } = operation;
	let value = body;
	if (typeof result === 'function') value = result(body, request);
	else if (result !== undefined && isObject(body) && result in body) value = body[result];
	if (pagination && (value === null || value === undefined || value === '')) return [];
	const records = Array.isArray(value) ? value : [value];
	return deletes
		? records.map((record) => ({ deleted: true, ...(isObject(record) ? record : {}) }))
		: records;
}
