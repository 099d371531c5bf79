/**
 * Scans packages as n8n does before it verifies one: with its public scanner's own functions, on the
 * source and on the unpacked tarball. Takes `[{ name, unpacked }]` as JSON and the folder of the
 * source as its argument; prints for each leg `{ name, leg, passed, details, files, warnings }`.
 * A process of its own, because jest cannot load the scanner.
 */
import { createRequire } from 'node:module';
import { json } from 'node:stream/consumers';

import {
	analyzePackage,
	buildScanConfig,
	findPackageRoot,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const scanner = createRequire(
	import.meta.resolve('@n8n/scan-community-package/scanner/scanner.mjs'),
);
const { ESLint } = scanner('eslint');
const glob = scanner('fast-glob');

/** What the scanner only counts as a warning, and so does not report. */
async function warningsIn(cwd, patterns) {
	const eslint = new ESLint({
		cwd,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const files = glob.sync(patterns, { cwd, absolute: true, ignore: ['node_modules/**'] });
	const results = await eslint.lintFiles(files);
	return {
		files: files.length,
		warnings: results.flatMap(({ filePath, messages }) =>
			messages
				.filter(({ severity }) => severity === 1)
				.map(({ message }) => `${filePath}: ${message}`),
		),
	};
}

async function scan(name, leg, folder, patterns) {
	const { passed, details } = await analyzePackage(folder, patterns);
	return { name, leg, passed, details, ...(await warningsIn(folder, patterns)) };
}

const verdicts = [];
for (const { name, unpacked } of await json(process.stdin)) {
	const source = findPackageRoot(process.argv[2], name);
	verdicts.push(await scan(name, 'source', source, SOURCE_FILE_PATTERNS));
	verdicts.push(await scan(name, 'tarball', unpacked, ['**/*.js', 'package.json']));
}
console.log(JSON.stringify(verdicts));
