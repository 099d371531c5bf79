import { NodeApiError } from 'n8n-workflow';

import type { Operation } from './operation';

/** An API Path option that cannot be used. The message says what to change. */
export class InvalidApiPath extends Error {}

/**
 * Checks a path template that a user typed.
 *
 * @param wires names of the operation's path parameters, as `{name}` in the template
 * @throws InvalidApiPath
 */
export function readApiPath(template: string, wires: readonly string[]): string {
	const path = template.trim();
	const unknown = [...path.matchAll(/\{([^}]*)\}/g)].find(
		([, name]) => !wires.includes(name ?? ''),
	);
	if (unknown) {
		throw new InvalidApiPath(
			`API Path names ${unknown[0]}, which this operation does not have${wires.length ? `: use {${wires.join('}, {')}}` : ''}`,
		);
	}
	if (!path.startsWith('/') || path.startsWith('//') || /[?#\\\s]|(^|\/)\.{1,2}(\/|$)/.test(path)) {
		throw new InvalidApiPath(
			'API Path must begin with / and hold only a path, without "?", "#", spaces and dot segments',
		);
	}
	return path;
}

/** The path of an operation, or of its special case, that the vendor does not publish. */
export const inferredPath = ({ path, inferred }: Operation): string => inferred?.only?.path ?? path;

/** Whether the vendor does not publish the path for an item with these values. */
export const isInferred = ({ inferred }: Operation, value: (name: string) => unknown): boolean =>
	inferred !== undefined && (inferred.only?.when(value) ?? true);

const notThere = new Set(['404', '405']);

/**
 * Sends to the first of an inferred operation's paths that exists.
 *
 * @param known the path that has worked in this run before, if one has
 * @returns what `send` returns, and the path that worked
 * @throws the failure of the first path when none exists, with the advice to set API Path
 */
export async function sendToFirst<T>(
	operation: Operation,
	known: string | undefined,
	send: (path: string) => Promise<T>,
): Promise<{ answer: T; path: string }> {
	const paths = known
		? [known]
		: [inferredPath(operation), ...(operation.inferred?.alternatives ?? [])];
	let first: NodeApiError | undefined;
	for (const path of paths) {
		try {
			return { answer: await send(path), path };
		} catch (error) {
			if (!(error instanceof NodeApiError) || !notThere.has(error.httpCode ?? '')) {
				throw asError(error);
			}
			first ??= error;
		}
	}
	const failure = first as NodeApiError;
	failure.message +=
		' The vendor does not publish this path: if it differs, set API Path under Options.';
	throw asError(failure);
}

const asError = (error: unknown): Error => error as Error;
