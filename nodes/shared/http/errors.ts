import {
	ExpressionError,
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type JsonObject,
} from 'n8n-workflow';

import { isObject } from '../vendor/isObject';
import type { Reply, Request } from '../vendor/request';
import type { Connection } from './connection';
import { causeOf } from './failureCause';
import { baseUrlOf, beginning, failureText, seconds } from './failureText';
import type { Failure } from './outcome';
import { redact } from './redact';

/** What `send` knows about the attempts behind a failure. */
interface Attempts {
	attempts: number;
	elapsedMs: number;
}

/** Longest piece of a vendor's answer that is shown. */
const maxWords = 500;

/** `{ name: ['is too short'] }` as "name is too short": how many frameworks report invalid fields. */
function fieldWords(errors: IDataObject): string | undefined {
	const words = Object.entries(errors).flatMap(([field, reasons]) =>
		[reasons]
			.flat()
			.flatMap((reason) => (typeof reason === 'string' ? [`${field} ${reason}`] : [])),
	);
	return words.length > 0 ? words.join(', ') : undefined;
}

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
	const invalid = isObject(body.errors) ? fieldWords(body.errors) : undefined;
	if (invalid !== undefined) return invalid;
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
	failure: Failure,
	{ attempts, elapsedMs }: Attempts,
): string {
	const lines = [`${request.method} ${baseUrlOf(connection, request)}${request.path}`];
	if (failure.kind === 'disconnected') lines.push(`Code: ${failure.code}`);
	else {
		const { status, headers } = failure.reply;
		lines.push(`Status: ${status}`);
		const id = requestIdHeaders.find((header) => headers[header] !== undefined);
		if (id) lines.push(`Request ID: ${String(headers[id])}`);
	}
	if (attempts > 1) lines.push(`Attempts: ${attempts} in ${seconds(elapsedMs)}`);
	lines.push(`Documentation: ${connection.api.documentationUrl}`);
	return lines.join('. ');
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** An error, with what people must know besides. */
export function withNote(error: unknown, note: string): unknown {
	if (error instanceof Error && note !== '') error.message = `${sentence(error.message)} ${note}`;
	return error;
}

/** The API's own words about a failure, and its own advice. */
function ownWords({ api, credentials, secrets }: Connection, request: Request, failure: Failure) {
	if (failure.kind === 'disconnected') return {};
	const { reply } = failure;
	const words = api.failure?.(reply) ?? (reply.status < 300 ? undefined : vendorWords(reply.body));
	return {
		// Cut last: half of a secret would not be recognised.
		said: words && beginning(redact(words, secrets), maxWords),
		ownAdvice: api.advice?.(reply, credentials, request),
	};
}

/**
 * A failed request as the error a user sees. The message alone says what happened, in the API's
 * words, and what to change, since an AI agent sees nothing else; the description says where.
 */
export function requestError(
	connection: Connection,
	request: Request,
	failure: Failure,
	attempts: Attempts = { attempts: 1, elapsedMs: 0 },
): NodeApiError {
	const { context, secrets } = connection;
	const { said, ownAdvice } = ownWords(connection, request, failure);
	const { headline, advice } = failureText(connection, request, failure, said);
	const happened = sentence(said ? `${headline}: ${said}` : headline);
	const error = apiError(
		context.getNode(),
		redact(`${happened} ${ownAdvice ?? advice}`, secrets),
		redact(describe(connection, request, failure, attempts), secrets),
		failure.kind === 'disconnected' ? undefined : failure.reply.status,
	);
	const cause = causeOf(failure);
	if (cause) error.failure = cause;
	return error;
}

/** What n8n threw before a request was sent, without the secrets. */
export const unsentError = ({ context, secrets }: Connection, error: Error): NodeApiError =>
	apiError(context.getNode(), redact(error.message, secrets), '');

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
 * secrets. Of several items it names the one, as n8n's own messages do.
 */
export function itemError(
	node: INode,
	error: unknown,
	{ itemIndex, count }: { itemIndex: number; count: number },
	secrets: readonly string[],
): NodeApiError | NodeOperationError {
	const nodeError = asNodeError(node, error, secrets);
	nodeError.context.itemIndex = itemIndex;
	const mark = `[item ${itemIndex}]`;
	if (count > 1 && !nodeError.message.includes(mark)) nodeError.message += ` ${mark}`;
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
