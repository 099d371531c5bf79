import type { IDataObject } from 'n8n-workflow';

import type { Reply, Request } from '../vendor/request';
import { isStream, readBody } from './body';
import { exchange } from './client';
import type { Connection } from './connection';
import { unsentError } from './errors';
import type { Outcome } from './outcome';
import { retryAfterMs } from './retry';

/** Sends a request once. A request that cannot be sent at all throws. */
export async function attempt(connection: Connection, request: Request): Promise<Outcome> {
	const { settings, signal } = connection;
	const deadline = AbortSignal.timeout(settings.timeout);
	try {
		const { statusCode, headers, body } = await exchange(connection, request, deadline);
		return outcomeOf(connection, await toReply(request, statusCode, headers, body));
	} catch (error) {
		if (signal?.aborted) return { kind: 'cancelled' };
		const response = responseOf(error);
		// An error with a success in it is a body that broke off.
		if (response && response.status >= 300) {
			const { status, headers, data } = response;
			return outcomeOf(connection, await toReply(request, status, headers, data));
		}
		if (deadline.aborted) return { kind: 'disconnected', code: 'TIMEOUT' };
		const code = codeOf(error);
		if (code === undefined) throw unsentError(connection, error as Error);
		return { kind: 'disconnected', code };
	}
}

function outcomeOf({ api }: Connection, reply: Reply): Outcome {
	const { status, headers } = reply;
	if (status >= 200 && status < 300) {
		const failed = reply.flaw !== undefined || api.failure?.(reply) !== undefined;
		return { kind: failed ? 'failed' : 'success', reply };
	}
	return {
		kind: status === 429 ? 'rateLimited' : 'failed',
		reply,
		retryAfterMs: retryAfterMs(headers['retry-after'], Date.now()),
	};
}

async function toReply(
	{ encoding }: Request,
	status: number,
	headers: IDataObject,
	body: unknown,
): Promise<Reply> {
	const lowerCased = Object.fromEntries(
		Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const isFile = encoding === 'stream' && status < 300;
	const read =
		isStream(body) && !isFile
			? await readBody(body, status, String(lowerCased['content-type'] ?? ''))
			: { body };
	return { status, headers: lowerCased, ...read };
}

/**
 * Walks an error and its causes: n8n wraps what its HTTP client threw. Before 2.34 it loses the
 * cause and keeps status or code as `httpCode`.
 */
function* causes(error: unknown): Generator<Record<string, unknown>> {
	const seen = new Set<unknown>();
	let current = error;
	while (typeof current === 'object' && current !== null && !seen.has(current)) {
		seen.add(current);
		yield current as Record<string, unknown>;
		current = (current as { cause?: unknown }).cause;
	}
}

function responseOf(
	error: unknown,
): { status: number; headers: IDataObject; data: unknown } | undefined {
	for (const level of causes(error)) {
		const response = level.response as { status?: unknown } | undefined;
		if (typeof response?.status === 'number') {
			return response as { status: number; headers: IDataObject; data: unknown };
		}
	}
	const { httpCode } = error as { httpCode?: unknown };
	if (typeof httpCode !== 'string' || !/^[1-5]\d\d$/.test(httpCode)) return undefined;
	return { status: Number(httpCode), headers: {}, data: '' };
}

const isCode = (value: unknown): value is string =>
	typeof value === 'string' && /^[A-Z][A-Z0-9_]+$/.test(value);

/** Node's or axios's code of a connection that failed. */
function codeOf(error: unknown): string | undefined {
	let found: string | undefined;
	for (const { code } of causes(error)) if (isCode(code)) found = code;
	const { httpCode, description } = error as { httpCode?: unknown; description?: unknown };
	return [found, httpCode, description].find(isCode);
}
