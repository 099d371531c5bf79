import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureN8n } from '../../../scripts/n8n/install';
import { packAll, type Packed } from '../../../scripts/pack';
import { ensureRedis } from '../../../scripts/redis';

const variable = 'E2E_PACKED';
let folder: string | undefined;

/**
 * Installs what the tests need and packs the packages, unless whoever runs the tests has done so.
 * Before all tests, in jest's own process.
 */
export async function setup(): Promise<void> {
	const report = (line: string) => console.log(line);
	await ensureN8n(report);
	await ensureN8n(report, 'oldest');
	await ensureRedis(report);
	if (process.env[variable]) return;
	folder = await mkdtemp(join(tmpdir(), 'n8n-talk-platforms-production-'));
	process.env[variable] = JSON.stringify(await packAll(folder));
}

/** Removes what the set-up has packed. */
export async function teardown(): Promise<void> {
	if (folder) await rm(folder, { recursive: true, force: true });
}

/** The packed package of all services. */
export function packed(): Packed {
	const [umbrella] = JSON.parse(process.env[variable] ?? '[]') as Packed[];
	if (!umbrella) throw new Error('Nothing was packed before the tests');
	return umbrella;
}

/** The full type of a node of the package under test. */
export const ofPackage = (type: string): string => `${packed().name}.${type}`;
