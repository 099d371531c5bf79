import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runScript } from './failure';
import { root } from './paths';
import { readmeFiles } from './readmeFiles';

/** Brings what is generated in the READMEs up to date. */
async function main(): Promise<number> {
	for (const [file, text] of await readmeFiles()) await writeFile(join(root, file), text);
	return 0;
}

runScript(main);
