import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { inspect } from 'node:util';

import type { INodeTypeDescription } from 'n8n-workflow';

import { root } from './subjects';

interface LintMessage {
	ruleId: string | null;
	message: string;
	line: number;
	endLine?: number;
}

interface Written {
	className: string;
	folder: string;
	description: INodeTypeDescription;
}

/** Rules about the source of a node, not about what it describes. */
const aboutSource = new Set([
	'@n8n/community-nodes/node-connection-type-literal',
	'@n8n/community-nodes/webhook-lifecycle-complete',
	'n8n-nodes-base/node-param-display-name-not-first-position',
]);

/** The description as a person would have written it, because n8n's rules read only literals. */
const sourceOf = ({ className, description }: Written) => `
export class ${className} implements INodeType {
	description: INodeTypeDescription = ${inspect(description, {
		depth: Infinity,
		maxArrayLength: Infinity,
		maxStringLength: Infinity,
		compact: false,
	})};
}
`;

function excerpt(source: string, { line, endLine = line }: LintMessage): string {
	const text = source.split('\n').slice(line - 1, endLine);
	return text.join(' ').replace(/\s+/g, ' ').trim().slice(0, 200);
}

/**
 * Holds n8n's lint rules against descriptions that are made at run time.
 *
 * @returns for each description what is wrong with it: rule, message and excerpt
 * @throws when ESLint cannot run
 */
export function lintDescriptions(written: Written[]): string[][] {
	const sources = written.map(({ className, folder, ...rest }) => ({
		filePath: join(folder, `${className}.node.ts`),
		source: sourceOf({ className, folder, ...rest }),
	}));
	const child = spawnSync(process.execPath, [join(__dirname, 'lintSources.mjs')], {
		cwd: root,
		input: JSON.stringify(sources),
		encoding: 'utf8',
		// With NODE_ENV=test the rules of n8n-nodes-base take every file for one of their own samples.
		env: { ...process.env, NODE_ENV: 'production' },
	});
	if (child.status !== 0) throw new Error(`ESLint could not run: ${child.stderr}`);
	const results = JSON.parse(child.stdout) as LintMessage[][];
	return results.map((messages, index) =>
		messages
			.filter(({ ruleId }) => !aboutSource.has(ruleId ?? ''))
			.map(
				(message) =>
					`${message.ruleId ?? 'syntax'}: ${message.message}: ${excerpt(sources[index]?.source ?? '', message)}`,
			),
	);
}
