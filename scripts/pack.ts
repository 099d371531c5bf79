import { globSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { npm } from './npm.cjs';
import { root } from './paths';

/** A package as it would be published. */
export interface Packed {
	name: string;
	tarball: string;
}

/** Where npm writes what it does; it stays there when that fails. */
const logFile = join(tmpdir(), `n8n-talk-platforms-pack-${process.pid}.log`);

/** Builds all packages. */
async function build(onLine?: (line: string) => void): Promise<void> {
	await npm(['run', 'build'], { cwd: root, logFile, onLine });
	await rm(logFile);
}

/** Packs the built package of a folder, without running any script of its own. */
async function packFolder(cwd: string, into: string): Promise<Packed> {
	await npm(['pack', '--ignore-scripts', `--pack-destination=${into}`], { cwd, logFile });
	await rm(logFile);
	const manifest = await readFile(join(cwd, 'package.json'), 'utf8');
	const { name, version } = JSON.parse(manifest) as { name: string; version: string };
	return { name, tarball: join(into, `${name}-${version}.tgz`) };
}

/**
 * Builds, and packs the package of all services into a folder.
 *
 * @param onLine called with every line of the build's output
 */
export async function pack(folder: string, onLine?: (line: string) => void): Promise<Packed> {
	await build(onLine);
	return await packFolder(root, folder);
}

/** As `pack`, for all packages: first that of all services, then one for each service. */
export async function packAll(
	folder: string,
	onLine?: (line: string) => void,
): Promise<[Packed, ...Packed[]]> {
	const umbrella = await pack(folder, onLine);
	const single: Packed[] = [];
	for (const one of globSync('packages/*/package.json', { cwd: root }).sort()) {
		single.push(await packFolder(join(root, one, '..'), folder));
	}
	return [umbrella, ...single];
}
