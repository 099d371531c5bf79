import type { Faults } from './faults';
import type { RequestDetail, RequestRecord } from './requestLog';
import type { Delivery, RawEvent, WebhookTarget } from './webhook';

export type { Delivery, Faults, RawEvent, RequestDetail, RequestRecord, WebhookTarget };

/** The control API of one vendor. */
export interface ControlClient {
	/** Seeded state, no faults, no requests, no webhook. */
	reset(): Promise<void>;
	/** Replaces all faults; `{}` ends them. */
	setFaults(faults: Faults): Promise<void>;
	/** Every request since the last reset, in the order of arrival. */
	requests(): Promise<RequestRecord[]>;
	clearRequests(): Promise<void>;
	/** What is kept of the requests to come. */
	setRequestDetail(detail: Partial<RequestDetail>): Promise<void>;
	state<State extends object>(): Promise<State>;
	/** Replaces the given top-level keys of the state. */
	setState<State extends object>(state: Partial<State>): Promise<void>;
	setWebhook(target: WebhookTarget): Promise<void>;
	/** A payload for each of the vendor's events, by name. */
	sampleEvents(): Promise<Record<string, unknown>>;
	/** Delivers one of the sample events. */
	sendSample(name: string): Promise<Delivery[]>;
	/** Delivers an event to the webhook and tells of every attempt. */
	sendEvent(event: object): Promise<Delivery[]>;
	/** Delivers bytes that no vendor would send. */
	sendRaw(event: RawEvent): Promise<Delivery[]>;
}

/** A client for the control API of the simulator at `url`. */
export function controlClient(url: string, vendor: string): ControlClient {
	async function call<Result = void>(
		method: string,
		path: string,
		body?: unknown,
	): Promise<Result> {
		const response = await fetch(`${url}/control/${vendor}/${path}`, {
			method,
			...(body === undefined
				? {}
				: { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`Simulator: ${method} ${path}: ${response.status} ${text}`);
		return (text === '' ? undefined : JSON.parse(text)) as Result;
	}

	async function send(path: string, event?: unknown): Promise<Delivery[]> {
		const { deliveries } = await call<{ deliveries: Delivery[] }>('POST', path, event);
		return deliveries;
	}

	return {
		reset: () => call('POST', 'reset'),
		setFaults: (faults) => call('PUT', 'faults', faults),
		requests: () => call('GET', 'requests'),
		clearRequests: () => call('DELETE', 'requests'),
		setRequestDetail: (detail) => call('PUT', 'requests/detail', detail),
		state: () => call('GET', 'state'),
		setState: (state) => call('PUT', 'state', state),
		setWebhook: (target) => call('PUT', 'webhook', target),
		sampleEvents: () => call('GET', 'samples'),
		sendSample: (name) => send(`samples/${name}`),
		sendEvent: (event) => send('events', event),
		sendRaw: (event) => send('events/raw', event),
	};
}
