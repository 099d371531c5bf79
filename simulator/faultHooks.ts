import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Strike } from './faultPlan';
import type { ErrorFault } from './faults';
import { brokenBody, slowBody } from './trickle';
import type { Vendor } from './vendor';
import type { VendorRuntime } from './vendorRuntime';

const json = 'application/json; charset=utf-8';

/** Lets the faults of a vendor strike its requests: some before the vendor's routes, some on their answer. */
export function addFaultHooks(app: FastifyInstance, runtime: VendorRuntime): void {
	const strikes = new WeakMap<FastifyRequest, Strike>();

	app.addHook('preHandler', async (request, reply) => {
		const { delayMs, strike } = runtime.faults.decide(request.method, request.record.path);
		if (strike) {
			strikes.set(request, strike);
			request.record.fault = strike.name;
		}
		if (delayMs > 0) await runtime.clock.sleep(delayMs);
		if (strike) return strikeBefore(strike, request, reply, runtime.vendor);
	});

	app.addHook('onSend', async (request, reply, payload) => {
		const strike = strikes.get(request);
		return strike ? strikeAnswer(strike, request, reply, payload, runtime) : payload;
	});
}

function strikeBefore(
	strike: Strike,
	request: FastifyRequest,
	reply: FastifyReply,
	vendor: Vendor<object>,
) {
	switch (strike.name) {
		case 'rateLimit':
			return reply
				.code(429)
				.headers(strike.headers)
				.type(json)
				.send(JSON.stringify(vendor.errorBody(429, 'Too many requests')));
		case 'error':
			if (strike.fault.afterHandling) return undefined;
			return reply.send(errorAnswer(strike.fault, reply, vendor));
		case 'drop':
			if (strike.when !== 'beforeHandling') return undefined;
			reply.hijack();
			request.raw.socket.resetAndDestroy();
			return reply;
		default:
			return undefined;
	}
}

function strikeAnswer(
	strike: Strike,
	request: FastifyRequest,
	reply: FastifyReply,
	payload: unknown,
	{ vendor, clock }: VendorRuntime,
): unknown {
	// A stream (a file download) is left alone by what needs the whole body.
	const body =
		typeof payload === 'string' || Buffer.isBuffer(payload) ? Buffer.from(payload) : undefined;
	switch (strike.name) {
		case 'error':
			return strike.fault.afterHandling ? errorAnswer(strike.fault, reply, vendor) : payload;
		case 'drop':
			if (strike.when === 'midBody' && body) {
				reply.header('content-length', body.length);
				return brokenBody(body, request.raw.socket);
			}
			request.raw.socket.resetAndDestroy();
			return payload;
		case 'emptyBody':
			reply.removeHeader('content-length');
			return '';
		case 'malformedJson':
			reply.removeHeader('content-length');
			return body?.subarray(0, Math.floor(body.length / 2)) ?? payload;
		case 'slowBody':
			return body ? slowBody(body, strike.fault, clock) : payload;
		default:
			return payload;
	}
}

function errorAnswer(fault: ErrorFault, reply: FastifyReply, vendor: Vendor<object>): string {
	const { status, headers = {}, body = vendor.errorBody(status, `Error ${status}`) } = fault;
	const isText = typeof body === 'string';
	reply.removeHeader('content-length');
	reply
		.code(status)
		.type(isText ? 'text/plain; charset=utf-8' : json)
		.headers(headers);
	return isText ? body : JSON.stringify(body);
}
