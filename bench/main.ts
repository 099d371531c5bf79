import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { Bench } from './bench';
import type { BenchCase, CaseResult } from './benchCase';
import { cases } from './cases';
import { table } from './table';
import { atEnd, Failure, runScript } from '../scripts/failure';
import { ensureN8n } from '../scripts/n8n/install';
import { packAll } from '../scripts/pack';
import { ensureRedis } from '../scripts/redis';
import { elapsed } from '../scripts/progress';

interface Arguments {
	chosen: readonly BenchCase[];
	json: boolean;
	small: boolean;
	settings: Record<string, string>;
	profiles?: string;
}

const usage = `Use it as: npm run bench, or npm run bench -- --json --small --case ${cases.map(({ name }) => name).join('|')} --set NAME=VALUE --profiles FOLDER.`;

function readArguments(): Arguments {
	try {
		const { values } = parseArgs({
			options: {
				case: { type: 'string', multiple: true, default: cases.map(({ name }) => name) },
				json: { type: 'boolean', default: false },
				small: { type: 'boolean', default: false },
				set: { type: 'string', multiple: true, default: [] },
				profiles: { type: 'string' },
			},
		});
		for (const name of values.case) {
			if (!cases.some((known) => known.name === name)) throw new Error(`There is no case ${name}.`);
		}
		const settings = values.set.map((setting) => {
			const [, name, value] = /^(\w+)=(.*)$/.exec(setting) ?? [];
			if (name === undefined) throw new Error(`"${setting}" is no setting.`);
			return [name, value];
		});
		return {
			chosen: cases.filter(({ name }) => values.case.includes(name)),
			json: values.json,
			small: values.small,
			settings: Object.fromEntries(settings),
			...(values.profiles ? { profiles: resolve(values.profiles) } : {}),
		};
	} catch (error) {
		throw new Failure(`${(error as Error).message.split('\n')[0]} ${usage}`);
	}
}

/** What the figures depend on. */
const machine = () => ({
	node: process.version,
	processors: cpus().length,
	processor: cpus()[0]?.model ?? 'unknown',
	loadAverage: loadavg().map((load) => Number(load.toFixed(2))),
});

async function main(): Promise<number> {
	const { chosen, json, small, settings, profiles } = readArguments();
	if (process.platform !== 'linux') {
		throw new Failure('The benchmark reads /proc: run it on Linux, for example in a container.');
	}
	const folder = await mkdtemp(join(tmpdir(), 'n8n-talk-platforms-bench-'));
	atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
	// What is said meanwhile is not part of the result.
	const report = (line: string) => console.error(line);

	const installation = await ensureN8n(report);
	await ensureRedis(report);
	report('Building and packing the nodes');
	const packages = await packAll(folder);
	const begin = machine();
	const bench = await Bench.start({
		installation,
		packages,
		folder,
		small,
		settings,
		...(profiles ? { profiles } : {}),
		report: (line) => report(`  ${line}`),
	});
	atEnd(() => bench.stop());
	const start = Date.now();
	const results: CaseResult[] = [];
	for (const { name, run } of chosen) {
		report(`${name} (${elapsed(start)})`);
		const result = { name, ...(await run(bench)) };
		results.push(result);
		// Whoever stops the benchmark before its end keeps what there is.
		(json ? report : console.log)(`\n${table(result)}\n`);
	}
	report(`Measured in ${elapsed(start)}`);
	if (json) {
		console.log(
			JSON.stringify({ small, settings, machine: begin, cases: results }, undefined, '\t'),
		);
	}
	return 0;
}

runScript(main);
