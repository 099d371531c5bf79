import { spawn } from 'node:child_process';

import { atEnd } from './failure';
import { root } from './paths';
import { poll } from './poll';

const killAfterMs = 30_000;

/** Sends a signal, or nothing with 0, to a group; false when none of it runs any more. */
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
 * code. It gets a process group of its own, so that an interruption of the script leaves nothing
 * running that the command has started; the promise then stays open, as the script is ending.
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
	let ended = false;
	let interrupted = false;
	atEnd(async () => {
		if (ended || child.pid === undefined) return;
		interrupted = true;
		await stopGroup(child.pid);
	});
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => {
			ended = true;
			if (!interrupted) resolve(code ?? 1);
		});
	});
}
