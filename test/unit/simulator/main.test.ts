import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

import { startSimulator } from '../../../simulator';

const root = join(__dirname, '../../..');

function run(...args: string[]) {
	return spawn(process.execPath, ['--import', 'tsx', 'simulator/main.ts', ...args], { cwd: root });
}

describe('the simulator as a program', () => {
	it('says where everything is, and ends when it is told to', async () => {
		const program = run('--port', '0');
		const exit = once(program, 'exit');
		const lines: string[] = [];
		for await (const line of createInterface(program.stdout)) {
			lines.push(line);
			if (line.startsWith('control: ')) break;
		}
		expect(lines[0]).toMatch(/^smalltalk: http:\/\/127\.0\.0\.1:\d+\/smalltalk$/);
		const answer = await fetch(`${lines[0]!.split(' ')[1]}/api/v1/partners/talks`);
		expect(answer.status).toBe(401);
		program.kill('SIGTERM');
		expect(await exit).toEqual([0, null]);
	});

	it.each([
		['in use', async () => (await busyPort()).toString(), /^The port is in use: /],
		['no number', async () => 'http', /^Give the port as a number /],
		['out of range', async () => '65536', /^Give the port as a number /],
	])('says in one sentence what to do when its port is %s', async (_what, port, sentence) => {
		const program = run('--port', await port());
		const [[code], errors] = await Promise.all([once(program, 'exit'), text(program.stderr)]);
		expect(code).toBe(1);
		expect(errors).toMatch(sentence);
		expect(errors.trim().split('\n')).toHaveLength(1);
	});
});

async function busyPort(): Promise<number> {
	const simulator = await startSimulator();
	afterAll(() => simulator.close());
	return simulator.port;
}
