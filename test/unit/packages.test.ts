import { globSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../scripts/paths';
import { readSinglePackages, workflowFor } from '../../scripts/singlePackages';
import { readWorkflowFiles } from '../../scripts/workflowFiles';

interface Manifest extends Record<string, unknown> {
	name: string;
	homepage: string;
	repository: { url: string; directory?: string };
	keywords: string[];
	n8n: { n8nNodesApiVersion: number; nodes: string[]; credentials: string[] };
}

const manifest = (folder: string) =>
	JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;

const umbrella = manifest('.');
const single = readSinglePackages();
const manifests = single.map(({ service }) => manifest(`packages/${service}`));

/** What must be the same in all packages. */
const common = [
	'version',
	'license',
	'author',
	'bugs',
	'engines',
	'publishConfig',
	'files',
	'peerDependencies',
];

describe('the packages of one service', () => {
	it('There are five', () => {
		expect(single.map(({ service }) => service)).toEqual([
			'smalltalk',
			'stenomatic',
			'talkio',
			'talkit',
			'voipbin',
		]);
	});

	it('Together they have the nodes and credentials of the package of all services', () => {
		const all = (key: 'nodes' | 'credentials') => manifests.flatMap(({ n8n }) => n8n[key]).sort();
		expect(all('nodes')).toEqual([...umbrella.n8n.nodes].sort());
		expect(all('credentials')).toEqual([...umbrella.n8n.credentials].sort());
	});

	it.each(single.map(({ service }) => service))(
		'The package %s is described as the others',
		(service) => {
			const one = manifest(`packages/${service}`);
			for (const key of common) expect({ [key]: one[key] }).toEqual({ [key]: umbrella[key] });
			expect(one.repository).toEqual({ ...umbrella.repository, directory: `packages/${service}` });
			expect(one.homepage).toBe(umbrella.homepage.replace('#', `/tree/main/packages/${service}#`));
			expect(one.keywords).toEqual(expect.arrayContaining(['n8n-community-node-package', service]));
			expect(one).not.toHaveProperty('dependencies');
			expect(one).not.toHaveProperty('scripts');
		},
	);

	it.each(single.map(({ service }) => service))(
		'The links of the package %s lead to its source',
		(service) => {
			const { n8n } = manifest(`packages/${service}`);
			const sources = [...n8n.nodes, ...n8n.credentials].map((file) =>
				file.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
			);
			for (const source of sources) {
				expect(realpathSync(join(root, 'packages', service, source))).toBe(
					realpathSync(join(root, source)),
				);
			}
			expect(realpathSync(join(root, 'packages', service, 'nodes/shared'))).toBe(
				realpathSync(join(root, 'nodes/shared')),
			);
		},
	);

	it.each(globSync('nodes/*/*.node.json', { cwd: root }).sort())(
		'%s names the node of its package',
		(file) => {
			const { node } = JSON.parse(readFileSync(join(root, file), 'utf8')) as { node: string };
			expect(single.flatMap(({ name, nodes }) => nodes.map((one) => `${name}.${one}`))).toContain(
				node,
			);
		},
	);

	it('Each has an example workflow, and none with a node of another service', async () => {
		const workflows = await readWorkflowFiles();
		for (const one of single) {
			const own = [...workflows.values()].flatMap((workflow) => workflowFor(one, workflow) ?? []);
			expect(own).not.toEqual([]);
			expect(JSON.stringify(own)).not.toContain('n8n-nodes-talk-platforms');
		}
		const mixed = workflows.get('smalltalk-transcription-to-voipbin')!;
		expect(single.flatMap((one) => workflowFor(one, mixed) ?? [])).toEqual([]);
	});
});
