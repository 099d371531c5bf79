import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder of the project. */
export const root = join(__dirname, '..');

/** The Node 24 that the project brings along: n8n needs it. */
export const node24 = join(root, 'node_modules', 'node', 'bin', 'node');

/** Where things live that outlast a clone of the project, such as the installed n8n. */
export function cacheFolder(): string {
	return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-talk-platforms');
}
