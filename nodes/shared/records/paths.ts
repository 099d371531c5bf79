import { NodeApiError } from 'n8n-workflow';

import { InvalidValue } from '../parameters/errors';
import { staysBelow } from '../parameters/path';
import { parametersOf, requestLine, type Operation } from '../vendor/operation';
import { text, type ParameterOptions } from '../vendor/parameter';
import type { Values } from '../vendor/values';

const descriptionOf = (operation: Operation): string => {
	const { only } = operation.inferred ?? {};
	const where = only ? `Only used for ${only.case}. ` : '';
	return `${where}Only change this if the request fails with "not found". Defaults to ${requestLine(operation).path}.`;
};

/** The option by which a user replaces a path that is not documented. */
export const apiPathParameter = (
	operation: Operation,
	options: ParameterOptions<'apiPath', string> = {},
) =>
	text('apiPath', {
		in: 'local',
		displayName: 'API Path',
		placeholder: `e.g. ${requestLine(operation).path}`,
		description: descriptionOf(operation),
		...options,
	});

/**
 * Checks a path template that a user typed.
 *
 * @param wires names of the operation's path parameters, as `{name}` in the template
 * @throws InvalidValue
 */
export function readApiPath(template: string, wires: readonly string[]): string {
	const path = template.trim();
	if (!path.startsWith('/') || path.startsWith('//') || /\s/.test(path) || !staysBelow(path)) {
		throw new InvalidValue(
			'API Path must start with "/" and can\'t contain "?", "#", spaces or ".."',
		);
	}
	const unknown = [...path.matchAll(/\{([^{}]*)\}/g)].find(
		([, name]) => !wires.includes(name ?? ''),
	);
	if (unknown) {
		throw new InvalidValue(
			`API Path contains ${unknown[0]}, which this operation doesn't use${wires.length ? `. Available: {${wires.join('}, {')}}` : ''}`,
		);
	}
	return path;
}

/** Path templates to be tried in their order, and whether they are inferred. */
interface Paths {
	paths: [string, ...string[]];
	areInferred: boolean;
}

/**
 * Where an operation is for these values.
 *
 * @throws InvalidValue for an API Path that cannot be used
 */
export function pathsOf(operation: Operation, values: Values): Paths {
	const { path } = requestLine(operation);
	const { inferred } = operation;
	if (!inferred || inferred.only?.when(values) === false) {
		return { paths: [path], areInferred: false };
	}
	if (typeof values.apiPath === 'string') {
		const inPath = parametersOf(operation).filter((parameter) => parameter.in === 'path');
		const wires = inPath.map(({ wire }) => wire);
		return { paths: [readApiPath(values.apiPath, wires)], areInferred: false };
	}
	return { paths: [path, ...(inferred.alternatives ?? [])], areInferred: true };
}

const notThere = new Set(['404', '405']);

/**
 * Sends to the first of several inferred paths that exists.
 *
 * @param worked the one that has worked before, if one has
 * @returns what `send` returns, and the path that worked
 * @throws the failure of the first path when none exists
 */
export async function sendToFirst<T>(
	paths: readonly string[],
	worked: string | undefined,
	send: (path: string) => Promise<T>,
): Promise<{ answer: T; path: string }> {
	let first: NodeApiError | undefined;
	for (const path of worked === undefined ? paths : [worked]) {
		try {
			return { answer: await send(path), path };
		} catch (error) {
			if (!(error instanceof NodeApiError) || !notThere.has(error.httpCode ?? '')) {
				throw asError(error);
			}
			first ??= error;
		}
	}
	throw asError(first);
}

const asError = (error: unknown): Error => error as Error;
