import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import getPort from 'get-port';

import type { Packed } from '../pack';
import { PostgresServer } from '../servers/postgresServer';
import { RedisServer } from '../servers/redisServer';
import { N8nApi, type Owner } from './api';
import { N8nInstance, type Role } from './instance';

export interface QueueModeOptions {
	/** Where n8n is installed. */
	installation: string;
	/** Packed packages of nodes that every process gets. */
	packages: Packed[];
	owner: Owner;
	/** Settings of every process besides the usual ones. */
	settings?: Record<string, string>;
	/** Webhook processors; two unless given. */
	processors?: number;
	/** Two unless given. */
	workers?: number;
}

/** n8n in queue mode: a main process, webhook processors and workers, with Redis and Postgres. */
export class QueueMode {
	private constructor(
		readonly main: N8nInstance,
		readonly processors: N8nInstance[],
		readonly workers: N8nInstance[],
		/** The main process's interface, signed in. */
		readonly api: N8nApi,
		/** Packages that every process has. */
		readonly packages: Packed[],
		private readonly servers: [PostgresServer, RedisServer],
	) {}

	static async start({
		installation,
		packages,
		owner,
		settings = {},
		processors = 2,
		workers = 2,
	}: QueueModeOptions): Promise<QueueMode> {
		const servers: [PostgresServer, RedisServer] = [
			await PostgresServer.start(),
			await RedisServer.start(),
		];
		const ports = await Promise.all(
			Array.from({ length: processors }, async () => await getPort({ host: '127.0.0.1' })),
		);
		const shared = {
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
			WEBHOOK_URL: `http://127.0.0.1:${ports[0] ?? ''}/`,
			...servers[0].settings,
			...servers[1].settings,
			...settings,
		};
		const start = async (role: Role, port?: number) =>
			await N8nInstance.start({
				installation,
				packages,
				role,
				port,
				settings: shared,
			});
		// It prepares the database for the others.
		const main = await start('main');
		const [ofWebhooks, ofWorkers] = await Promise.all([
			Promise.all(ports.map(async (port) => await start('webhook', port))),
			Promise.all(Array.from({ length: workers }, async () => await start('worker'))),
		]);
		const api = await N8nApi.signUp(main.url, owner);
		return new QueueMode(main, ofWebhooks, ofWorkers, api, packages, servers);
	}

	/** Every row of the database, and every line that a process has logged. */
	async written(): Promise<string[]> {
		const processes = [this.main, ...this.processors, ...this.workers];
		const logs = await Promise.all(
			processes.map(async ({ logFile }) => (await readFile(logFile, 'utf8')).split('\n')),
		);
		return [...(await this.servers[0].rows()), ...logs.flat()];
	}

	async stop(): Promise<void> {
		await Promise.all([...this.workers, ...this.processors].map(async (one) => await one.stop()));
		await this.main.stop();
		for (const server of this.servers) await server.stop();
	}
}
