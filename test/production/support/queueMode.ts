import { ensureN8n } from '../../../scripts/n8n/install';
import { QueueMode, type QueueModeOptions } from '../../../scripts/n8n/queueMode';
import { owner } from '../../support/owner';
import { packed } from './packed';

/** Starts n8n in queue mode with the package under test. */
export const startQueueMode = async (
	options: Omit<QueueModeOptions, 'installation' | 'packages' | 'owner'>,
): Promise<QueueMode> =>
	await QueueMode.start({
		installation: await ensureN8n(),
		packages: [packed()],
		owner,
		...options,
	});
