import { createHash } from 'node:crypto';

import {
	NodeOperationError,
	type IBinaryKeyData,
	type IDataObject,
	type IHookFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { isTooDeep } from '../http/body';
import { InvalidValue } from '../parameters/errors';
import { isObject } from '../vendor/isObject';
import type { Parameter, ValuesOf } from '../vendor/operation';
import { number } from '../vendor/parameter';
import type { Values } from '../vendor/values';
import { isRepeat, memoryOfProcess } from './repeats';
import { anyEvent, readTrigger, type Trigger, type TriggerValues } from './trigger';
import { readWebhookSecret, webhookSecretOf, type SecretSource } from './webhookSecret';

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
	/** The service's own identity of the event; without one `eventId` is a hash of the body. */
	identity?: string;
	/** When it happened, in epoch milliseconds. */
	time?: number;
}

/** One call of a trigger's webhook. */
export interface WebhookCall<V extends Values = Values> {
	context: IWebhookFunctions;
	/** What the user set. */
	values: TriggerValues<V>;
	/**
	 * The secret of the trigger's credential, which is read only when it is asked for.
	 *
	 * @throws InvalidValue as `readWebhookSecret`
	 */
	secret(): Promise<string | undefined>;
}

/** What an item has besides the payload of its event. */
export interface Addition {
	json?: IDataObject;
	binary?: IBinaryKeyData;
}

/** A trigger whose events are sent to a webhook. */
export interface WebhookTrigger<V extends Values = Values> extends Trigger<V> {
	secret?: SecretSource;
	/** Whether the sender has proved to be the service; a failure is answered with 503. */
	isGenuine(delivery: Delivery, call: WebhookCall<V>): boolean | Promise<boolean>;
	/** The event; `undefined` when the payload is none of the service's. */
	readEvent(payload: IDataObject): WebhookEvent | undefined;
	/** Names of events that are wanted besides those that were chosen. */
	alsoWanted?(values: V): string[];
	/**
	 * Whether a genuine event is for something else than this workflow, which got it; a failure is
	 * answered with 500.
	 */
	divert?(event: WebhookEvent, payload: IDataObject, call: WebhookCall<V>): Promise<boolean>;
	/** Whether a wanted event passes the trigger's filters; a failure is answered with 500. */
	keep?(
		event: WebhookEvent,
		payload: IDataObject,
		call: WebhookCall<V>,
	): boolean | Promise<boolean>;
	/**
	 * Events with the service's own identity are taken once within this time, in milliseconds. One
	 * that happened longer ago is a replay: the service no longer repeats it.
	 */
	repeatWindowMs?: number;
	/** Likewise for events without an identity, by their content; the user may set another time. */
	contentWindowMs?: number;
	/** What is added to the item; a failure is answered with 500, so that it is sent again. */
	add?(
		event: WebhookEvent,
		payload: IDataObject,
		call: WebhookCall<V>,
	): Addition | Promise<Addition>;
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
 * The webhook methods of a trigger whose URL people enter by hand. There is nothing to register, but
 * a credential without a secret is reported at once, since no event would start the workflow.
 */
export const enteredByHand = (secret: SecretSource) => ({
	default: {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			await readWebhookSecret(this, secret).catch((error: Error) => {
				throw new NodeOperationError(this.getNode(), error);
			});
			return true;
		},
		create: async () => true,
		delete: async () => true,
	},
});

/**
 * The option Ignore Repeats Within, for events without an identity.
 *
 * @param hint what to know about repeats of this service
 */
export const ignoreRepeatsWithin = (hint = '') =>
	number('ignoreRepeatsWithin', {
		displayName: 'Ignore Repeats Within (Seconds)',
		typeOptions: { minValue: 0 },
		description: `How many seconds to ignore repeated events with the same content. 0 turns this off.${hint && ` ${hint}`}`,
	});

/** Largest body of an event; a service's are a few kilobytes. */
export const maxBodyBytes = 1024 * 1024;

/** Answers the sender with a status of our own; no execution starts, and none is recorded as failed. */
function answer(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

/** For events that nobody asked for: n8n answers 200 and starts nothing. */
const ignored = {};

/** Some senders begin with a byte order mark, which is no part of the JSON. */
function parse(rawBody: Buffer): unknown {
	try {
		return JSON.parse(rawBody.toString('utf8').replace(/^\uFEFF/, ''));
	} catch {
		return undefined;
	}
}

/** An identity that is longer is not shown as such. */
const maxIdentity = 200;

/** How long an event is taken once; milliseconds. */
function windowOf<V extends Values>(
	{ repeatWindowMs = 0, contentWindowMs = 0 }: WebhookTrigger<V>,
	{ identity }: WebhookEvent,
	{ ignoreRepeatsWithin }: Values,
): number {
	if (identity !== undefined) return repeatWindowMs;
	return ignoreRepeatsWithin === undefined ? contentWindowMs : Number(ignoreRepeatsWithin) * 1000;
}

/** Identity of a payload for which the service gives none; the same for a delivery that is repeated. */
export const hashOf = (payload: IDataObject): string =>
	createHash('sha256').update(JSON.stringify(payload)).digest('hex').slice(0, 32);

/** The trigger, apart from the same one that listens for a test event. */
const idOf = (context: IWebhookFunctions): string =>
	[context.getWorkflow().id, context.getNode().id, context.getMode()].join(' ');

async function readRawBody(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject();
	if (request.rawBody === undefined) await request.readRawBody();
	return request.rawBody ?? Buffer.alloc(0);
}

/**
 * The delivery, where its sender has proved to be the service.
 *
 * @returns the answer to anyone else, who learns nothing of what went wrong here
 */
async function verified<V extends Values>(
	context: IWebhookFunctions,
	trigger: WebhookTrigger<V>,
): Promise<{ call: WebhookCall<V>; delivery: Delivery } | { refused: IWebhookResponseData }> {
	try {
		const rawBody = await readRawBody(context);
		if (rawBody.length > maxBodyBytes) {
			return { refused: answer(context, 413, 'The body is too large') };
		}
		const headers = context.getHeaderData() as Delivery['headers'];
		const query = context.getQueryData() as Record<string, unknown>;
		const delivery = { rawBody, headers, query };
		const { secret: source } = trigger;
		const call = {
			context,
			values: readTrigger(context, trigger),
			secret: async () => source && (await webhookSecretOf(context, source)),
		};
		if (await trigger.isGenuine(delivery, call)) return { call, delivery };
		return { refused: answer(context, 401, 'Invalid signature or secret') };
	} catch (error) {
		context.logger.warn((error as Error).message);
		// Such as a secret that an expression does not find: nobody can know it.
		if (error instanceof InvalidValue) {
			return { refused: answer(context, 401, 'Invalid signature or secret') };
		}
		return { refused: answer(context, 503, "Can't verify the sender right now") };
	}
}

/** Whether an event came before or is too old to be new; remembers it. */
function isRepeated<V extends Values>(
	context: IWebhookFunctions,
	trigger: WebhookTrigger<V>,
	event: WebhookEvent,
	eventId: string,
	values: Values,
): boolean {
	const windowMs = windowOf(trigger, event, values);
	if (windowMs <= 0) return false;
	const now = Date.now();
	if (event.time !== undefined && now - event.time > windowMs) {
		context.logger.warn(
			`Ignored an event of ${new Date(event.time).toISOString()}, which is too old to be new`,
		);
		return true;
	}
	const memories = [memoryOfProcess(idOf(context)), context.getWorkflowStaticData('node')];
	return memories.map((data) => isRepeat(data, eventId, windowMs, now)).includes(true);
}

/**
 * Receives one delivery: size, sender, JSON, event, diversion, filter, repeats, item. Only an event
 * that the user asked for starts an execution; everything else is answered here, and nothing is
 * thrown. The body alone decides whether it is JSON: not all services say so.
 *
 * A repeat is known to the process that received the event before. The same event at two webhook
 * processors starts two executions, with the same `eventId`.
 */
export async function receive<V extends Values>(
	context: IWebhookFunctions,
	trigger: WebhookTrigger<V>,
): Promise<IWebhookResponseData> {
	const proof = await verified(context, trigger);
	if ('refused' in proof) return proof.refused;
	const { call, delivery } = proof;
	const { values } = call;
	const payload = parse(delivery.rawBody);
	if (!isObject(payload) || isTooDeep(payload)) {
		return answer(context, 400, 'The body must be a JSON object');
	}
	const event = trigger.readEvent(payload);
	if (!event) return answer(context, 400, 'Unknown event');

	let eventId: string;
	let added: Addition = {};
	try {
		const { identity = '' } = event;
		eventId = identity !== '' && identity.length <= maxIdentity ? identity : hashOf(payload);
		if (await trigger.divert?.(event, payload, call)) {
			isRepeated(context, trigger, event, eventId, values);
			return ignored;
		}
		const wanted = [...(values.events ?? []), ...(trigger.alsoWanted?.(values) ?? [])];
		if (!wanted.includes(anyEvent) && !wanted.includes(event.name)) return ignored;
		if ((await trigger.keep?.(event, payload, call)) === false) return ignored;
		added = (await trigger.add?.(event, payload, call)) ?? {};
	} catch (error) {
		context.logger.warn((error as Error).message);
		return answer(context, 500, "Can't process the event right now");
	}
	// Remembered last: an event whose addition failed must be taken when it comes again.
	if (isRepeated(context, trigger, event, eventId, values)) return ignored;
	const { json, binary } = added;
	const item = { json: { ...payload, ...json, eventId } };
	return { workflowData: [[binary ? { ...item, binary } : item]] };
}
