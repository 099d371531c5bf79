import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';

/** What a server answers to every request, whatever it is. */
export interface Answer {
	status: number;
	contentType: string;
	body: Buffer;
}

export interface Answering {
	url: string;
	/** From now on. */
	answer: Answer;
}

/** Starts a server for this file's tests that answers everything in one way. */
export function answering(): Answering {
	const handle = { answer: { status: 200, contentType: '', body: Buffer.of() } } as Answering;
	const server = createServer((request, response) => {
		const { status, contentType, body } = handle.answer;
		request.resume();
		response.writeHead(status, contentType === '' ? {} : { 'content-type': contentType });
		response.end(body);
	});
	beforeAll(async () => {
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		handle.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	return handle;
}
