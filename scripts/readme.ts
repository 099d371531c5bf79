import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runScript } from './failure';
import { allApis, writeOperations } from './operationsTable';
import { root } from './paths';

/** Brings the tables of operations in the README up to date. */
async function main(): Promise<number> {
	const file = join(root, 'README.md');
	await writeFile(file, writeOperations(await readFile(file, 'utf8'), await allApis()));
	return 0;
}

runScript(main);
