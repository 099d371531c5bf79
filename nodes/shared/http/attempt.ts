import type {
	IAllExecuteFunctions,
	IDataObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { Reply, Request } from '../vendor/request';
import { isStream, readBody } from './body';
import type { Connection } from './connection';
import { unsentError } from './errors';
import type { Outcome } from './outcome';
import { retryAfterMs } from './retry';

/** Sends a request once. A request that cannot be sent at all throws. */
export async function attempt(connection: Connection, request: Request): Promise<Outcome> {
	const { context, api, credentialType, credentials, settings, signal } = connection;
	const deadline = AbortSignal.timeout(settings.timeout);
	const options = requestOptions(connection, request, deadline);
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context as IAllExecuteFunctions,
			credentialType,
			options,
			// n8n would read and decrypt it anew for each request, which only a renewed token needs.
			api.renewsOn401?.(credentials)
				? undefined
				: { credentialsDecrypted: { id: '', name: '', type: credentialType, data: credentials } },
		)) as IN8nHttpFullResponse;
		const { statusCode, headers, body } = response;
		if (statusCode >= 300) rememberToken(connection, options);
		return outcomeOf(connection, await toReply(request, statusCode, headers, body));
	} catch (error) {
		if (signal?.aborted) return { kind: 'cancelled' };
		rememberToken(connection, options);
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

function requestOptions(
	{ api, credentials, settings, signal }: Connection,
	request: Request,
	deadline: AbortSignal,
): IHttpRequestOptions {
	const { baseUrl = api.baseUrl, query, body, encoding, headers } = request;
	const options: IHttpRequestOptions = {
		method: request.method,
		url: `${baseUrl(credentials)}${request.path}`,
		returnFullResponse: true,
		ignoreHttpStatusErrors: api.renewsOn401?.(credentials) ? { ignore: true, except: [401] } : true,
		disableFollowRedirect: encoding === undefined,
		sendCredentialsOnCrossOriginRedirect: false,
		timeout: settings.timeout,
		// Read here, so that its size and its digits are under control.
		encoding: 'stream',
		json: encoding === undefined,
		...(query ? { qs: query, arrayFormat: 'repeat' } : {}),
		...(body === undefined ? {} : { body }),
		headers: { ...headers },
	};
	const abortSignal = signal ? AbortSignal.any([signal, deadline]) : deadline;
	// n8n replaces `abortSignal` by the execution's own, which would drop the deadline; its own is
	// part of ours already. n8n's `timeout` alone does not end a body that trickles.
	Object.defineProperty(options, 'abortSignal', {
		enumerable: true,
		get: () => abortSignal,
		set: () => undefined,
	});
	return options;
}

/** A token that was made for this request, such as that of a login, is a secret as well. */
function rememberToken({ secrets }: Connection, { headers }: IHttpRequestOptions): void {
	const [, token] = /^Bearer (.+)$/.exec(String(headers?.Authorization)) ?? [];
	if (token !== undefined && !secrets.includes(token)) secrets.push(token);
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

/** Walks an error and its causes: n8n wraps what its HTTP client threw. */
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
	return undefined;
}

/** Node's or axios's code of a connection that failed. */
function codeOf(error: unknown): string | undefined {
	let found: string | undefined;
	for (const level of causes(error)) {
		if (typeof level.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(level.code)) found = level.code;
	}
	return found;
}
