import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Icon } from 'n8n-workflow';

import { unless, type NodeRule } from './rule';

/** n8n sorts nodes into these; others are not shown. */
const categories = new Set([
	'Analytics',
	'Communication',
	'HITL',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing & Content',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
]);

interface Codex {
	node?: unknown;
	nodeVersion?: unknown;
	codexVersion?: unknown;
	categories?: unknown;
	subcategories?: { AI?: unknown };
	resources?: Record<string, unknown>;
}

const isWebPage = (text: unknown) =>
	typeof text === 'string' && URL.canParse(text) && /^https?:/.test(text);

function linkFlaws(resources: Codex['resources'], key: string): string[] {
	const links = resources?.[key];
	if (!Array.isArray(links) || links.length === 0) return [`codex: resources.${key} is missing`];
	return (links as Array<{ url?: unknown }>).flatMap(({ url }) =>
		unless(isWebPage(url), `codex: resources.${key} has ${String(url)}, which is no URL`),
	);
}

/** The codex file is complete: n8n drops one without `resources` silently. */
export const codex: NodeRule = ({ node: { description }, packageName, ...subject }) => {
	if (typeof subject.codex !== 'object' || subject.codex === null) {
		return ['there is no codex file (.node.json) beside the node'];
	}
	const found = subject.codex as Codex;
	const listed = Array.isArray(found.categories) ? (found.categories as unknown[]) : [];
	const name = `${packageName}.${description.name}`;
	const version = `${String(description.version)}.0`;
	return [
		...unless(found.node === name, `codex: node is ${String(found.node)} instead of ${name}`),
		...unless(
			found.nodeVersion === version,
			`codex: nodeVersion is ${String(found.nodeVersion)} instead of ${version}`,
		),
		...unless(found.codexVersion === '1.0', 'codex: codexVersion is not 1.0'),
		...unless(listed.length > 0, 'codex: there are no categories'),
		...listed
			.filter((category) => !categories.has(String(category)))
			.map((category) => `codex: ${String(category)} is none of n8n's categories`),
		...unless(
			found.subcategories?.AI === undefined,
			'codex: with the subcategory AI the editor hides the actions; n8n describes the tool itself',
		),
		...linkFlaws(found.resources, 'primaryDocumentation'),
		...linkFlaws(found.resources, 'credentialDocumentation'),
	];
};

function drawingFlaws(label: string, svg: string): string[] {
	const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
	return [
		...unless(width !== undefined && width === height, `the ${label} icon is not square`),
		...unless(
			!/<(script|image|foreignObject|use)\b|\bhref=|url\(/i.test(svg),
			`the ${label} icon refers to something outside of it`,
		),
	];
}

/**
 * What is wrong with an icon: light and dark are two different square drawings that exist.
 *
 * @param folder where `file:` begins
 */
export function iconFlaws(icon: Icon | undefined, folder: string): string[] {
	const { light, dark } = typeof icon === 'object' ? icon : { light: icon, dark: undefined };
	const [lightDrawing, darkDrawing] = [light, dark].map((reference) => {
		const path = /^file:(.+\.svg)$/.exec(String(reference))?.[1];
		const file = join(folder, path ?? '');
		return path && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
	});
	return [
		...(lightDrawing === undefined
			? [`the light icon ${light} is no SVG file that exists`]
			: drawingFlaws('light', lightDrawing)),
		...(darkDrawing === undefined
			? [`the dark icon ${dark} is no SVG file that exists`]
			: drawingFlaws('dark', darkDrawing)),
		...unless(
			lightDrawing === undefined || lightDrawing !== darkDrawing,
			'the light and the dark icon are the same',
		),
	];
}

/** The node has a light and a dark icon. */
export const nodeIcon: NodeRule = ({ node, folder }) => iconFlaws(node.description.icon, folder);
