/**
 * `node scripts/run.mjs <name> [args]` runs `scripts/<name>.ts` or `<name>/main.ts` on Node 24,
 * whatever Node runs this file, and installs the project's own packages first when they are missing
 * or out of date.
 * Plain JavaScript without dependencies: this is what runs before anything is installed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import npmRunner from './npm.cjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const binaries = join(root, 'node_modules', '.bin');
const node24 = join(binaries, 'node');
const stamp = join(root, 'node_modules', '.installed');
const logFile = join(tmpdir(), `n8n-nodes-talk-platforms-npm-${process.pid}.log`);

/** Whether what npm last installed here is what the lock asks for, for example after `npm install`. */
function matchesLock(lock) {
	const hiddenLock = join(root, 'node_modules', '.package-lock.json');
	if (!existsSync(hiddenLock)) return false;
	const installed = JSON.parse(readFileSync(hiddenLock, 'utf8')).packages;
	return Object.entries(JSON.parse(lock).packages).every(
		([path, { version, optional }]) =>
			path === '' || (installed[path] ? installed[path].version === version : optional),
	);
}

/** Installs the project's packages and Node 24 unless the present ones fit the lock. */
async function ensurePackages() {
	const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
	const wanted = createHash('sha256').update(lock).digest('hex');
	const stamped = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
	if (stamped === wanted && existsSync(node24)) return;

	const npm = (...args) => npmRunner.npm(args, { cwd: root, logFile });
	if (!matchesLock(lock)) {
		console.log('Installing the packages of this project (1 to 2 minutes) …');
		await npm('ci', '--ignore-scripts', '--legacy-peer-deps', '--include=dev');
	}
	// The package `node` fetches the binary for this platform in its install script.
	await npm('rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts');
	writeFileSync(stamp, wanted);
	rmSync(logFile, { force: true });
}

/** The file of a script by its name; `undefined` when there is none. */
function scriptFile(name = '') {
	if (!/^\w+$/.test(name)) return undefined;
	const places = [join('scripts', `${name}.ts`), join(name, 'main.ts')];
	return places.map((place) => join(root, place)).find((file) => existsSync(file));
}

/** Runs the script and ends as it ends: same exit code, same signal. */
function runScript(file, args) {
	const child = spawn(node24, ['--import', 'tsx', file, ...args], {
		cwd: root,
		env: { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}` },
		stdio: 'inherit',
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, () => child.kill(signal));
	}
	child.once('error', (error) =>
		fail(
			`Node 24 could not be started (${error.message}): delete node_modules and run the same command again.`,
		),
	);
	child.once('exit', (code, signal) => {
		if (!signal) process.exit(code);
		process.removeAllListeners(signal);
		process.kill(process.pid, signal);
	});
}

function fail(sentence) {
	console.error(sentence);
	process.exit(1);
}

const [name, ...args] = process.argv.slice(2);
if (process.platform === 'win32') {
	fail(
		'The scripts of this project need Linux or macOS: on Windows, run the same command inside WSL.',
	);
}
if (Number(process.versions.node.split('.')[0]) < 18) {
	fail(
		`Node.js ${process.versions.node} is too old: install Node.js 20 or newer and run the same command again.`,
	);
}
const file = scriptFile(name);
if (!file) {
	fail('Say which script to run: node scripts/run.mjs demo, or node scripts/run.mjs test.');
}
try {
	await ensurePackages();
} catch (error) {
	fail(
		error.name === 'Failure'
			? error.message
			: `The packages of this project could not be installed (${error.message}): delete node_modules and run the same command again.`,
	);
}
runScript(file, args);
