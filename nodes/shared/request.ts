import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Api } from './api';
import { requestError } from './errors';
import { Cancelled, Pace, wait, type CancelSignal } from './pace';
import {
	attemptsFor,
	backoffMs,
	maxRetryAfterMs,
	maxRetryMs,
	mayRepeat,
	retryAfterMs,
	type AttemptFailure,
} from './retry';

/** Every n8n context that can send authenticated requests. */
export type Context =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** A request below the base URL. */
export interface Request {
	method: IHttpRequestMethods;
	/** Begins with a slash; its segments are encoded already. */
	path: string;
	query?: IDataObject;
	body?: IHttpRequestOptions['body'];
	headers?: IDataObject;
	/** `stream` for a file: redirects are then followed, without the credential. */
	encoding?: 'stream';
	/** As in `Operation.server`. */
	server?: string;
	/** As in `Operation.answersText`. */
	answersText?: boolean;
}

/** What came back, whatever its status. Header names are in lower case. */
export interface Reply {
	status: number;
	headers: IDataObject;
	body: unknown;
}

/** What a user may set for a run. */
export interface Settings {
	concurrency: number;
	/** Milliseconds for one attempt, the body included. */
	timeout: number;
	retryOnRateLimit: boolean;
}

/** One credential of one run, with the pace that all its requests share. */
export interface Connection {
	context: Context;
	api: Api;
	credentialType: string;
	credentials: ICredentialDataDecryptedObject;
	secrets: string[];
	settings: Settings;
	pace: Pace;
	/** Ends what is on its way. */
	signal?: AbortSignal;
	/** Nothing new is sent, and nothing sent again. */
	halt?: CancelSignal;
}

/** Milliseconds for one attempt unless the user chooses otherwise. */
export const defaultTimeout = 30_000;

/**
 * Reads a credential once and prepares what the requests of a run share.
 *
 * @param options.settings what the user set; the API's defaults otherwise
 * @param options.pace shared with other connections of the run
 */
export async function connect(
	context: Context,
	api: Api,
	options: {
		credentialType?: string;
		settings?: Partial<Settings>;
		pace?: Pace;
		signal?: AbortSignal;
		halt?: CancelSignal;
	} = {},
): Promise<Connection> {
	const credentialType = options.credentialType ?? api.credential;
	const credentials = await context.getCredentials(credentialType);
	const settings: Settings = {
		concurrency: api.concurrency,
		timeout: defaultTimeout,
		retryOnRateLimit: true,
		...options.settings,
	};
	const { signal, halt = signal } = options;
	return {
		context,
		api,
		credentialType,
		credentials,
		secrets: secretsIn(api, credentials),
		settings,
		pace: options.pace ?? new Pace(settings.concurrency, api.rate, halt),
		...(signal ? { signal } : {}),
		...(halt ? { halt } : {}),
	};
}

/** The credential's secrets, also without the scheme ("Bearer …") that people paste with them. */
function secretsIn(api: Api, credentials: ICredentialDataDecryptedObject): string[] {
	return api.secrets
		.map((name) => credentials[name])
		.filter((value): value is string => typeof value === 'string' && value.trim() !== '')
		.flatMap((value) => [value, value.trim().replace(/^\w+\s+/, '')]);
}

/**
 * Sends one request and sees it through: turns, pauses, repeats, time-outs.
 *
 * @returns the reply, always a success by status and by the vendor's own envelope
 * @throws NodeApiError whose message says what to change; Cancelled
 */
export async function send(connection: Connection, request: Request): Promise<Reply> {
	const { api, pace, settings, halt } = connection;
	const startedAt = Date.now();
	let refusals = 0;
	for (let attempt = 1; ; attempt++) {
		const outcome = await pace.run(
			async () => await attemptOnce(connection, request),
			attempt + refusals > 1,
		);
		if (!('status' in outcome) && connection.signal?.aborted) throw new Cancelled();
		const details = { attempts: attempt + refusals, elapsedMs: Date.now() - startedAt };
		if ('status' in outcome && outcome.status === 429) {
			refusals++;
			const asked = retryAfterMs(outcome.headers['retry-after'], Date.now());
			const pauseMs = asked ?? Math.max(1000, backoffMs(refusals));
			const waitable = pauseMs <= maxRetryAfterMs && details.elapsedMs + pauseMs <= 2 * maxRetryMs;
			if (!settings.retryOnRateLimit || !waitable) {
				throw requestError(connection, request, outcome, { ...details, retryAfterMs: asked });
			}
			pace.pause(pauseMs);
			// A refused request was not executed: it does not use up an attempt.
			attempt--;
			continue;
		}
		if ('status' in outcome && outcome.status >= 200 && outcome.status < 300) {
			pace.accepted();
			if (api.failure?.(outcome) !== undefined || isBroken(outcome, request)) {
				throw requestError(connection, request, outcome, details);
			}
			return outcome;
		}
		const failure: AttemptFailure =
			'status' in outcome
				? { kind: 'status', status: outcome.status }
				: { kind: 'network', code: outcome.code };
		const asked =
			'status' in outcome ? retryAfterMs(outcome.headers['retry-after'], Date.now()) : undefined;
		const delay = asked ?? backoffMs(attempt);
		if (
			!mayRepeat(request.method, failure) ||
			attempt >= attemptsFor(failure) ||
			delay > maxRetryAfterMs ||
			details.elapsedMs + delay > maxRetryMs
		) {
			throw requestError(connection, request, outcome, details);
		}
		await wait(delay, halt);
	}
}

/** A success whose body says it is JSON and is not: cut off, or a proxy's page. */
export const isBroken = (reply: Reply, request: Request): boolean =>
	request.encoding === undefined &&
	typeof reply.body === 'string' &&
	reply.body !== '' &&
	/\bjson\b/i.test(String(reply.headers['content-type'] ?? '')) &&
	(request.answersText ? /^\s*[[{"<]/ : /^\s*[^"\s]/).test(reply.body);

/** The connection failed; `detail` is Node's own text. */
export interface NetworkFailure {
	code: string;
	detail: string;
}

async function attemptOnce(
	connection: Connection,
	request: Request,
): Promise<Reply | NetworkFailure> {
	const { context, api, credentialType, credentials, settings } = connection;
	const deadline = AbortSignal.timeout(settings.timeout);
	const options: IHttpRequestOptions = {
		method: request.method,
		url: `${api.baseUrl(credentials, request.server)}${request.path}`,
		returnFullResponse: true,
		ignoreHttpStatusErrors: api.renewsOn401 ? { ignore: true, except: [401] } : true,
		disableFollowRedirect: request.encoding === undefined,
		sendCredentialsOnCrossOriginRedirect: false,
		timeout: settings.timeout,
		json: true,
		...(request.query ? { qs: request.query, arrayFormat: 'repeat' } : {}),
		...(request.body === undefined ? {} : { body: request.body }),
		...(request.encoding ? { encoding: request.encoding, json: false } : {}),
		headers: { ...request.headers },
	};
	const abortSignal = connection.signal ? AbortSignal.any([connection.signal, deadline]) : deadline;
	// n8n replaces `abortSignal` by the execution's own, which would drop the deadline; its own is
	// part of ours already. n8n's `timeout` alone does not end a body that trickles.
	Object.defineProperty(options, 'abortSignal', {
		enumerable: true,
		get: () => abortSignal,
		set: () => undefined,
	});
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context as IAllExecuteFunctions,
			credentialType,
			options,
			// n8n would read and decrypt it anew for each request, which only a renewed token needs.
			api.renewsOn401
				? undefined
				: { credentialsDecrypted: { id: '', name: '', type: credentialType, data: credentials } },
		)) as IN8nHttpFullResponse;
		return await toReply(response.statusCode, response.headers, response.body);
	} catch (error) {
		const response = responseOf(error);
		// An error with a success in it is a body that broke off.
		if (response && response.status >= 300)
			return await toReply(response.status, response.headers, response.data);
		if (deadline.aborted) {
			return { code: 'TIMEOUT', detail: `no complete answer within ${settings.timeout} ms` };
		}
		const code = codeOf(error);
		if (code === undefined) throw requestError(connection, request, error as Error);
		return { code, detail: (error as Error).message };
	}
}

async function toReply(status: number, headers: IDataObject, body: unknown): Promise<Reply> {
	return {
		status,
		headers: Object.fromEntries(
			Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
		),
		// The reason of a refused download is a stream as well.
		body: status >= 400 && isReadable(body) ? await readText(body) : body,
	};
}

const isReadable = (body: unknown): body is AsyncIterable<Buffer> =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

async function readText(stream: AsyncIterable<Buffer>): Promise<unknown> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of stream) {
		chunks.push(Buffer.from(chunk));
		length += chunk.length;
		if (length > 65_536) break;
	}
	const text = Buffer.concat(chunks).toString('utf8');
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
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
