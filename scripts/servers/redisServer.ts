import { tmpdir } from 'node:os';
import getPort from 'get-port';

import { ensureRedis } from '../redis';
import { Server } from './server';

/** An empty Redis on the loopback interface that keeps nothing on disk. */
export class RedisServer {
	private constructor(
		private readonly server: Server,
		private readonly port: number,
	) {}

	static async start(): Promise<RedisServer> {
		const port = await getPort({ host: '127.0.0.1' });
		const flags = {
			port: String(port),
			bind: '127.0.0.1',
			save: '',
			appendonly: 'no',
			dir: tmpdir(),
		};
		const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
		const server = await Server.start(await ensureRedis(), args, 'Ready to accept connections');
		return new RedisServer(server, port);
	}

	/** How n8n finds it. */
	get settings(): Record<string, string> {
		return { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(this.port) };
	}

	async stop(): Promise<void> {
		await this.server.stop();
	}
}
