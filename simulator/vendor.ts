import type { FastifyInstance } from 'fastify';

import type { Clock } from './clock';
import type { Delivery, WebhookPolicy, WebhookTarget } from './webhook';

/** What a vendor's routes work with. */
export interface VendorContext<State extends object> {
	/** Replaced by a reset: read it anew for each request. */
	readonly state: State;
	readonly clock: Clock;
	/** The simulator's own address of this vendor, for links in answers. */
	readonly baseUrl: string;
	/** Where webhooks go, for a vendor whose own API sets it. */
	webhookTarget: WebhookTarget | undefined;
	/** Sends an event that the vendor's API causes; does nothing without a target. */
	emit(event: unknown): Promise<Delivery[]>;
}

/** One simulated vendor. To add one: write this object and name it in vendors.ts. */
export interface Vendor<State extends object> {
	/** The path it is mounted under. */
	readonly name: string;
	/** A fresh state; `now` in epoch milliseconds. It must be plain JSON: the control API shows and replaces it. */
	seed(now: number): State;
	/** JSON Schema of each key of the state, for what the control API is asked to put there. */
	readonly stateSchema: { readonly [Key in keyof State]: object };
	/**
	 * Registers the routes, relative to the vendor's base URL. Check the authentication in a
	 * preHandler hook of `app`: after the faults and before the validation of a route's schema,
	 * as a vendor's gateway does. Throw an {@link ApiError} to answer in the vendor's envelope.
	 */
	routes(app: FastifyInstance, context: VendorContext<State>): void | Promise<void>;
	/** The body of an error in the vendor's own envelope. */
	errorBody(status: number, message: string): unknown;
	/** Without it, the vendor sends no webhooks. */
	readonly webhook?: WebhookPolicy<State>;
}
