import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
	method: string | undefined;
	headers: IncomingHttpHeaders;
	body: string;
}

export interface Receiver {
	readonly url: string;
	/** Every delivery of the running test. */
	readonly received: Received[];
	/** The statuses of the next answers; 200 when there are no more. */
	answerWith(...statuses: number[]): void;
}

/** A server that webhooks can be sent to. */
export function useReceiver(): Receiver {
	const received: Received[] = [];
	let statuses: number[] = [];
	const server = createServer(async (request, response) => {
		const { method, headers } = request;
		received.push({ method, headers, body: await text(request) });
		response.statusCode = statuses.shift() ?? 200;
		response.end('noted');
	});

	beforeAll(async () => {
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	beforeEach(() => {
		received.length = 0;
		statuses = [];
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	return {
		get url() {
			return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
		},
		received,
		answerWith(...next) {
			statuses = next;
		},
	};
}
