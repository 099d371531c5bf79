import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { ICredentialType } from 'n8n-workflow';

import { root } from '../../scripts/paths';
import { fillBlocks, operationsTable } from '../../scripts/readmeBlocks';
import { readmeFiles } from '../../scripts/readmeFiles';
import { readServices } from '../../scripts/services';

const read = (file: string) => readFileSync(join(root, file), 'utf8');

const readmes = ['README.md', ...globSync('packages/*/README.md', { cwd: root }).sort()];
const documents = globSync(['*.md', 'docs/*.md', 'packages/*/README.md'], { cwd: root }).sort();

const repository = 'https://github.com/n8n-nodes-talk-platforms/n8n-nodes-talk-platforms';

/** The anchors that GitHub makes of a document's headings. */
const anchorsOf = (file: string): string[] =>
	[...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\w\- ]/g, '')
			.replaceAll(' ', '-'),
	);

/** Where a link of a document leads within this repository; nothing for another website. */
function target(file: string, link: string): { path: string; anchor?: string } | undefined {
	const own = new RegExp(`^${repository}/(?:blob|tree)/main/`);
	const [path = '', anchor] = link.replace(own, '/').split('#');
	if (/^https?:/.test(path)) return undefined;
	const inside = path.startsWith('/') ? path.slice(1) : join(dirname(file), path);
	return { path: path === '' ? file : inside, ...(anchor ? { anchor } : {}) };
}

describe('READMEs', () => {
	it('The list of documents has all READMEs', () => {
		expect(readmes).toHaveLength(6);
	});

	it('What is generated in the READMEs is up to date (otherwise: npm run readme)', async () => {
		for (const [file, text] of await readmeFiles())
			expect(`${file}\n${text}`).toBe(`${file}\n${read(file)}`);
	});

	it('The tables would show an operation that was added', async () => {
		const [service] = await readServices();
		const [resource] = Object.values(service!.api.resources);
		const [get] = Object.values(resource!.operations);
		const zebra = { ...resource!, name: 'Zebra', operations: { get: get! } };
		const resources = { ...service!.api.resources, zebra };
		expect(operationsTable({ ...service!.api, resources })).toContain('| Zebra |');
	});

	it('A place without a text, and a text without a place, are refused', () => {
		const readme = '<!-- a: written by npm run readme -->\n\nold\n\n<!-- end -->\n';
		expect(fillBlocks(readme, { a: 'new' })).toBe(readme.replace('old', 'new'));
		expect(() => fillBlocks(readme, {})).toThrow('There is no text for the place "a"');
		expect(() => fillBlocks(readme, { a: '', b: '' })).toThrow('There is no place for "b"');
	});

	it.each(documents)('Every link of %s leads somewhere', (file) => {
		const links = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
		const dead = links.filter((link) => {
			const to = target(file, link);
			if (!to) return false;
			if (!existsSync(join(root, to.path))) return !link.startsWith(`${repository}/issues`);
			return to.anchor !== undefined && !anchorsOf(to.path).includes(to.anchor);
		});
		expect(dead).toEqual([]);
	});

	it.each(globSync('nodes/*/*.node.json', { cwd: root }).sort())(
		'The links of %s lead to the README of its package',
		(file) => {
			const { resources } = JSON.parse(read(file)) as {
				resources: Record<string, Array<{ url: string }>>;
			};
			const links = Object.values(resources).flat();
			expect(links).toHaveLength(2);
			for (const { url } of links) {
				const to = target('', url);
				const readme = join(to?.path ?? '', 'README.md');
				expect(readmes).toContain(readme);
				expect(anchorsOf(readme)).toContain(to?.anchor);
			}
		},
	);

	it.each(globSync('credentials/*.credentials.ts', { cwd: root }).sort())(
		'The README of the package of %s explains each of its fields, and its link leads there',
		async (file) => {
			const className = basename(file).split('.')[0] ?? '';
			const classes = (await import(join(root, file))) as Record<string, new () => ICredentialType>;
			const credential = new classes[className]!();
			const to = target('', credential.documentationUrl ?? '');
			const readme = join(to?.path ?? '', 'README.md');
			expect(readmes).toContain(readme);
			expect(anchorsOf(readme)).toContain(to?.anchor);
			const text = read(readme);
			expect(text).toContain(`**${credential.displayName}**`);
			const fields = credential.properties.filter(({ type }) => type !== 'hidden');
			const missing = fields.filter(
				({ displayName }) => !new RegExp(`^\\|.*\\b${displayName}\\b.*\\|.*\\|$`, 'm').test(text),
			);
			expect(missing.map(({ displayName }) => displayName)).toEqual([]);
		},
	);
});
