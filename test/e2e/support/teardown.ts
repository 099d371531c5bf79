import { rm } from 'node:fs/promises';

import { kept } from './running';

/** Stops what the set-up has started and removes what it has written. */
export default async function teardown(): Promise<void> {
	const running = kept();
	await running?.n8n.stop();
	if (running) await rm(running.folder, { recursive: true, force: true });
}
