import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import getPort from 'get-port';

import { node24, root } from '../../scripts/paths';

jest.setTimeout(600_000);

describe('npm run demo', () => {
	it('The demo shows what an event did, and ends when it is told to run once', async () => {
		const port = await getPort({ host: '127.0.0.1' });
		const { stdout } = await promisify(execFile)(
			node24,
			['scripts/run.mjs', 'demo', '--once', '--port', String(port)],
			{ cwd: root },
		);
		expect(stdout).toContain('Event in at "Transcription ready"');
		expect(stdout).toContain('GET /api/v1/partners/recordings?talk_id=');
		expect(stdout).toContain('Items out of "Send transcription"');
		expect(stdout).toContain('Welcome, everybody, to our autumn town hall.');
	});
});
