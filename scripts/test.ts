import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureChromium } from './chromium';
import { atEnd, Failure, runScript } from './failure';
import { ensureN8n } from './n8n/install';
import { packAll, type Packed } from './pack';
import { elapsed } from './progress';
import { runCommand } from './processGroup';
import { ensureRedis } from './redis';

interface Counts {
	passed: number;
	failed: number;
}

/** What jest writes about a run, as far as it is counted here. */
interface JestResults {
	numPassedTests: number;
	numTotalTests: number;
	/** Files whose tests could not even be collected. */
	numRuntimeErrorTestSuites: number;
}

const print = (line: string) => console.log(line);

const succeeded: Counts = { passed: 1, failed: 0 };
const failed: Counts = { passed: 0, failed: 1 };

/** n8n-core would log every mistake that a test makes on purpose. */
const quiet = { N8N_LOG_LEVEL: 'silent' };

async function npmScript(name: string): Promise<Counts> {
	return (await runCommand('npm', ['run', '--silent', name])) === 0 ? succeeded : failed;
}

/** Runs one project of jest's configuration. A test that did not pass has failed, also a skipped one. */
async function jestProject(
	name: string,
	folder: string,
	env?: NodeJS.ProcessEnv,
	...more: string[]
): Promise<Counts> {
	const outputFile = join(folder, `${name}.json`);
	// A test that failed may have left a server open: the run ends all the same.
	const args = [
		'--selectProjects',
		name,
		'--forceExit',
		'--json',
		`--outputFile=${outputFile}`,
		...more,
	];
	const code = await runCommand('jest', args, env);
	const written = await readFile(outputFile, 'utf8').catch(() => undefined);
	if (written === undefined) return failed;
	const results = JSON.parse(written) as JestResults;
	const missed = results.numTotalTests - results.numPassedTests;
	const broken = missed + results.numRuntimeErrorTestSuites;
	return {
		passed: results.numPassedTests,
		failed: code !== 0 && broken === 0 ? 1 : broken,
	};
}

async function main(): Promise<number> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-talk-platforms-test-'));
	// Postgres runs as another user than root.
	await chmod(folder, 0o711);
	atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
	let packed: Packed[] | undefined;

	// What an interrupted run leaves behind is removed with the folder.
	const packedEnvironment = () => ({ TMPDIR: folder, E2E_PACKED: JSON.stringify(packed) });

	const steps: Array<[name: string, run: () => Promise<Counts>]> = [
		[
			'programs',
			async () => {
				await ensureN8n(print);
				await ensureN8n(print, 'oldest');
				await ensureChromium(print);
				await ensureRedis(print);
				return succeeded;
			},
		],
		['lint', () => npmScript('lint')],
		['types', () => npmScript('typecheck')],
		[
			'build',
			async () => {
				packed = await packAll(folder, print);
				return succeeded;
			},
		],
		['unit tests', () => jestProject('unit', folder, quiet)],
		['engine tests', () => jestProject('engine', folder, quiet)],
		['end-to-end tests', () => jestProject('e2e', folder, packedEnvironment())],
		[
			'production tests',
			// One after the other: each file starts several processes of n8n.
			() => jestProject('production', folder, packedEnvironment(), '--runInBand'),
		],
	];

	const [only] = process.argv.slice(2);
	const wanted = only === undefined ? undefined : ['programs', 'build', `${only} tests`];
	if (wanted && !steps.some(([name]) => name === wanted.at(-1))) {
		throw new Failure('Say which tests to run: unit, engine, end-to-end or production.');
	}
	const total: Counts = { passed: 0, failed: 0 };
	const summary: string[] = [];
	for (const [name, run] of steps.filter(([name]) => !wanted || wanted.includes(name))) {
		console.log(`\n── ${name} ──`);
		const start = Date.now();
		// A step that cannot run has failed, and the ones after it show what they can.
		const counts = await run().catch((error: Error) => {
			console.error(error.message);
			return failed;
		});
		total.passed += counts.passed;
		total.failed += counts.failed;
		summary.push(
			`${name.padEnd(18)}${counts.passed} passed, ${counts.failed} failed (${elapsed(start)})`,
		);
	}
	console.log(`\n── summary ──\n${summary.join('\n')}\n`);
	console.log(`${total.passed} passed, ${total.failed} failed`);
	return total.failed === 0 ? 0 : 1;
}

runScript(main);
