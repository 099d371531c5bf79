/**
 * Lints the sources that come in as JSON, `[{ filePath, source }]`, with the project's own
 * configuration; gives ESLint's messages, one list for each source. A process of its own, because
 * jest cannot load ESLint's configuration.
 */
import { json } from 'node:stream/consumers';

import { ESLint } from 'eslint';

const eslint = new ESLint();
const results = [];
for (const { filePath, source } of await json(process.stdin)) {
	const [result] = await eslint.lintText(source, { filePath });
	results.push(result?.messages ?? []);
}
console.log(JSON.stringify(results));
