import type { AddressInfo } from 'node:net';

import fastify from 'fastify';

import { type Clock, systemClock } from './clock';
import { controlApi } from './control';
import { mountVendor } from './mount';
import type { Vendor } from './vendor';
import { VendorRuntime } from './vendorRuntime';
import { vendors as allVendors } from './vendors';

const megabyte = 1024 * 1024;

export interface SimulatorOptions {
	/** A free one by default. */
	port?: number;
	clock?: Clock;
	vendors?: ReadonlyArray<Vendor<object>>;
}

export interface Simulator {
	/** A vendor's base URL is this and its name: `${url}/smalltalk`. */
	url: string;
	port: number;
	/** Ends every connection and the server. */
	close(): Promise<void>;
}

/** Starts the simulated vendors and their control API as one server on the loopback interface. */
export async function startSimulator({
	port = 0,
	clock = systemClock,
	vendors = allVendors,
}: SimulatorOptions = {}): Promise<Simulator> {
	const server = fastify({
		// Seeded data of many thousand records comes in one request.
		bodyLimit: 256 * megabyte,
		forceCloseConnections: true,
		routerOptions: { maxParamLength: 10_000 },
		// A request is held against its schema as it came: nothing dropped, added or converted.
		ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
	});
	const runtimes = vendors.map((vendor) => new VendorRuntime(vendor, clock));
	await server.register(async (app) => controlApi(app, runtimes), { prefix: '/control' });
	for (const runtime of runtimes) await mountVendor(server, runtime);

	await server.listen({ host: '127.0.0.1', port });
	const address = server.server.address() as AddressInfo;
	const url = `http://127.0.0.1:${address.port}`;
	for (const runtime of runtimes) runtime.baseUrl = `${url}/${runtime.vendor.name}`;
	return { url, port: address.port, close: () => server.close() };
}
