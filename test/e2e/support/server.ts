import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server answers to every request. */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body?: string;
}

/** A server that is none of the vendors. */
export interface OtherServer {
	url: string;
	/** Of the requests to come. */
	answer: Answer;
	requests: Array<Pick<IncomingMessage, 'url' | 'headers'>>;
	close: () => Promise<void>;
}

/** Starts a server that answers everything with 200 and nothing, until it is told otherwise. */
export async function startOtherServer(): Promise<OtherServer> {
	const server = createServer((request, response) => {
		other.requests.push({ url: request.url, headers: request.headers });
		const { status, headers, body } = other.answer;
		response.writeHead(status, headers).end(body);
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const other: OtherServer = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		answer: { status: 200 },
		requests: [],
		close: async () => {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
	return other;
}

/** The URL of a port where nothing listens. */
export async function unusedUrl(): Promise<string> {
	const { url, close } = await startOtherServer();
	await close();
	return url;
}
