import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Api } from '../../../../nodes/shared/vendor/api';
import { parametersOf, type Operation } from '../../../../nodes/shared/vendor/operation';
import { choices, inner, isPicker } from '../properties';
import type { NodeSubject } from '../subjects';
import { everyState, visible, visibleCredentials } from '../visibility';
import { unless, type NodeRule } from './rule';

interface Offer {
	resource: string;
	option: INodePropertyOptions;
}

/** The operations that the node offers. */
const offers = ({ node }: NodeSubject): Offer[] =>
	node.description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap((picker) =>
			choices(picker).map((option) => ({
				resource: String(picker.displayOptions?.show?.resource?.[0]),
				option,
			})),
		);

const label = ({ resource, option }: Offer) => `${resource} ${String(option.value)}`;

/** Action texts: one of its own for each operation, without articles and final period. */
export const actions: NodeRule = (subject) => {
	const seen = new Map<string, string>();
	return offers(subject).flatMap((offer) => {
		const { action } = offer.option;
		if (!action) return [`${label(offer)} has no action text`];
		const twin = seen.get(action);
		seen.set(action, label(offer));
		return [
			...unless(
				twin === undefined,
				`${label(offer)}: "${action}" is the action of ${twin} as well`,
			),
			...unless(!/\b(an?|the)\b/i.test(action), `${label(offer)}: "${action}" has an article`),
			...unless(!/[.!?\s]$/.test(action), `${label(offer)}: "${action}" does not end with a word`),
			...unless(
				/^[A-Z][a-z]/.test(action),
				`${label(offer)}: "${action}" does not begin as a sentence`,
			),
		];
	});
};

const listWords = /^(get all|list|retrieve all|search all)\b/i;

/** What lists records is called Get Many, everywhere, and nothing else is. */
export const getMany: NodeRule = (subject) =>
	offers(subject).flatMap((offer) => {
		const { value, name, action = '', description = '' } = offer.option;
		if (value !== 'getAll') {
			return unless(
				name !== 'Get Many' && !listWords.test(name),
				`${label(offer)} is called "${name}" but its value is not getAll`,
			);
		}
		return [
			...unless(name === 'Get Many', `${label(offer)} is called "${name}" instead of "Get Many"`),
			...unless(
				/^Get many \w/.test(action),
				`${label(offer)}: "${action}" does not begin with "Get many"`,
			),
			...unless(
				!/\b(get|retrieve) all\b/i.test(description),
				`${label(offer)}: "${description}" says "all"`,
			),
		];
	});

const returnAllText = 'Whether to return all results or only up to a given limit';
const limitText = 'Max number of results to return';

const wording: Record<string, (property: INodeProperties) => boolean> = {
	returnAll: (property) =>
		property.displayName === 'Return All' &&
		property.type === 'boolean' &&
		property.default === false &&
		property.description === returnAllText,
	limit: (property) =>
		property.displayName === 'Limit' &&
		property.type === 'number' &&
		property.default === 50 &&
		property.typeOptions?.minValue === 1 &&
		property.description === limitText,
};

function listFlaws({ node }: NodeSubject, state: INodeParameters): string[] {
	const shown = visible(node.description, state);
	const has = (name: string) => shown.some((property) => property.name === name);
	const label = `${String(state.resource)} ${String(state.operation)}`;
	const limited = state.returnAll !== true;
	return [
		...unless(has('returnAll'), `${label} has no Return All`),
		...unless(
			has('limit') === limited,
			`${label} ${limited ? 'has no Limit' : 'shows Limit although Return All is on'}`,
		),
		...shown
			.filter((property) => wording[property.name]?.(property) === false)
			.map(({ name }) => `${label}: ${name} differs from n8n's wording, type or default`),
	];
}

/** Every list has Return All and Limit, as n8n words them. */
export const limits: NodeRule = (subject) => [
	...new Set(
		everyState(subject.node.description)
			.filter(({ operation }) => operation === 'getAll')
			.flatMap((state) => listFlaws(subject, state)),
	),
];

/** Fields by name; a collection with the names in it. */
type Fields = Map<string, string>;

const settings = ['maxConcurrentRequests', 'retryOnRateLimit', 'timeout'];

function declaredFields({ overrides = [] }: Api, operation: Operation): Fields {
	const { pagination, output, inferred } = operation;
	const inside: Record<string, string[]> = {
		options: [...settings, ...overrides.map(({ name }) => name)],
	};
	const names: string[] = [];
	for (const { name, collection, field } of parametersOf(operation)) {
		const held = inner({ name, ...field }).map((one) => one.name);
		if (collection) (inside[collection] ??= []).push(name);
		else if (held.length > 0) inside[name] = held;
		else names.push(name);
	}
	if (inferred) inside.options?.push('apiPath');
	if (pagination) names.push('returnAll', 'limit');
	if (output) names.push('output', 'fields');
	return new Map([
		...names.map((name): [string, string] => [name, '']),
		...Object.entries(inside).map(([name, held]): [string, string] => [name, held.sort().join()]),
	]);
}

function shownFields(subject: NodeSubject, states: INodeParameters[]): Fields {
	const shown = states.flatMap((state) => visible(subject.node.description, state));
	return new Map(
		shown
			.filter((property) => !isPicker(property) && property.type !== 'notice')
			.map((property) => [
				property.name,
				inner(property)
					.map(({ name }) => name)
					.sort()
					.join(),
			]),
	);
}

function fieldFlaws(label: string, declared: Fields, shown: Fields): string[] {
	const missing = [...declared.keys()].filter((name) => !shown.has(name));
	const excess = [...shown.keys()].filter((name) => !declared.has(name));
	const differing = [...declared].filter(([name, held]) => (shown.get(name) ?? held) !== held);
	return [
		...missing.map((name) => `${label}: ${name} is declared but never visible`),
		...excess.map((name) => `${label}: ${name} is visible but not declared`),
		...differing.map(
			([name, held]) => `${label}: ${name} holds ${shown.get(name)} instead of ${held}`,
		),
	];
}

const operationsOf = ({ resources }: Api) =>
	Object.entries(resources).flatMap(([resource, { operations }]) =>
		Object.entries(operations).map(([name, operation]) => ({ resource, name, operation })),
	);

/** The editor offers the operations of the vendor, each with its own fields and no others. */
export const fieldsOfOperations: NodeRule = (subject) => {
	const { api } = subject;
	if (!api) return [];
	const states = everyState(subject.node.description);
	const declared = operationsOf(api);
	const known = new Set(declared.map(({ resource, name }) => `${resource} ${name}`));
	const unknown = offers(subject).filter((offer) => !known.has(label(offer)));
	return [
		...unknown.map((offer) => `${label(offer)} is offered but not declared`),
		...declared.flatMap(({ resource, name, operation }) => {
			const own = states.filter((state) => state.resource === resource && state.operation === name);
			return own.length === 0
				? [`${resource} ${name} is declared but not offered`]
				: fieldFlaws(
						`${resource} ${name}`,
						declaredFields(api, operation),
						shownFields(subject, own),
					);
		}),
	];
};

/** Each operation asks for the credential of its resource and for no other. */
export const credentialsOfOperations: NodeRule = ({ api, node: { description } }) => {
	if (!api) return [];
	return operationsOf(api).flatMap(({ resource, name }) => {
		const wanted = api.resources[resource]?.credential ?? api.credential;
		const asked = visibleCredentials(description, { resource, operation: name });
		return unless(
			asked.join() === wanted,
			`${resource} ${name} asks for ${asked.join(' and ') || 'no credential'} instead of ${wanted}`,
		);
	});
};
