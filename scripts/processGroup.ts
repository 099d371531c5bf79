import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { atEnd } from './failure';
import { root } from './paths';
import { poll } from './poll';

const killAfterMs = 30_000;

/** Whether any process of the group still runs. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
	try {
		return process.kill(-pid, signal);
	} catch {
		return false;
	}
}

async function stopGroup(pid: number): Promise<void> {
	if (!signalGroup(pid, 'SIGTERM')) return;
	await poll(() => !signalGroup(pid, 0) || undefined, {
		timeoutMs: killAfterMs,
		timeout: () => `process group ${pid} does not end`,
	}).catch(() => signalGroup(pid, 'SIGKILL'));
}

/**
 * Runs a command in the project's folder with its output on screen, and resolves with its exit
 * code. It gets a process group of its own, so that an interruption leaves nothing running that
 * the command has started.
 */
export async function runCommand(
	command: string,
	args: string[],
	env: NodeJS.ProcessEnv = {},
): Promise<number> {
	const child = spawn(command, args, {
		cwd: root,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'inherit', 'inherit'],
		detached: true,
	});
	const { pid } = child;
	if (pid !== undefined) atEnd(() => stopGroup(pid));
	const [code] = (await once(child, 'exit')) as [number | null];
	return code ?? 1;
}
