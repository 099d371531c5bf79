import { createHash } from 'node:crypto';

import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isRepeat, memoryOfProcess } from './duplicates';
import { isObject } from './isObject';

/** A request that a vendor, or someone else, sent to a trigger. */
export interface Delivery {
	/** The bytes as they came: signatures are computed over these. */
	rawBody: Buffer;
	headers: Record<string, string | string[] | undefined>;
	query: Record<string, unknown>;
}

/** An event in a delivery. */
export interface WebhookEvent {
	name: string;
	/** The vendor's own identity of the event; without one `eventId` is a hash of the body. */
	identity?: string;
}

/** What is special to one vendor's events. */
export interface WebhookSource {
	/** Whether the sender has proved to be the vendor; a failure is answered with 500. */
	isGenuine: (delivery: Delivery) => boolean | Promise<boolean>;
	/** The event; `undefined` when the payload is none of the vendor's. */
	event: (payload: IDataObject) => WebhookEvent | undefined;
	/** Whether the user asked for this event; a failure is answered with 500. */
	isWanted: (event: WebhookEvent, payload: IDataObject) => boolean | Promise<boolean>;
	/** Events with the vendor's identity are taken once within this time; milliseconds. */
	repeatWindowMs?: number;
	/** The user asked that equal bodies are taken once within this time; milliseconds. */
	equalBodyWindowMs?: number;
	/** What is added to the payload; a failure is answered with 500, so that the vendor tries again. */
	extra?: (event: WebhookEvent, payload: IDataObject) => IDataObject | Promise<IDataObject>;
}

/** Largest body of an event; a vendor's are a few kilobytes. */
export const maxBodyBytes = 5 * 1024 * 1024;

/** Answers the sender with a status of our own; no execution starts, and none is recorded as failed. */
function answer(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

/** For events that nobody asked for: n8n answers 200 and starts nothing. */
const ignored = {};

function parse(rawBody: Buffer): unknown {
	try {
		return JSON.parse(rawBody.toString('utf8'));
	} catch {
		return undefined;
	}
}

/** Identity of a body for which the vendor gives none; the same for a delivery that is repeated. */
export const hashOf = (rawBody: Buffer): string =>
	createHash('sha256').update(rawBody).digest('hex').slice(0, 32);

/** The trigger, apart from the same one that listens for a test event. */
const idOf = (context: IWebhookFunctions): string =>
	[context.getWorkflow().id, context.getNode().id, context.getMode()].join(' ');

async function readRawBody(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject();
	if (request.rawBody === undefined) await request.readRawBody();
	return request.rawBody ?? Buffer.alloc(0);
}

/**
 * Receives one delivery: size and type, sender, JSON, event, filter, repeats, item. Only an event
 * that the user asked for starts an execution; everything else is answered here.
 */
export async function receive(
	context: IWebhookFunctions,
	source: WebhookSource,
): Promise<IWebhookResponseData> {
	const headers = context.getHeaderData() as Delivery['headers'];
	const type = String(headers['content-type'] ?? 'application/json');
	const rawBody = await readRawBody(context);
	if (rawBody.length > maxBodyBytes) return answer(context, 413, 'The body is too large');
	const delivery = { rawBody, headers, query: context.getQueryData() as Record<string, unknown> };
	try {
		if (!(await source.isGenuine(delivery))) {
			return answer(context, 401, 'The signature or secret is not valid');
		}
	} catch {
		// Why is not for strangers to know.
		return answer(context, 500, 'The sender cannot be verified at the moment');
	}
	if (!/\bjson\b/i.test(type)) return answer(context, 415, 'Send the event as application/json');
	const payload = parse(rawBody);
	if (!isObject(payload)) return answer(context, 400, 'The body must be a JSON object');
	const event = source.event(payload);
	if (!event) return answer(context, 400, 'The body is no event that is known here');

	const eventId = event.identity ?? hashOf(rawBody);
	let extra: IDataObject = {};
	try {
		if (!(await source.isWanted(event, payload))) return ignored;
		extra = (await source.extra?.(event, payload)) ?? {};
	} catch (error) {
		const { message } = error as Error;
		context.logger.warn(message);
		return answer(context, 500, message);
	}
	// Remembered last: an event whose addition failed must be taken when it comes again.
	const windowMs = event.identity === undefined ? source.equalBodyWindowMs : source.repeatWindowMs;
	if (windowMs) {
		const now = Date.now();
		const memories = [memoryOfProcess(idOf(context)), context.getWorkflowStaticData('node')];
		const known = memories.map((data) => isRepeat(data, eventId, windowMs, now));
		if (known.includes(true)) return ignored;
	}
	return { workflowData: [[{ json: { ...payload, ...extra, eventId } }]] };
}
