import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Api } from '../nodes/shared/vendor/api';
import { root } from './paths';

const startMark = (name: string) => `<!-- operations of ${name}: written by npm run readme -->`;
const endMark = '<!-- end of operations -->';

const isApi = (value: unknown): value is Api =>
	typeof value === 'object' && value !== null && 'resources' in value && 'baseUrl' in value;

/** The API of every vendor folder under `nodes/`. */
export async function allApis(): Promise<Api[]> {
	const files = readdirSync(join(root, 'nodes'))
		.filter((folder) => folder !== 'shared')
		.map((folder) => join(root, 'nodes', folder, 'api.ts'))
		.filter((file) => existsSync(file));
	const modules = files.map(async (file) => (await import(file)) as Record<string, unknown>);
	return (await Promise.all(modules)).flatMap((exported) => Object.values(exported).filter(isApi));
}

/** The operations of an API as a Markdown table, in the order of the editor. */
export function operationsTable({ resources }: Api): string {
	const rows = Object.values(resources)
		.sort((a, b) => a.name.localeCompare(b.name))
		.flatMap(({ name: resource, operations }) =>
			Object.values(operations)
				.sort((a, b) => a.name.localeCompare(b.name))
				.map(({ name, description, request, inferred }) => {
					const { only } = inferred ?? {};
					const mark = only ? ` (inferred for ${only.case})` : inferred ? ' (inferred)' : '';
					const sent = `\`${request}\`${mark}`;
					return `| ${resource} | ${name} | ${description} | ${sent} |`;
				}),
		);
	return [
		'| Resource | Operation | What it does | Request |',
		'| --- | --- | --- | --- |',
		...rows,
	].join('\n');
}

/**
 * The README with the operations of every API between its marks.
 *
 * @throws when the README has no place for an API
 */
export function writeOperations(readme: string, apis: readonly Api[]): string {
	let text = readme;
	for (const api of apis) {
		const start = text.indexOf(startMark(api.name));
		const end = text.indexOf(endMark, start);
		if (start === -1 || end === -1) {
			throw new Error(
				`The README has no place for the operations of ${api.name}: ${startMark(api.name)} … ${endMark}`,
			);
		}
		const from = start + startMark(api.name).length;
		text = `${text.slice(0, from)}\n\n${operationsTable(api)}\n\n${text.slice(end)}`;
	}
	return text;
}
