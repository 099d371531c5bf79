import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Api } from '../nodes/shared/vendor/api';
import type { WorkflowFile } from './n8n/api';
import { root } from './paths';
import type { Service } from './services';
import { workflowFor, type SinglePackage } from './singlePackages';

/** Texts that are written into a README, by the names of their marks. */
export type Blocks = Record<string, string>;

const repository = 'https://github.com/n8n-nodes-talk-platforms/n8n-nodes-talk-platforms';

const start = (name: string) => `<!-- ${name}: written by npm run readme -->`;
const end = '<!-- end -->';

/**
 * A README with these texts between their marks.
 *
 * @throws when it has no place for one, or a place for which there is no text
 */
export function fillBlocks(readme: string, blocks: Blocks): string {
	const places = [...readme.matchAll(/<!-- ([\w ]+): written by npm run readme -->/g)];
	const unknown = places.map(([, name = '']) => name).filter((name) => !(name in blocks));
	if (unknown.length > 0) throw new Error(`There is no text for the place "${unknown[0]}"`);
	let text = readme;
	for (const [name, content] of Object.entries(blocks)) {
		const from = text.indexOf(start(name));
		const to = text.indexOf(end, from);
		if (from === -1 || to === -1) throw new Error(`There is no place for "${name}"`);
		const head = text.slice(0, from + start(name).length);
		text = `${head}\n\n${content}\n\n${text.slice(to)}`;
	}
	return text;
}

const table = (head: string[], rows: string[][]): string =>
	[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const byName = <Named extends { name: string }>(named: Record<string, Named>): Named[] =>
	Object.values(named).sort((a, b) => a.name.localeCompare(b.name));

/** The resources of an API, each with the names of its operations. */
const resourcesTable = ({ resources }: Api): string =>
	table(
		['Resource', 'Operations'],
		byName(resources).map(({ name, operations }) => [
			name,
			byName(operations)
				.map((operation) => operation.name)
				.join(', '),
		]),
	);

/** The operations of an API with what they do and what they send, in the order of the editor. */
export const operationsTable = ({ resources }: Api): string =>
	table(
		['Resource', 'Operation', 'What it does', 'Request'],
		byName(resources).flatMap(({ name: resource, operations }) =>
			byName(operations).map(({ name, description, request, inferred }) => {
				const { only } = inferred ?? {};
				const mark = only ? ` (inferred for ${only.case})` : inferred ? ' (inferred)' : '';
				return [resource, name, description, request ? `\`${request}\`${mark}` : '–'];
			}),
		),
	);

const isInferred = ({ resources }: Api): boolean =>
	Object.values(resources).some(({ operations }) =>
		Object.values(operations).some(({ inferred }) => inferred),
	);

const inferredNote = ({ name }: Api) =>
	`*Inferred* means that ${name} announces the operation without documenting its path. The node uses the path that follows from the documented ones. If it is another, set **Options → API Path**.`;

/** The example workflows that have only nodes of this package, ready to be pasted. */
function workflowsOf(single: SinglePackage, workflows: ReadonlyMap<string, WorkflowFile>): string {
	const own = [...workflows.values()].flatMap((workflow) => workflowFor(single, workflow) ?? []);
	const details = own.map((workflow) =>
		[
			`<details><summary>${workflow.name}</summary>`,
			`\`\`\`json\n${JSON.stringify(workflow, undefined, 2)}\n\`\`\``,
			'</details>',
		].join('\n\n'),
	);
	return [
		'Copy a workflow, click an empty place of the canvas in the editor, and paste it. Its note says what to set up.',
		...details,
	].join('\n\n');
}

/** A part that several READMEs have, from `docs/parts/`, with its `{{names}}` filled in. */
function part(name: string, values: Record<string, string>): string {
	const text = readFileSync(join(root, 'docs', 'parts', `${name}.md`), 'utf8').trim();
	return text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
		const value = values[key];
		if (value === undefined) throw new Error(`docs/parts/${name}.md: there is no ${key}`);
		return value;
	});
}

/** Links of a README that is also read outside of the repository, such as on npm. */
const absolute = {
	root: `${repository}/blob/main`,
	docs: `${repository}/blob/main/docs`,
	issues: `${repository}/issues`,
};

/** The texts for the README of a package of one service. */
export const singleBlocks = (
	single: SinglePackage,
	{ api }: Service,
	workflows: ReadonlyMap<string, WorkflowFile>,
): Blocks => ({
	install: part('install', { ...absolute, package: single.name, search: `**${api.name}**` }),
	resources: resourcesTable(api),
	operations: operationsTable(api),
	...(isInferred(api) ? { inferred: inferredNote(api) } : {}),
	workflows: workflowsOf(single, workflows),
	help: part('help', absolute),
});

/** The texts for the README of the repository, which is that of the package of all services. */
export function umbrellaBlocks(
	services: Array<{ single: SinglePackage; service: Service; about: string }>,
	workflows: ReadonlyMap<string, WorkflowFile>,
): Blocks {
	const names = services.map(({ service }) => `**${service.api.name}**`);
	const links = { root: '.', docs: 'docs', issues: absolute.issues };
	return {
		services: table(
			['Service', 'What the nodes work with', 'Operations', 'Trigger events'],
			services.map(({ single, service: { api, events }, about }) => [
				`[${api.name}](packages/${single.service}/README.md)`,
				about,
				String(
					Object.values(api.resources).flatMap(({ operations }) => Object.keys(operations)).length,
				),
				String(events.length),
			]),
		),
		install: part('install', {
			...links,
			package: 'n8n-nodes-talk-platforms',
			search: `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`,
		}),
		workflows: table(
			['Workflow', 'File'],
			[...workflows].map(([file, { name }]) => [name, `[${file}.json](workflows/${file}.json)`]),
		),
		help: part('help', links),
	};
}
