import {
	ExpressionError,
	NodeApiError,
	NodeOperationError,
	type INode,
	type JsonObject,
} from 'n8n-workflow';

import { isObject } from './isObject';
import { redact } from './redact';
import type { Connection, NetworkFailure, Reply, Request } from './request';

/** What `send` knows about the attempts behind a failure. */
interface Attempts {
	attempts: number;
	elapsedMs: number;
	/** What the vendor last asked to wait, where it said so. */
	retryAfterMs?: number;
}

/** Longest piece of a vendor's answer that is shown. */
const maxWords = 500;

/**
 * The words of a failing reply: `error`, `error.message`, `message`, `detail`, `errors[0]…`,
 * whichever the body has; plain text as it is; nothing from a web page.
 */
export function vendorWords(body: unknown): string | undefined {
	if (typeof body === 'string') {
		const text = body.trim();
		return text === '' || /^\s*<(!doctype|html|\?xml)/i.test(text) ? undefined : text;
	}
	if (Array.isArray(body)) return vendorWords(body[0]);
	if (!isObject(body)) return undefined;
	for (const key of [
		'error',
		'message',
		'detail',
		'details',
		'errors',
		'error_description',
		'title',
	]) {
		const words = vendorWords(body[key]);
		if (words !== undefined) return words;
	}
	return undefined;
}

/**
 * The words of a reply whose body has an `error` that is not empty: `Api.failure` of vendors that
 * report a failure like this, also with a status of success.
 */
export function reportedError({ body }: Reply): string | undefined {
	const error = isObject(body) ? body.error : undefined;
	if (error === undefined || error === null || error === '' || error === false) return undefined;
	return vendorWords(error) ?? JSON.stringify(error);
}

interface Text {
	/** What happened. */
	headline: string;
	/** What to change; whole sentences. */
	advice: string;
}

const mayHaveRun = 'It may have been carried out all the same: look before you send it again.';

const unsafe = (request: Request) => request.method === 'POST' || request.method === 'PATCH';

const seconds = (ms: number) => `${Math.ceil(ms / 1000)} s`;

function redirectTarget(reply: Reply, origin: string): string {
	try {
		return new URL(String(reply.headers.location), origin).origin;
	} catch {
		return 'another address';
	}
}

function statusText(
	connection: Connection,
	request: Request,
	reply: Reply,
	{ retryAfterMs }: Attempts,
): Text {
	const { name } = connection.api;
	const { status } = reply;
	if (status >= 200 && status < 300) {
		return typeof reply.body === 'string'
			? {
					headline: `The answer of ${name} is not complete JSON`,
					advice: unsafe(request) ? mayHaveRun : 'Run it again; if it stays so, tell the vendor.',
				}
			: {
					headline: `${name} did not carry this out`,
					advice: 'Check the values of this operation.',
				};
	}
	if (status >= 300 && status < 400) {
		const target = redirectTarget(reply, baseUrlOf(connection, request));
		return {
			headline: `${name} has moved to ${target}`,
			advice: `Put ${target} into the Base URL of the credential.`,
		};
	}
	switch (status) {
		case 401:
			return {
				headline: `${name} did not accept the credential`,
				advice: 'Open the credential, enter the current key or token, and test it.',
			};
		case 402:
			return {
				headline: `${name} asks for payment`,
				advice: 'Check the plan and the balance of the account.',
			};
		case 403:
			return {
				headline: `${name} does not allow this`,
				advice:
					'Check that the record belongs to this account and that the credential has the right to it.',
			};
		case 404:
		case 410:
			return {
				headline: `${name} did not find this`,
				advice: 'Check the IDs, and the Base URL of the credential.',
			};
		case 405:
			return {
				headline: `${name} does not offer this operation at this address`,
				advice: 'Check the Base URL of the credential.',
			};
		case 409:
			return {
				headline: `${name} reports a conflict with what is there already`,
				advice: 'Read the record again before you change it.',
			};
		case 413:
			return { headline: `This is too large for ${name}`, advice: 'Send less at once.' };
		case 429: {
			const asked = retryAfterMs === undefined ? '' : ` and asks to wait ${seconds(retryAfterMs)}`;
			return {
				headline: `${name} limits how many requests it takes${asked}`,
				advice: connection.settings.retryOnRateLimit
					? 'Wait, then run the remaining items; a lower Max Concurrent Requests under Options helps.'
					: 'Turn on Retry On Rate Limit under Options.',
			};
		}
		default:
			return status >= 500
				? {
						headline: `${name} cannot answer right now (${status})`,
						advice: unsafe(request) ? mayHaveRun : 'Try again later.',
					}
				: {
						headline: `${name} did not accept the request (${status})`,
						advice: 'Check the values of this operation.',
					};
	}
}

function networkText(connection: Connection, request: Request, failure: NetworkFailure): Text {
	const { api, settings } = connection;
	const host = hostOf(baseUrlOf(connection, request));
	const checkBaseUrl = 'Check the Base URL of the credential and the network.';
	switch (failure.code) {
		case 'ECONNREFUSED':
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
			return { headline: `No connection to ${api.name} at ${host}`, advice: checkBaseUrl };
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return { headline: `The host ${host} of ${api.name} was not found`, advice: checkBaseUrl };
		case 'TIMEOUT':
			return {
				headline: `${api.name} gave no complete answer within ${seconds(settings.timeout)}`,
				advice: `${unsafe(request) ? `${mayHaveRun} ` : ''}Raise Timeout under Options if the vendor is slow.`,
			};
		default:
			return /CERT|SSL|TLS|SELF_SIGNED/.test(failure.code)
				? {
						headline: `The certificate of ${host} is not trusted (${failure.code})`,
						advice: 'Check the Base URL of the credential and the certificate of that server.',
					}
				: {
						headline: `The connection to ${api.name} broke off (${failure.code})`,
						advice: unsafe(request) ? mayHaveRun : 'Try again later.',
					};
	}
}

function baseUrlOf({ api, credentials }: Connection, request: Request): string {
	try {
		return api.baseUrl(credentials, request.server);
	} catch {
		return '';
	}
}

function hostOf(url: string): string {
	try {
		return new URL(url).host;
	} catch {
		return 'an unknown host';
	}
}

const requestIdHeaders = [
	'x-request-id',
	'request-id',
	'x-correlation-id',
	'x-amzn-requestid',
	'cf-ray',
];

/** Where and how it failed, for the engineer: never the query, which may carry a secret. */
function describe(
	connection: Connection,
	request: Request,
	outcome: Reply | NetworkFailure,
	{ attempts, elapsedMs }: Attempts,
): string {
	const lines = [`${request.method} ${hostOf(baseUrlOf(connection, request))}${request.path}`];
	if ('status' in outcome) {
		lines.push(`Status: ${outcome.status}`);
		const id = requestIdHeaders.find((header) => outcome.headers[header] !== undefined);
		if (id) lines.push(`Request ID: ${String(outcome.headers[id])}`);
	} else lines.push(`Code: ${outcome.code}`);
	if (attempts > 1) lines.push(`Attempts: ${attempts} in ${seconds(elapsedMs)}`);
	lines.push(`Documentation: ${connection.api.documentationUrl}`);
	return lines.join('. ');
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/**
 * A failed request as the error a user sees. The message alone says what happened, in the vendor's
 * words, and what to change, since an AI agent sees nothing else; the description says where.
 *
 * @param outcome the failing reply, the failed connection, or what n8n threw before it was sent
 */
export function requestError(
	connection: Connection,
	request: Request,
	outcome: Reply | NetworkFailure | Error,
	attempts: Attempts = { attempts: 1, elapsedMs: 0 },
): NodeApiError {
	const { api, credentials, context } = connection;
	if (outcome instanceof Error) {
		return apiError(context.getNode(), redact(outcome.message, connection.secrets), '');
	}
	const isReply = 'status' in outcome;
	const { headline, advice } = isReply
		? statusText(connection, request, outcome, attempts)
		: networkText(connection, request, outcome);
	const words = isReply ? (api.failure?.(outcome) ?? vendorWords(outcome.body)) : undefined;
	const own = isReply ? api.advice?.(outcome, credentials) : undefined;
	// Cut last: half of a secret would not be recognised.
	const said =
		words === undefined || isBrokenSuccess(outcome)
			? ''
			: `: ${redact(words, connection.secrets).slice(0, maxWords)}`;
	const message = `${sentence(`${headline}${said}`)} ${own ?? advice}`;
	return apiError(
		context.getNode(),
		redact(message, connection.secrets),
		redact(describe(connection, request, outcome, attempts), connection.secrets),
		isReply ? outcome.status : undefined,
	);
}

const isBrokenSuccess = (outcome: Reply | NetworkFailure) =>
	'status' in outcome && outcome.status < 300 && typeof outcome.body === 'string';

/** Built without the original error, which holds the request with its credential. */
function apiError(
	node: INode,
	message: string,
	description: string,
	status?: number,
): NodeApiError {
	const error = new NodeApiError(node, {} as JsonObject, {
		message,
		description,
		...(status === undefined ? {} : { httpCode: String(status) }),
	});
	// The constructor replaces a message that happens to hold the name of a system error.
	error.message = message;
	error.messages = [];
	return error;
}

/**
 * Any error of one item as a node error with the item's index; its message is kept, without the
 * secrets.
 */
export function itemError(
	node: INode,
	error: unknown,
	itemIndex: number,
	secrets: readonly string[],
): NodeApiError | NodeOperationError {
	const nodeError = asNodeError(node, error, secrets);
	nodeError.context.itemIndex = itemIndex;
	return nodeError;
}

/** Any error as a node error; its message is kept, without the secrets. */
export function asNodeError(
	node: INode,
	error: unknown,
	secrets: readonly string[],
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	// n8n's own knows which expression it was.
	if (error instanceof ExpressionError) return new NodeOperationError(node, error);
	const message = error instanceof Error ? error.message : String(error);
	return new NodeOperationError(node, redact(message, secrets));
}
