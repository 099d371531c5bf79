import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { ICredentialType, INodeType } from 'n8n-workflow';

import type { Api } from '../../../nodes/shared/vendor/api';
import { readSinglePackages } from '../../../scripts/singlePackages';

/** A node as the package ships it, for the rules to look at. */
export interface NodeSubject {
	/** "Smalltalk" */
	className: string;
	/** Where icons and codex are. */
	folder: string;
	node: INodeType;
	/** What is in its `.node.json`; `undefined` without one. */
	codex: unknown;
	/** The vendor's operations; triggers have none. */
	api?: Api;
	/** The package of its service. */
	packageName: string;
	/** Names of all credentials of the package. */
	credentials: string[];
}

/** A credential as the package ships it. */
export interface CredentialSubject {
	className: string;
	folder: string;
	credential: ICredentialType;
}

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
}

/** The folder of package.json. */
export const root = join(__dirname, '../../..');

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** `dist/nodes/X/X.node.js` → the source file without `.ts`. */
const source = (shipped: string) => join(root, shipped.replace(/^dist\//, '').replace(/\.js$/, ''));

function load(file: string, className: string): unknown {
	const exported = jest.requireActual<Record<string, new () => unknown>>(`${file}.ts`)[className];
	if (!exported) throw new Error(`${file}.ts does not export the class ${className}`);
	return new exported();
}

const isApi = (value: unknown): value is Api =>
	typeof value === 'object' && value !== null && 'resources' in value && 'baseUrl' in value;

function loadApi(folder: string): Api {
	const api = Object.values(jest.requireActual<object>(join(folder, 'api.ts'))).find(isApi);
	if (!api) throw new Error(`${folder}/api.ts exports no Api`);
	return api;
}

const singlePackages = readSinglePackages();

/** The credentials that package.json names. */
export const credentialSubjects: CredentialSubject[] = manifest.n8n.credentials.map((shipped) => {
	const file = source(shipped);
	const className = basename(file, '.credentials');
	return { className, folder: dirname(file), credential: load(file, className) as ICredentialType };
});

/** The nodes that package.json names. */
export const nodeSubjects: NodeSubject[] = manifest.n8n.nodes.map((shipped) => {
	const file = source(shipped);
	const className = basename(file, '.node');
	const folder = dirname(file);
	const node = load(file, className) as INodeType;
	const codexFile = `${file}.json`;
	const isTrigger = node.description.group.includes('trigger');
	return {
		className,
		folder,
		node,
		codex: existsSync(codexFile)
			? (JSON.parse(readFileSync(codexFile, 'utf8')) as unknown)
			: undefined,
		...(isTrigger ? {} : { api: loadApi(folder) }),
		packageName:
			singlePackages.find(({ nodes }) => nodes.includes(node.description.name))?.name ?? '',
		credentials: credentialSubjects.map(({ credential }) => credential.name),
	};
});
