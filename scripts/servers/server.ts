import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

/** A running server of another project. */
export class Server {
	private constructor(private readonly child: ChildProcess) {}

	/**
	 * Starts a server and waits until it says that it is ready.
	 *
	 * @param ready a piece of what it then prints
	 * @throws Error with all that it has printed when it ends before
	 */
	static async start(
		command: string,
		args: string[],
		ready: string,
		options: SpawnOptions = {},
	): Promise<Server> {
		const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
		let printed = '';
		await new Promise<void>((resolve, reject) => {
			const read = (chunk: Buffer) => {
				printed += chunk.toString();
				if (printed.includes(ready)) resolve();
			};
			child.stdout?.on('data', read);
			child.stderr?.on('data', read);
			child.once('error', reject);
			child.once('exit', () => reject(new Error(`${command} did not start:\n${printed}`)));
		});
		const kill = () => child.kill('SIGKILL');
		process.once('exit', kill);
		child.once('exit', () => process.off('exit', kill));
		return new Server(child);
	}

	async stop(): Promise<void> {
		if (this.child.exitCode !== null || this.child.signalCode !== null) return;
		const ended = once(this.child, 'exit');
		// Postgres: without waiting for those that are connected.
		this.child.kill('SIGINT');
		await ended;
	}
}
