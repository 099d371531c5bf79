import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import getPort from 'get-port';

import { Failure } from '../failure';
import { poll } from '../poll';
import { nodeFor } from './install';

/** What of this process's environment n8n gets: a user's own n8n settings or proxy would change how it works. */
const inherited = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR'];

const killAfterMs = 20_000;

/** What a process of n8n does in queue mode. In the usual mode, `main` does everything. */
export type Role = keyof typeof commands;

const commands = {
	main: ['start'],
	webhook: ['webhook'],
	worker: ['worker', '--concurrency=10'],
};

export interface N8nOptions {
	/** Where n8n is installed. */
	installation: string;
	/** Packed packages of nodes to install in it. */
	packages: Array<{ name: string; tarball: string }>;
	/** `main` by default. */
	role?: Role;
	/** A free one by default. */
	port?: number;
	/** Settings of n8n besides the usual ones. */
	settings?: Record<string, string>;
}

/** How one process of n8n is started, each time. */
interface Setup {
	node: string;
	command: string;
	role: Role;
	folder: string;
	port: number;
	settings: Record<string, string>;
}

/** A real n8n with data of its own, on the loopback interface. */
export class N8nInstance {
	/** Fulfilled when n8n has ended, for whatever reason. */
	ended: Promise<unknown>;

	/** What the latest start took until n8n could be used; milliseconds. */
	startedInMs = NaN;

	private constructor(
		private readonly setup: Setup,
		private child: ChildProcess,
	) {
		this.ended = once(child, 'exit');
	}

	/** Starts n8n with an empty database and waits until it can be used. */
	static async start({
		installation,
		packages,
		role = 'main',
		port,
		settings = {},
	}: N8nOptions): Promise<N8nInstance> {
		const setup: Setup = {
			node: nodeFor(installation),
			command: join(installation, 'node_modules/n8n/bin/n8n'),
			role,
			folder: await mkdtemp(join(tmpdir(), 'n8n-talk-platforms-')),
			port: port ?? (await getPort({ host: '127.0.0.1' })),
			settings: { ...settings },
		};
		await install(packages, setup.folder);
		const instance = new N8nInstance(setup, await launch(setup));
		await instance.ready();
		return instance;
	}

	/** The number of its process. */
	get pid(): number {
		return this.child.pid ?? NaN;
	}

	/** Where it answers: the editor, webhooks, or whether it is ready. */
	get url(): string {
		return `http://127.0.0.1:${this.setup.port}`;
	}

	/** Where it has its database, logs and files. */
	get folder(): string {
		return this.setup.folder;
	}

	/**
	 * Stops n8n and starts it again, on the same data and port, with these packages only.
	 *
	 * @param settings from now on, besides those that it has
	 */
	async restart(
		packages: N8nOptions['packages'],
		settings: Record<string, string> = {},
	): Promise<void> {
		await this.end();
		Object.assign(this.setup.settings, settings);
		await install(packages, this.folder);
		this.child = await launch(this.setup);
		this.ended = once(this.child, 'exit');
		await this.ready();
	}

	/**
	 * Runs one of n8n's commands on the data of this instance.
	 *
	 * @returns what it prints
	 */
	async run(...args: string[]): Promise<string> {
		const { node, command, folder } = this.setup;
		const env = await environment(this.setup);
		const done = await promisify(execFile)(node, [command, ...args], { cwd: folder, env });
		return done.stdout;
	}

	private get hasEnded(): boolean {
		return this.child.exitCode !== null || this.child.signalCode !== null;
	}

	/** All that n8n has written so far. */
	get logFile(): string {
		return join(this.folder, 'n8n.log');
	}

	private async ready(): Promise<void> {
		const start = performance.now();
		await poll(
			async () => {
				if (this.hasEnded) throw new Error('n8n ended while it started');
				const isOk = async (path: string) =>
					await fetch(this.url + path).then(
						({ ok }) => ok,
						() => false,
					);
				if (!(await isOk('/healthz/readiness'))) return undefined;
				// Old versions are ready before their interface is.
				return this.setup.role !== 'main' || (await isOk('/rest/settings')) || undefined;
			},
			{ timeoutMs: 120_000, timeout: () => 'n8n did not start in 2 minutes' },
		).catch(async ({ message }: Error) => {
			await this.end();
			throw await this.failure(message);
		});
		this.startedInMs = performance.now() - start;
	}

	private async failure(what: string): Promise<Failure> {
		const lines = (await readFile(this.logFile, 'utf8')).trimEnd().split('\n');
		return new Failure(
			`${what}: see why in ${this.logFile}, then run the same command again. It ends with:\n${lines.slice(-15).join('\n')}`,
		);
	}

	/** Sends a signal to the process and waits until it has ended. */
	async kill(signal: NodeJS.Signals): Promise<void> {
		this.child.kill(signal);
		await this.ended;
	}

	private async end(): Promise<void> {
		if (this.hasEnded) return;
		this.child.kill('SIGTERM');
		const timer = setTimeout(() => this.child.kill('SIGKILL'), killAfterMs);
		await this.ended;
		clearTimeout(timer);
	}

	/** Stops n8n and removes its data. */
	async stop(): Promise<void> {
		await this.end();
		await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
	}
}

/** Puts packages, and no others, where n8n looks for those that are installed in it. */
async function install(packages: N8nOptions['packages'], folder: string): Promise<void> {
	const installed = join(folder, '.n8n', 'nodes', 'node_modules');
	await rm(installed, { recursive: true, force: true });
	for (const { name, tarball } of packages) {
		const into = join(installed, name);
		await mkdir(into, { recursive: true });
		await promisify(execFile)('tar', ['-xzf', tarball, '-C', into, '--strip-components=1']);
	}
}

/** Starts the process of n8n; what it writes goes to its log file. */
async function launch(setup: Setup): Promise<ChildProcess> {
	const { node, command, role, folder } = setup;
	const log = await open(join(folder, 'n8n.log'), 'a');
	const child = spawn(node, [command, ...commands[role]], {
		cwd: folder,
		env: await environment(setup),
		stdio: ['ignore', log.fd, log.fd],
	});
	await log.close();
	// For a process that ends without stopping its n8n first.
	const abandon = () => {
		child.kill('SIGKILL');
		rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	};
	process.once('exit', abandon);
	child.once('exit', () => process.off('exit', abandon));
	return child;
}

async function environment({
	node,
	role,
	folder,
	port,
	settings,
}: Setup): Promise<NodeJS.ProcessEnv> {
	const own = Object.fromEntries(inherited.map((name) => [name, process.env[name]]));
	return {
		...own,
		PATH: `${dirname(node)}:${own.PATH ?? ''}`,
		N8N_USER_FOLDER: folder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		// A worker answers nothing but whether it is ready.
		...(role === 'worker'
			? {
					QUEUE_HEALTH_CHECK_ACTIVE: 'true',
					QUEUE_HEALTH_CHECK_PORT: String(port),
					N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
				}
			: {}),
		// A second n8n on this machine has taken the default one.
		N8N_RUNNERS_BROKER_PORT: String(await getPort({ host: '127.0.0.1', exclude: [port] })),
		N8N_SECURE_COOKIE: 'false',
		N8N_LOG_LEVEL: 'info',
		N8N_LOG_FORMAT: 'text',
		NO_COLOR: '1',
		// Nothing is asked of the world outside.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		...settings,
	};
}
