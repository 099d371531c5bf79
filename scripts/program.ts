import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

import { Failure } from './failure';
import { withProgress, type Report } from './progress';

const run = promisify(execFile);

/** A program that the tests need and npm does not have. */
export interface Program {
	/** "Chromium" */
	title: string;
	/** What people can install: "Chromium or Chrome". */
	choices: string;
	/** Environment variable with the path of one. */
	variable: string;
	/** Names on the PATH. */
	names: string[];
	/** Other places to look at. */
	elsewhere: string[];
	debianPackage: string;
}

function find({ names, elsewhere }: Program): string | undefined {
	const folders = (process.env.PATH ?? '').split(delimiter);
	const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
	return [...onPath, ...elsewhere].find((path) => existsSync(path));
}

/** The words that run a command as root; none when this process is root, `undefined` when it cannot be. */
async function asRoot(): Promise<string[] | undefined> {
	if (process.getuid?.() === 0) return [];
	return await run('sudo', ['-n', 'true']).then(
		() => ['sudo', '-n'],
		() => undefined,
	);
}

async function install(program: Program, report: Report): Promise<void> {
	const { title, choices, variable, debianPackage } = program;
	const root = await asRoot();
	const installable = root && (await run('apt-get', ['--version']).then(Boolean, () => false));
	if (!installable) {
		throw new Failure(
			`${title} is needed: install ${choices}, or set ${variable} to one, then run the same command again.`,
		);
	}
	const aptGet = async (...args: string[]) => {
		const [command = '', ...rest] = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
		await run(command, [...rest, ...args], { maxBuffer: Infinity });
	};
	const work = async () => {
		await aptGet('update');
		await aptGet('install', '-y', '--no-install-recommends', debianPackage);
	};
	await withProgress(report, () => `Installing ${title}`, work()).catch((error: Error) => {
		const reason = error.message.trim().split('\n').pop() ?? '';
		throw new Failure(
			`${title} could not be installed (${reason}): install ${choices} yourself, or set ${variable} to one, then run the same command again.`,
		);
	});
}

/** The path of a program, which is installed first where there is none and apt-get can do it. */
export async function ensureProgram(program: Program, report: Report = () => {}): Promise<string> {
	const { title, variable } = program;
	const chosen = process.env[variable];
	if (chosen && !existsSync(chosen)) {
		throw new Failure(`${variable} names ${chosen}, which is not there: correct it or unset it.`);
	}
	const found = chosen ?? find(program);
	if (found) return found;
	await install(program, report);
	const installed = find(program);
	if (!installed) {
		throw new Failure(
			`${title} was installed but is not on the PATH: set ${variable} to it, then run the same command again.`,
		);
	}
	return installed;
}
