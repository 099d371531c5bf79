import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

import { startSimulator } from '../../../simulator';

const root = join(__dirname, '../../..');

describe('the simulator as a program', () => {
	const programs: ChildProcess[] = [];
	afterEach(() => {
		for (const program of programs.splice(0)) program.kill('SIGKILL');
	});

	function run(...args: string[]) {
		const command = ['--import', 'tsx', 'simulator/main.ts', ...args];
		const program = spawn(process.execPath, command, { cwd: root });
		programs.push(program);
		return program;
	}

	async function failure(...args: string[]) {
		const program = run(...args);
		const [[code], errors] = await Promise.all([once(program, 'exit'), text(program.stderr)]);
		return { code: code as unknown, errors };
	}

	it('The simulator program says where everything is, and ends when it is told to', async () => {
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

	it('The simulator program says in one sentence what to do when its port is in use', async () => {
		const simulator = await startSimulator();
		const { code, errors } = await failure('--port', String(simulator.port));
		await simulator.close();
		expect(code).toBe(1);
		expect(errors).toMatch(/^The port is in use: .*--port\.\n$/);
	});

	it.each([['--port', 'http'], ['--port', '65536'], ['--port'], ['--prot', '3400']])(
		'The simulator program says in one sentence what to do when it is started with %s %s',
		async (...args) => {
			const { code, errors } = await failure(...args.filter(Boolean));
			expect(code).toBe(1);
			expect(errors).toMatch(/^Give the port as a number .*--port 3400\.\n$/);
		},
	);
});
