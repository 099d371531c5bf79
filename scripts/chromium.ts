import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

import { Failure } from './failure';
import { withProgress, type Report } from './progress';

const run = promisify(execFile);

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const elsewhere = [
	'/usr/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function findChromium(): string | undefined {
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

async function installDebianPackage(report: Report): Promise<void> {
	const root = await asRoot();
	const installable = root && (await run('apt-get', ['--version']).then(Boolean, () => false));
	if (!installable) {
		throw new Failure(
			'A browser is needed: install Chromium or Chrome, or set CHROMIUM_PATH to one, then run the same command again.',
		);
	}
	const aptGet = async (...args: string[]) => {
		const [command = '', ...rest] = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
		await run(command, [...rest, ...args], { maxBuffer: Infinity });
	};
	const work = async () => {
		await aptGet('update');
		await aptGet('install', '-y', '--no-install-recommends', 'chromium');
	};
	await withProgress(report, () => 'Installing Chromium', work()).catch((error: Error) => {
		const reason = error.message.trim().split('\n').pop() ?? '';
		throw new Failure(
			`Chromium could not be installed (${reason}): install Chromium or Chrome yourself, or set CHROMIUM_PATH to one, then run the same command again.`,
		);
	});
}

/** The path of a Chromium, which is installed first where there is none and apt-get can do it. */
export async function ensureChromium(report: Report = () => {}): Promise<string> {
	const chosen = process.env.CHROMIUM_PATH;
	if (chosen && !existsSync(chosen)) {
		throw new Failure(`CHROMIUM_PATH names ${chosen}, which is not there: correct it or unset it.`);
	}
	const found = chosen ?? findChromium();
	if (found) return found;
	await installDebianPackage(report);
	const installed = findChromium();
	if (!installed) {
		throw new Failure(
			'Chromium was installed but is not on the PATH: set CHROMIUM_PATH to it, then run the same command again.',
		);
	}
	return installed;
}
