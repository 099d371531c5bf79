import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';

import type { Api } from '../nodes/shared/vendor/api';
import { root } from './paths';

/** A service as its folder of `nodes/` describes it. */
export interface Service {
	/** The name of its action node. */
	node: string;
	api: Api;
	/** The names of its trigger's events, without the one for all. */
	events: string[];
}

const isApi = (value: unknown): value is Api =>
	typeof value === 'object' && value !== null && 'resources' in value && 'baseUrl' in value;

const isEvents = ({ name }: INodeProperties) => name === 'events';

async function readService(file: string): Promise<Service> {
	const folder = basename(dirname(file));
	const exported = (await import(join(root, file))) as Record<string, unknown>;
	const api = Object.values(exported).find(isApi);
	if (!api) throw new Error(`${file} exports no Api`);
	const trigger = `${folder}Trigger`;
	const classes = (await import(join(root, dirname(file), `${trigger}.node.ts`))) as Record<
		string,
		new () => INodeType
	>;
	const Trigger = classes[trigger];
	if (!Trigger) throw new Error(`${folder} has no class ${trigger}`);
	const choices = new Trigger().description.properties.find(isEvents)?.options;
	const events = ((choices ?? []) as INodePropertyOptions[])
		.filter(({ value }) => value !== '*')
		.map(({ name }) => name);
	return { node: folder.toLowerCase(), api, events };
}

/** Every service that has a folder with an Api in `nodes/`, by the names of the folders. */
export const readServices = async (): Promise<Service[]> =>
	await Promise.all(globSync('nodes/*/api.ts', { cwd: root }).sort().map(readService));
