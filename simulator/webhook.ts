import { setTimeout as sleep } from 'node:timers/promises';

import type { Clock } from './clock';
import type { WebhookPolicy } from './vendor';

const timeoutMs = 30_000;

export interface WebhookTarget {
	url: string;
	/** The vendor's own method by default. */
	method?: string;
	/** Sent with every event, and stronger than the vendor's own: a wrong signature can be given here. */
	headers?: Record<string, string>;
}

/** One attempt to deliver an event. */
export interface Delivery {
	/** Epoch milliseconds of the sending. */
	at: number;
	/** Null when no answer came. */
	status: number | null;
	/** The answer's body, or why there was none. */
	body: string;
}

/** An event as bytes, for payloads that no vendor would send. */
export interface RawEvent {
	raw: string;
	contentType?: string;
}

function isRawEvent(event: unknown): event is RawEvent {
	return typeof event === 'object' && event !== null && 'raw' in event && typeof event.raw === 'string';
}

function encode(event: unknown): { rawBody: string; contentType: string } {
	return isRawEvent(event)
		? { rawBody: event.raw, contentType: event.contentType ?? 'application/json' }
		: { rawBody: JSON.stringify(event), contentType: 'application/json' };
}

/** Delivers one event by the vendor's policy and tells of every attempt. */
export async function deliver<State extends object>(
	event: unknown,
	target: WebhookTarget,
	policy: WebhookPolicy<State>,
	state: State,
	now: Clock,
): Promise<Delivery[]> {
	const { rawBody, contentType } = encode(event);
	const method = (target.method ?? policy.method).toUpperCase();
	const headers = new Headers({ 'content-type': contentType, ...policy.sign?.(rawBody, state) });
	for (const [name, value] of Object.entries(target.headers ?? {})) headers.set(name, value);

	const deliveries: Delivery[] = [];
	for (;;) {
		const delivery = await attempt(target.url, { method, headers, body: rawBody }, now());
		deliveries.push(delivery);
		if (delivery.status !== null && policy.isDelivered(delivery.status)) return deliveries;
		if (deliveries.length >= policy.attempts) return deliveries;
		await sleep(policy.retryDelayMs, undefined, { ref: false });
	}
}

async function attempt(url: string, request: RequestInit, at: number): Promise<Delivery> {
	try {
		const response = await fetch(url, { ...request, signal: AbortSignal.timeout(timeoutMs) });
		return { at, status: response.status, body: await response.text() };
	} catch (error) {
		const cause = error instanceof Error ? (error.cause ?? error) : error;
		return { at, status: null, body: String(cause) };
	}
}
