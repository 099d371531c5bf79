import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureChromium } from '../../../scripts/chromium';
import { N8nApi } from '../../../scripts/n8n/api';
import { ensureN8n } from '../../../scripts/n8n/install';
import { N8nInstance } from '../../../scripts/n8n/instance';
import { packAll, type Packed } from '../../../scripts/pack';
import { owner } from '../../support/owner';
import { provideEnvironment } from './environment';
import { keep } from './running';

/** Starts one n8n with the packed package in it, for all end-to-end tests. */
export default async function setup(): Promise<void> {
	const report = (line: string) => console.log(line);
	const folder = await mkdtemp(join(tmpdir(), 'n8n-talk-platforms-e2e-'));
	const given = process.env.E2E_PACKED;
	const all = given ? (JSON.parse(given) as [Packed, ...Packed[]]) : await packAll(folder);
	const [packed, ...singlePackages] = all;
	const chromium = await ensureChromium(report);
	const installation = await ensureN8n(report);
	const n8n = await N8nInstance.start({ installation, packages: [packed] });
	keep({ n8n, folder });
	const { cookie } = await N8nApi.signUp(n8n.url, owner);
	provideEnvironment({ n8n: { url: n8n.url, cookie, owner }, packed, singlePackages, chromium });
}
