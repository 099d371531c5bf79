'use strict';

/**
 * Runs npm with its output in a log file. CommonJS without dependencies, because `run.mjs` needs
 * it before anything is installed; the TypeScript scripts use the same code by `npm.d.cts`.
 */

const { spawn } = require('node:child_process');
const { createWriteStream, mkdirSync, readFileSync } = require('node:fs');
const { dirname } = require('node:path');
const { createInterface } = require('node:readline');

/** What npm's log shows, and what the person at the keyboard can do about it. The first match counts. */
const causes = [
	[
		/find Python.*(not|could not)|not found: (make|g\+\+|cc|c\+\+)|(make|g\+\+|c\+\+|cc): (command )?not found|spawn make ENOENT|xcode-select|No Xcode/i,
		'A native module has to be compiled and a tool for that is missing: install Python 3, make and a C++ compiler (Debian and Ubuntu: apt-get install -y python3 make g++; macOS: xcode-select --install)',
	],
	[/\bENOSPC\b/, 'The disk is full: free some space (n8n needs about 3 GB)'],
	[
		/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ECONNRESET|ERR_SOCKET_TIMEOUT|ENOTCACHED)\b/,
		'The package registry could not be reached: check the network, the proxy and the registry setting of npm',
	],
	[
		/\b(EACCES|EPERM|EROFS)\b/,
		'npm may not write where it has to: check who owns the folders that the log names',
	],
	[
		/\bEBADENGINE\b.*\n.*npm error|notsup/i,
		'This version of npm or Node.js is too old: install Node.js 20 or newer',
	],
];

/** The sentence for a failed npm run. */
function explain(command, log, logFile) {
	const [, advice] = causes.find(([pattern]) => pattern.test(log)) ?? [];
	return advice
		? `${advice}, then run the same command again (the full log is in ${logFile}).`
		: `"${command}" failed: see why in ${logFile}, then run the same command again.`;
}

function failure(sentence) {
	return Object.assign(new Error(sentence), { name: 'Failure' });
}

/**
 * Runs npm. Resolves when it succeeds; otherwise rejects with a failure whose message is one
 * sentence that says what to do and names the log.
 */
function npm(args, { cwd, logFile, env = {}, onLine = () => {} }) {
	mkdirSync(dirname(logFile), { recursive: true });
	const command = `npm ${args.join(' ')}`;
	const log = createWriteStream(logFile, { flags: 'a' });
	log.write(`\n$ ${command}\n`);
	return new Promise((resolve, reject) => {
		const child = spawn('npm', args, {
			cwd,
			// The log must say why something failed also when npm itself was told to be silent.
			env: { ...process.env, npm_config_loglevel: 'notice', ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const stop = () => child.kill();
		process.once('exit', stop);
		for (const stream of [child.stdout, child.stderr]) {
			createInterface({ input: stream }).on('line', (line) => {
				log.write(`${line}\n`);
				onLine(line);
			});
		}
		child.once('error', (error) => {
			process.off('exit', stop);
			reject(
				failure(
					error.code === 'ENOENT'
						? 'npm was not found: install Node.js 20 or newer together with npm, then run the same command again.'
						: `npm could not be started (${error.message}): check the installation of Node.js, then run the same command again.`,
				),
			);
		});
		child.once('close', (code) => {
			process.off('exit', stop);
			log.end(() => {
				if (code === 0) return resolve();
				const written = readFileSync(logFile, 'utf8');
				const ownPart = written.slice(written.lastIndexOf(`\n$ ${command}\n`));
				reject(failure(explain(command, ownPart, logFile)));
			});
		});
	});
}

module.exports = { npm };
