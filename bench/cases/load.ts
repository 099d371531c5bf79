import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

import { node24 } from '../../scripts/paths';
import type { Bench } from '../bench';
import { atMost, type BenchCase } from '../benchCase';
import { megabyte } from '../processUse';
import { median, readable } from '../statistics';

const run = promisify(execFile);

/** Loads files as n8n does: it has what they import of others already, and makes an instance of every class. */
const loader = `
require('n8n-workflow');
require('node:crypto');
gc();
const before = process.memoryUsage.rss();
const start = performance.now();
for (const [file, className] of JSON.parse(process.argv[1])) new (require(file)[className])();
const ms = performance.now() - start;
console.log(JSON.stringify({ ms, bytes: process.memoryUsage.rss() - before }));
`;

interface Loaded {
	ms: number;
	bytes: number;
}

/** Unpacks the package where nothing can be resolved but what n8n gives to a community package. */
async function unpack({ options }: Bench): Promise<{ folder: string; files: string[] }> {
	const {
		packages: [packed],
		installation,
	} = options;
	const folder = await mkdtemp(join(options.folder, 'load-'));
	const target = join(folder, 'node_modules', packed.name);
	await mkdir(target, { recursive: true });
	await run('tar', ['-xzf', packed.tarball, '-C', target, '--strip-components=1']);
	for (const provided of ['n8n-workflow', 'luxon']) {
		const path = join('node_modules', provided);
		await symlink(join(installation, path), join(folder, path));
	}
	const { n8n } = JSON.parse(await readFile(join(target, 'package.json'), 'utf8')) as {
		n8n: Record<'nodes' | 'credentials', string[]>;
	};
	return { folder, files: [...n8n.nodes, ...n8n.credentials].map((file) => join(target, file)) };
}

/** What n8n's start pays for the package. */
export const load: BenchCase = {
	name: 'load',
	async run(bench) {
		const { folder, files } = await unpack(bench);
		const classes = files.map((file) => [file, basename(file).split('.')[0]]);
		const all: Loaded[] = [];
		for (let turn = 0; turn < bench.amount(9, 3); turn++) {
			const args = ['--expose-gc', '-e', loader, JSON.stringify(classes)];
			const { stdout } = await run(node24, args, { cwd: folder, env: {} });
			all.push(JSON.parse(stdout) as Loaded);
		}
		const ms = median(all.map((one) => one.ms));
		const megabytes = median(all.map((one) => one.bytes)) / megabyte;
		return {
			work: `Requiring ${files.length} nodes and credentials in a fresh process, ${all.length} times`,
			rows: [
				{
					contender: 'The package',
					figures: { 'time (ms)': readable(ms), 'memory (MB)': readable(megabytes) },
				},
			],
			targets: [atMost(30, 'ms', ms), atMost(10, 'MB', megabytes)],
		};
	},
};
