import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { node24, root } from '../scripts/paths';

/** The simulated vendors in a process of their own, so that their work is not on n8n's bill. */
export interface SimulatorProcess {
	url: string;
	stop(): Promise<void>;
}

/** Starts the simulator on a free port. */
export async function startSimulatorProcess(): Promise<SimulatorProcess> {
	const child = spawn(node24, ['--import', 'tsx', 'simulator/main.ts', '--port', '0'], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const kill = () => child.kill('SIGKILL');
	process.once('exit', kill);
	const ended = once(child, 'exit').finally(() => process.off('exit', kill));
	let url: string | undefined;
	for await (const line of createInterface(child.stdout)) {
		url = /^control: (\S+)\/control /.exec(line)?.[1];
		if (url !== undefined) break;
	}
	if (url === undefined) throw new Error('The simulator ended before it listened');
	child.stdout.resume();
	return {
		url,
		stop: async () => {
			child.kill('SIGTERM');
			await ended;
		},
	};
}
