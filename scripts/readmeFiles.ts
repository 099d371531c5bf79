import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './paths';
import { fillBlocks, singleBlocks, umbrellaBlocks } from './readmeBlocks';
import { readServices } from './services';
import { readSinglePackages, type SinglePackage } from './singlePackages';
import { readWorkflowFiles } from './workflowFiles';

/** What a package's description says after "n8n nodes for …:". */
function aboutOf({ description }: SinglePackage): string {
	const about = description.split(': ')[1] ?? description;
	return about.charAt(0).toUpperCase() + about.slice(1);
}

/** Every README that `npm run readme` writes: its path, and its text with all that is generated. */
export async function readmeFiles(): Promise<Map<string, string>> {
	const workflows = await readWorkflowFiles();
	const services = await readServices();
	const all = readSinglePackages().map((single) => {
		const service = services.find(({ node }) => single.nodes.includes(node));
		if (!service) throw new Error(`packages/${single.service} has no service in nodes/`);
		return { single, service, about: aboutOf(single) };
	});
	const blocks = [
		['README.md', umbrellaBlocks(all, workflows)] as const,
		...all.map(({ single, service }) => {
			const file = join('packages', single.service, 'README.md');
			return [file, singleBlocks(single, service, workflows)] as const;
		}),
	];
	return new Map(
		blocks.map(([file, texts]) => [
			file,
			fillBlocks(readFileSync(join(root, file), 'utf8'), texts),
		]),
	);
}
