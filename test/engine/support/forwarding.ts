import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { omit } from '../../../nodes/shared/vendor/omit';

/** A server's answer as it is passed on. */
export interface Passed {
	status: number;
	contentType: string;
	body: string;
}

export interface Forwarding {
	url: string;
	/** Changes each answer on its way. */
	change: (answer: Passed) => Passed;
}

/** Stands between the node and a server for this file's tests, and changes the answers. */
export function forwarding(target: () => string): Forwarding {
	const handle = { change: (answer) => answer } as Forwarding;
	const server = createServer((request, response) => {
		const forward = async () => {
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk as Buffer);
			const headers = omit(request.headers, 'host', 'connection', 'content-length');
			const answer = await fetch(`${target()}${request.url}`, {
				method: request.method ?? 'GET',
				headers: headers as Record<string, string>,
				...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
			});
			const { status, contentType, body } = handle.change({
				status: answer.status,
				contentType: answer.headers.get('content-type') ?? '',
				body: await answer.text(),
			});
			response.writeHead(status, contentType === '' ? {} : { 'content-type': contentType });
			response.end(body);
		};
		forward().catch(() => response.destroy());
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
