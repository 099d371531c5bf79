import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { WorkflowFile } from './n8n/api';
import { root } from './paths';

/** The example workflows that the project ships, by file name without `.json`. */
export async function readWorkflowFiles(): Promise<Map<string, WorkflowFile>> {
	const folder = join(root, 'workflows');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	const workflows = files.map(async (file) => {
		const text = await readFile(join(folder, file), 'utf8');
		return [file.replace(/\.json$/, ''), JSON.parse(text) as WorkflowFile] as const;
	});
	return new Map(await Promise.all(workflows));
}
