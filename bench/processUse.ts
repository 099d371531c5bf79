import { readdir, readFile, writeFile } from 'node:fs/promises';

/** Linux counts a process's time in these, on every machine. */
const ticksPerSecond = 100;

const bytesPerKilobyte = 1024;

/** Bytes. */
export const megabyte = 1024 * 1024;

/** A process, and all that it has started and that still run: n8n's runner of the Code node. */
async function family(pid: number): Promise<number[]> {
	const threads = await readdir(`/proc/${pid}/task`);
	const started = await Promise.all(
		// A thread may end meanwhile.
		threads.map((thread) =>
			readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => ''),
		),
	);
	const children = started.flatMap((numbers) => numbers.split(' ').filter(Boolean).map(Number));
	return [pid, ...(await Promise.all(children.map(family))).flat()];
}

async function ownCpuMs(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	// The name of the command, in parentheses, may hold spaces.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const [user, system] = [Number(fields[11]), Number(fields[12])];
	return ((user + system) * 1000) / ticksPerSecond;
}

/** Milliseconds of processor time that processes, and those that they have started, have used so far. */
export async function cpuMs(pids: readonly number[]): Promise<number> {
	const all = (await Promise.all(pids.map(family))).flat();
	const used = await Promise.all(all.map(ownCpuMs));
	return used.reduce((sum, one) => sum + one, 0);
}

async function kilobytes(pid: number, field: 'VmHWM' | 'VmRSS'): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]);
}

/** Most bytes of memory that a process has held since it started, or since `forgetPeak`. */
export const peakMemory = async (pid: number): Promise<number> =>
	(await kilobytes(pid, 'VmHWM')) * bytesPerKilobyte;

/**
 * Lets the peak begin anew at what is held now.
 *
 * @returns that; bytes. A later peak can't be lower.
 */
export async function forgetPeak(pid: number): Promise<number> {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
	return await peakMemory(pid);
}
