import type { Clock } from './clock';

const timeoutMs = 30_000;

/** How a vendor delivers its webhooks. */
export interface WebhookPolicy<State extends object> {
	/** Used when the target names none. */
	method: string;
	/** How often it is tried in all. */
	attempts: number;
	retryDelayMs: number;
	/** Whether an answer is final; anything else is tried again. */
	isDelivered(status: number): boolean;
	/** The headers that prove the sender, computed over the bytes as they are sent. */
	sign?(rawBody: string, state: State): Record<string, string>;
	/** A payload for each event, by name, ready to be sent. */
	samples(): Readonly<Record<string, unknown>>;
}

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
	/** `application/json` by default. */
	contentType?: string;
}

/** Delivers one event by the vendor's policy and tells of every attempt. */
export async function deliver<State extends object>(
	{ raw, contentType = 'application/json' }: RawEvent,
	target: WebhookTarget,
	policy: WebhookPolicy<State>,
	state: State,
	clock: Clock,
): Promise<Delivery[]> {
	const method = (target.method ?? policy.method).toUpperCase();
	const headers = new Headers({ 'content-type': contentType, ...policy.sign?.(raw, state) });
	for (const [name, value] of Object.entries(target.headers ?? {})) headers.set(name, value);

	const deliveries: Delivery[] = [];
	for (;;) {
		const delivery = await attempt(target.url, { method, headers, body: raw }, clock.now());
		deliveries.push(delivery);
		if (delivery.status !== null && policy.isDelivered(delivery.status)) return deliveries;
		if (deliveries.length >= policy.attempts) return deliveries;
		await clock.sleep(policy.retryDelayMs);
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
