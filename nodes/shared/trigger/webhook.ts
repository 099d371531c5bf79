import { createHash } from 'node:crypto';

import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isObject } from '../vendor/isObject';
import type { Parameter, ValuesOf } from '../vendor/operation';
import { number } from '../vendor/parameter';
import type { Values } from '../vendor/values';
import { isRepeat, memoryOfProcess } from './repeats';
import { anyEvent, readTrigger, type Trigger, type TriggerValues } from './trigger';

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

/** One call of a trigger's webhook. */
export interface WebhookCall<V extends Values = Values> {
	context: IWebhookFunctions;
	/** What the user set. */
	values: TriggerValues<V>;
}

/** A trigger whose events are sent to a webhook. */
export interface WebhookTrigger<V extends Values = Values> extends Trigger<V> {
	/** Whether the sender has proved to be the service; a failure is answered with 500. */
	isGenuine(delivery: Delivery, call: WebhookCall<V>): boolean | Promise<boolean>;
	/** The event; `undefined` when the payload is none of the service's. */
	readEvent(payload: IDataObject): WebhookEvent | undefined;
	/** Names of events that are wanted besides those that were chosen. */
	alsoWanted?(values: V): string[];
	/** Whether a wanted event passes the trigger's filters; a failure is answered with 500. */
	keep?(
		event: WebhookEvent,
		payload: IDataObject,
		call: WebhookCall<V>,
	): boolean | Promise<boolean>;
	/** Events with the service's own identity are taken once within this time; milliseconds. */
	repeatWindowMs?: number;
	/** What is added to the payload; a failure is answered with 500, so that it is sent again. */
	add?(
		event: WebhookEvent,
		payload: IDataObject,
		call: WebhookCall<V>,
	): IDataObject | Promise<IDataObject>;
}

/**
 * Declares a trigger whose events are sent to a webhook. The names and types of its values follow
 * from its parameters.
 */
export const webhookTrigger = <
	const P extends Parameter = never,
	const O extends Parameter = never,
>(
	declared: WebhookTrigger<ValuesOf<P | O>> & {
		parameters?: readonly P[];
		options?: readonly O[];
	},
): WebhookTrigger<ValuesOf<P | O>> => declared;

/**
 * The option Ignore Repeats Within, for events without an identity.
 *
 * @param hint what to know about repeats of this service
 */
export const ignoreRepeatsWithin = (hint = '') =>
	number('ignoreRepeatsWithin', {
		typeOptions: { minValue: 0 },
		description: `Seconds in which an event with the same content is taken once; 0 takes all${hint && `. ${hint}`}`,
	});

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

/** How long equal bodies are taken once, as the user asked; milliseconds. */
const equalBodyWindowMs = (values: Values): number =>
	Number(values.ignoreRepeatsWithin ?? 0) * 1000;

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
export async function receive<V extends Values>(
	context: IWebhookFunctions,
	trigger: WebhookTrigger<V>,
): Promise<IWebhookResponseData> {
	const values = readTrigger(context, trigger);
	const call = { context, values };
	const headers = context.getHeaderData() as Delivery['headers'];
	const type = String(headers['content-type'] ?? 'application/json');
	const rawBody = await readRawBody(context);
	if (rawBody.length > maxBodyBytes) return answer(context, 413, 'The body is too large');
	const delivery = { rawBody, headers, query: context.getQueryData() as Record<string, unknown> };
	try {
		if (!(await trigger.isGenuine(delivery, call))) {
			return answer(context, 401, 'The signature or secret is not valid');
		}
	} catch {
		// Why is not for strangers to know.
		return answer(context, 500, 'The sender cannot be verified at the moment');
	}
	if (!/\bjson\b/i.test(type)) return answer(context, 415, 'Send the event as application/json');
	const payload = parse(rawBody);
	if (!isObject(payload)) return answer(context, 400, 'The body must be a JSON object');
	const event = trigger.readEvent(payload);
	if (!event) return answer(context, 400, 'The body is no event that is known here');

	const eventId = event.identity ?? hashOf(rawBody);
	let added: IDataObject = {};
	try {
		const wanted = [...(values.events ?? []), ...(trigger.alsoWanted?.(values) ?? [])];
		if (!wanted.includes(anyEvent) && !wanted.includes(event.name)) return ignored;
		if ((await trigger.keep?.(event, payload, call)) === false) return ignored;
		added = (await trigger.add?.(event, payload, call)) ?? {};
	} catch (error) {
		const { message } = error as Error;
		context.logger.warn(message);
		return answer(context, 500, message);
	}
	// Remembered last: an event whose addition failed must be taken when it comes again.
	const windowMs =
		event.identity === undefined ? equalBodyWindowMs(values) : trigger.repeatWindowMs;
	if (windowMs) {
		const now = Date.now();
		const memories = [memoryOfProcess(idOf(context)), context.getWorkflowStaticData('node')];
		const known = memories.map((data) => isRepeat(data, eventId, windowMs, now));
		if (known.includes(true)) return ignored;
	}
	return { workflowData: [[{ json: { ...payload, ...added, eventId } }]] };
}
