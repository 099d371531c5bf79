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

/**
 * Builds this package and packs it into a folder. The log of npm stays where it can be read when
 * that fails.
 *
 * @param onLine called with every line of the build's output
 */
export async function pack(folder: string, onLine?: (line: string) => void): Promise<Packed> {
	const options = {
		cwd: root,
		logFile: join(tmpdir(), `n8n-talk-platforms-pack-${process.pid}.log`),
	};
	await npm(['run', 'build'], { ...options, onLine });
	await npm(['pack', '--ignore-scripts', `--pack-destination=${folder}`], options);
	await rm(options.logFile);
	const manifest = await readFile(join(root, 'package.json'), 'utf8');
	const { name, version } = JSON.parse(manifest) as { name: string; version: string };
	return { name, tarball: join(folder, `${name}-${version}.tgz`) };
}
