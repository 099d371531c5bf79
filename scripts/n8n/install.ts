import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Failure } from '../failure';
import { npm } from '../npm.cjs';
import { cacheFolder, node24 } from '../paths';
import { withProgress, type Report } from '../progress';

/** The folders of the locks: the newest n8n that the nodes are tested with, and the oldest. */
const locks = { newest: __dirname, oldest: join(__dirname, 'oldest') };

export type Release = keyof typeof locks;

/**
 * The folder of an installed n8n, installed first when this machine does not have it yet. The
 * folder's name holds the hash of the lock, so that every clone of the project shares it and
 * another lock gets another folder.
 */
export async function ensureN8n(
	report: Report = () => {},
	release: Release = 'newest',
): Promise<string> {
	const source = locks[release];
	const lock = await readFile(join(source, 'package-lock.json'), 'utf8');
	const name = `n8n-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`;
	const folder = join(cacheFolder(), name);
	if (existsSync(folder)) return folder;

	await mkdir(cacheFolder(), { recursive: true });
	await removeAbandoned(name);
	// Installed beside its place and renamed when complete: what has the right name is whole.
	const unfinished = join(cacheFolder(), `${name}.installing-${process.pid}`);
	const logFile = join(cacheFolder(), `${name}.install.log`);
	await mkdir(unfinished);
	for (const file of ['package.json', 'package-lock.json']) {
		await copyFile(join(source, file), join(unfinished, file));
	}
	await install(unfinished, logFile, packagesHere(lock), report);
	if (existsSync(nodeOf(unfinished))) {
		// The package `node` fetches the binary for this platform in its install script.
		await npm(['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts'], {
			cwd: unfinished,
			logFile,
		});
	}
	await rename(unfinished, folder).catch(async (error: NodeJS.ErrnoException) => {
		// Another process has finished the same installation meanwhile: use that one.
		if (!existsSync(folder)) throw error;
		await rm(unfinished, { recursive: true, force: true });
	});
	return folder;
}

/** Where an n8n has a Node.js of its own, if its lock names one. */
const nodeOf = (installation: string): string => join(installation, 'node_modules', 'node');

/** The Node.js that an installed n8n runs on: its own, or that of the project. */
export function nodeFor(installation: string): string {
	const own = join(nodeOf(installation), 'bin', 'node');
	return existsSync(own) ? own : node24;
}

/** How many of a lock's packages are for this platform. */
function packagesHere(lock: string): number {
	const { packages } = JSON.parse(lock) as {
		packages: Record<string, { os?: string[]; cpu?: string[] }>;
	};
	return Object.entries(packages).filter(
		([path, { os = [process.platform], cpu = [process.arch] }]) =>
			path !== '' && os.includes(process.platform) && cpu.includes(process.arch),
	).length;
}

/** Downloads the packages and builds the one native module that n8n has no binary for. */
async function install(folder: string, logFile: string, packages: number, report: Report) {
	const options = { cwd: folder, logFile, env: environment() };
	let fetched = 0;
	await withProgress(
		report,
		() => `Downloading n8n, once per machine: ${fetched} of ${packages} packages`,
		npm(['ci', '--ignore-scripts', '--legacy-peer-deps', '--loglevel=http'], {
			...options,
			onLine: (line) => {
				if (/^npm http (fetch GET 200|cache) \S+\.tgz/.test(line)) {
					fetched = Math.min(fetched + 1, packages);
				}
			},
		}),
	);
	await withProgress(
		report,
		() => 'Building the SQLite driver of n8n',
		npm(['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'], options),
	);
	await promisify(execFile)(node24, ['-e', "require('sqlite3')"], { cwd: folder }).catch(() => {
		throw new Failure(
			`The SQLite driver of n8n was built but does not load: see ${logFile}, then run the same command again.`,
		);
	});
}

/** npm runs on Node 24, and the native module builds from headers on this machine where it has some. */
function environment(): NodeJS.ProcessEnv {
	const path = (process.env.PATH ?? '').split(delimiter);
	// The driver uses Node-API: the headers of any Node serve. Without them node-gyp downloads some.
	const headers = path
		.map((folder) => dirname(folder))
		.find((prefix) => existsSync(join(prefix, 'include', 'node', 'common.gypi')));
	return {
		PATH: [dirname(node24), ...path].join(delimiter),
		npm_config_nodedir: process.env.npm_config_nodedir ?? headers,
	};
}

/** Removes what interrupted installations left behind. */
async function removeAbandoned(name: string) {
	const prefix = `${name}.installing-`;
	for (const entry of await readdir(cacheFolder())) {
		if (!entry.startsWith(prefix) || isRunning(Number(entry.slice(prefix.length)))) continue;
		await rm(join(cacheFolder(), entry), { recursive: true, force: true });
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it runs under another user.
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
