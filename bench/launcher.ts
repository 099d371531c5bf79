import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An n8n that starts with settings of its own. */
export interface Launcher {
	/** Given to n8n's instance as the folder where n8n is installed. */
	installation: string;
	/** The number of the process, once it has started. */
	pid(): Promise<number>;
}

const program = (command: string, pidFile: string, settings: Record<string, string>) => `
require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
Object.assign(process.env, ${JSON.stringify(settings)});
require(${JSON.stringify(command)});
`;

/** Records what the processor does until the process ends, and leaves a profile for Chrome's tools. */
const profiler = (file: string) => `
const { Session } = require('node:inspector');
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.start');
process.once('exit', () => {
	session.post('Profiler.stop', (error, { profile }) => {
		require('node:fs').writeFileSync(${JSON.stringify(file)}, JSON.stringify(profile));
	});
});
`;

/**
 * Makes a program that stands where n8n's own is expected, and runs n8n.
 *
 * @param installation where n8n is installed
 * @param settings environment variables of n8n
 * @param profile where a CPU profile of the whole run is to be written
 */
export async function launcherFor(
	installation: string,
	folder: string,
	settings: Record<string, string>,
	profile?: string,
): Promise<Launcher> {
	const own = await mkdtemp(join(folder, 'n8n-'));
	const path = join('node_modules', 'n8n', 'bin', 'n8n');
	const pidFile = join(own, 'pid');
	await mkdir(join(own, path, '..'), { recursive: true });
	const text = program(join(installation, path), pidFile, settings);
	await writeFile(join(own, path), (profile ? profiler(profile) : '') + text);
	return {
		installation: own,
		pid: async () => Number(await readFile(pidFile, 'utf8')),
	};
}
