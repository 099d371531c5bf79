import type { INodeProperties } from 'n8n-workflow';

import { choices, everyProperty, isPicker } from '../properties';
import { unless, type NodeRule } from './rule';

/** Types that show no description, or are explained by what is in them. */
const selfExplaining = new Set(['collection', 'fixedCollection', 'notice', 'hidden']);

const plain = (text: string) => text.replace(/<[^>]+>/g, '').replace(/\b(e\.g|i\.e|etc)\./g, '$1');

const sentences = (text: string) => plain(text).split(/[.!?]\s+(?=\S)/).length;

/** What is wrong with one description: sentence case; a period only where there are several sentences. */
export function descriptionFlaws(text: string): string[] {
	const several = sentences(text) > 1;
	const period = plain(text).endsWith('.');
	return [
		...unless(text === text.trim() && !/\s{2,}/.test(text), 'has needless white space'),
		...unless(!/^[a-z]/.test(text), 'begins in lower case'),
		...unless(!several || period, 'has several sentences but no final period'),
		...unless(several || !period, 'has one sentence and a final period'),
	];
}

const needsDescription = (property: INodeProperties) =>
	!isPicker(property) && !selfExplaining.has(property.type);

/** Every field and every operation is described. */
export const described: NodeRule = ({ node }) =>
	everyProperty(node.description.properties).flatMap(({ path, property }) => [
		...unless(
			!needsDescription(property) || !!(property.description ?? property.hint),
			`${path} has no description`,
		),
		...(property.name === 'operation' ? choices(property) : []).flatMap(({ value, description }) =>
			unless(!!description, `${path} ${String(value)} has no description`),
		),
	]);

/** Descriptions of the node, its fields and their choices are well-formed. */
export const descriptionStyle: NodeRule = ({ node: { description } }) => {
	const texts = everyProperty(description.properties).flatMap(({ path, property }) => [
		{ path, text: property.description },
		...choices(property).map((choice) => ({
			path: `${path} ${String(choice.value)}`,
			text: choice.description,
		})),
	]);
	return [{ path: 'node', text: description.description }, ...texts].flatMap(({ path, text }) =>
		text === undefined ? [] : descriptionFlaws(text).map((flaw) => `${path}: "${text}" ${flaw}`),
	);
};

/** Titles of `notice` fields are sentences; all others are short. */
const maxTitle = 40;

/** Titles fit the editor. */
export const shortTitles: NodeRule = ({ node }) =>
	everyProperty(node.description.properties).flatMap(({ path, property }) =>
		unless(
			property.type === 'notice' || property.displayName.length <= maxTitle,
			`${path}: "${property.displayName}" is longer than ${maxTitle} characters`,
		),
	);

const example = /^e\.g\. \S/;

/** Collections say what is added; all other placeholders are examples. */
const placeholderForm = ({ type }: INodeProperties) =>
	type === 'collection' || type === 'fixedCollection' ? /^Add [A-Za-z]/ : example;

/** Placeholders are examples, and text that must be given has one. */
export const placeholders: NodeRule = ({ node }) =>
	everyProperty(node.description.properties).flatMap(({ path, property }) => {
		const { placeholder, required, type, modes = [] } = property;
		const must = type === 'collection' || (type === 'string' && required === true);
		return [
			...unless(!must || placeholder !== undefined, `${path} has no placeholder`),
			...unless(
				placeholder === undefined || placeholderForm(property).test(placeholder),
				`${path}: the placeholder "${placeholder}" is not of the form ${placeholderForm(property).source}`,
			),
			...modes
				.filter((mode) => mode.type === 'string')
				.flatMap((mode) =>
					unless(
						example.test(mode.placeholder ?? ''),
						`${path} ${mode.name}: the placeholder "${mode.placeholder ?? ''}" is not an example`,
					),
				),
		];
	});
