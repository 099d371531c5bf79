import { readFile, writeFile } from 'node:fs/promises';

/** Linux counts a process's time in these, on every machine. */
const ticksPerSecond = 100;

const bytesPerKilobyte = 1024;

/** Milliseconds of processor time that all threads of a process have used so far. */
export async function cpuMs(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	// The name of the command, in parentheses, may hold spaces.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const [user, system] = [Number(fields[11]), Number(fields[12])];
	return ((user + system) * 1000) / ticksPerSecond;
}

/** Most bytes of memory that a process has held since it started, or since `forgetPeak`. */
export async function peakMemory(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
	return Number(kilobytes) * bytesPerKilobyte;
}

/** Lets the peak begin anew at what is held now. */
export async function forgetPeak(pid: number): Promise<void> {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
}
