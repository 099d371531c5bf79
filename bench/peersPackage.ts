import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

import { transformFile } from '@swc/core';

import type { Packed } from '../scripts/pack';

const name = 'n8n-nodes-bench-peers';

const sources = join(__dirname, 'peers');

/** Compiles the peers into a package of nodes that n8n can install, and packs it into a folder. */
export async function packPeers(folder: string): Promise<Packed> {
	const target = join(folder, 'package');
	await mkdir(target, { recursive: true });
	const files = (await readdir(sources)).map((file) => basename(file, '.ts'));
	for (const file of files) {
		const { code } = await transformFile(join(sources, `${file}.ts`), {
			module: { type: 'commonjs' },
			jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
		});
		await writeFile(join(target, `${file}.js`), code);
	}
	const nodes = files.filter((file) => file.endsWith('.node')).map((file) => `${file}.js`);
	const manifest = {
		name,
		version: '1.0.0',
		keywords: ['n8n-community-node-package'],
		n8n: { n8nNodesApiVersion: 1, credentials: [], nodes },
	};
	await writeFile(join(target, 'package.json'), JSON.stringify(manifest));
	const tarball = join(folder, `${name}.tgz`);
	await promisify(execFile)('tar', ['-czf', tarball, '-C', folder, 'package']);
	return { name, tarball };
}
