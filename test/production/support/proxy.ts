import { createServer, request as forward, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Hands requests on to another server of this machine, and says when an answer has been sent. */
export class Proxy {
	/** Called when the answer to a request has been sent as a whole. */
	onAnswered: (request: IncomingMessage) => void = () => {};

	/** Called when a request arrives; its answer waits for the result. */
	onArrived: (request: IncomingMessage) => void | Promise<void> = () => {};

	/** Where a request to a URL is redirected instead of being handed on. */
	redirect: (url: string) => string | undefined = () => undefined;

	private constructor(private readonly server: ReturnType<typeof createServer>) {}

	static async start(target: string): Promise<Proxy> {
		const server = createServer((incoming, outgoing) => {
			void (async () => {
				await proxy.onArrived(incoming);
				const { method, headers, url = '' } = incoming;
				const elsewhere = proxy.redirect(url);
				if (elsewhere !== undefined) {
					outgoing.writeHead(307, { location: elsewhere }).end();
					return;
				}
				const onward = forward(`${target}${url}`, { method, headers }, (answer) => {
					outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
					answer.pipe(outgoing).once('finish', () => proxy.onAnswered(incoming));
				});
				onward.once('error', () => outgoing.destroy());
				incoming.pipe(onward);
			})();
		});
		const proxy = new Proxy(server);
		await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
		return proxy;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((closed) => this.server.close(closed));
	}
}
