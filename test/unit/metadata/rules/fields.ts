import type { INodeProperties, INodeType, NodePropertyTypes } from 'n8n-workflow';

import type { Api } from '../../../../nodes/shared/vendor/api';
import { choices, everyProperty, groups, inner, isPicker } from '../properties';
import { everyState, visible } from '../visibility';
import { unless, type NodeRule } from './rule';

const isObject = (value: unknown) =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isDynamic = ({ typeOptions }: INodeProperties) =>
	typeOptions?.loadOptionsMethod !== undefined || typeOptions?.loadOptions !== undefined;

const offersValue = (property: INodeProperties, value: unknown) =>
	choices(property).some((choice) => choice.value === value);

function numberFits({ default: value, typeOptions }: INodeProperties): boolean {
	const { minValue = -Infinity, maxValue = Infinity } = typeOptions ?? {};
	return typeof value === 'number' && value >= minValue && value <= maxValue;
}

function locatorFits({ default: value, modes = [] }: INodeProperties): boolean {
	const { mode, value: chosen } = (value ?? {}) as { mode?: unknown; value?: unknown };
	return mode === modes[0]?.name && chosen === '';
}

const isText = ({ default: value }: INodeProperties) => typeof value === 'string';

const fits: Partial<Record<NodePropertyTypes, (property: INodeProperties) => boolean>> = {
	boolean: ({ default: value }) => typeof value === 'boolean',
	collection: ({ default: value }) => isObject(value),
	dateTime: isText,
	fixedCollection: ({ default: value }) => isObject(value),
	json: isText,
	multiOptions: (property) =>
		Array.isArray(property.default) &&
		property.default.every((value) => isDynamic(property) || offersValue(property, value)),
	notice: isText,
	number: numberFits,
	options: (property) =>
		isDynamic(property) ? isText(property) : offersValue(property, property.default),
	resourceLocator: locatorFits,
	string: ({ default: value, typeOptions }) =>
		typeOptions?.multipleValues ? Array.isArray(value) : typeof value === 'string',
};

/** Defaults fit the type, the range and the choices of their fields. */
export const defaults: NodeRule = ({ node }) =>
	everyProperty(node.description.properties).flatMap(({ path, property }) => {
		const fit = fits[property.type];
		if (!fit) return [`${path}: the rule of defaults does not know the type ${property.type}`];
		return unless(
			fit(property),
			`${path}: the default ${JSON.stringify(property.default)} does not fit its type ${property.type}`,
		);
	});

/** Options that are on, or chosen, where nobody adds them; each has a test of its own. */
const withoutThem: Record<string, unknown> = {
	addTalkId: true,
	afterResponse: 'leave',
	approveEmoji: '👍, thumbsup',
	declineEmoji: '👎, thumbsdown',
	ifUserHasExpired: 'fail',
	maxRequests: 10_000,
	output: 'simplified',
	requireSignature: true,
	resumeWaiting: true,
	retryOnRateLimit: true,
	startFrom: 'now',
	timeout: 30_000,
};

/** What an option means that nobody adds: off, empty, or what the table says. */
function meansAbsent({ name, default: value, type }: INodeProperties, api?: Api): boolean {
	if (name === 'maxConcurrentRequests') return value === api?.concurrency;
	if (name in withoutThem) return value === withoutThem[name];
	if (type === 'resourceLocator' || type === 'fixedCollection') return true;
	return value === '' || value === false || value === 0 || (Array.isArray(value) && !value.length);
}

const showAbsence = new Set(['options', 'filters']);

/**
 * An option that is added with what it shows changes nothing. Fields of a request are not meant:
 * they send what they show.
 */
export const absence: NodeRule = ({ node, api }) =>
	node.description.properties
		.filter(({ name, type }) => type === 'collection' && showAbsence.has(name))
		.flatMap((collection) => inner(collection).map((option) => ({ collection, option })))
		.flatMap(({ collection, option }) =>
			unless(
				meansAbsent(option, api),
				`${collection.name}.${option.name}: shows ${JSON.stringify(option.default)}, which is not what its absence means`,
			),
		);

/** What the editor lists, by title; pickers of values show choices by name. */
const titles = (property: INodeProperties): string[] =>
	choices(property).length > 0
		? choices(property).map(({ name }) => name)
		: property.type === 'fixedCollection'
			? groups(property).map(({ displayName }) => displayName)
			: inner(property).map(({ displayName }) => displayName);

/** Whatever is picked from a list is in alphabetical order, also in short lists. */
export const alphabetical: NodeRule = ({ node }) =>
	everyProperty(node.description.properties).flatMap(({ path, property }) => {
		const listed = titles(property);
		const sorted = [...listed].sort((a, b) => a.localeCompare(b));
		return unless(
			listed.join() === sorted.join(),
			`${path}: ${listed.join(', ')} should be ${sorted.join(', ')}`,
		);
	});

const repeated = (values: string[]) => [
	...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];

/** Whatever can be seen at the same time has a name and a title of its own. */
export const uniqueNames: NodeRule = ({ node: { description } }) => {
	const inStates = everyState(description).flatMap((state) => {
		const shown = visible(description, state);
		return [
			...repeated(shown.map(({ name }) => name)).map((name) => ['named', name, state] as const),
			...repeated(shown.map(({ displayName }) => displayName)).map(
				(title) => ['titled', title, state] as const,
			),
		].map(([how, what]) => `${JSON.stringify(state)}: two visible fields are ${how} ${what}`);
	});
	const inLists = everyProperty(description.properties).flatMap(({ path, property }) => {
		const values = choices(property).map(({ value }) => String(value));
		const names = inner(property).map(({ name }) => name);
		return [...repeated(titles(property)), ...repeated(values), ...repeated(names)].map(
			(twice) => `${path} holds ${twice} twice`,
		);
	});
	const { properties } = description;
	const own = new Set(properties.map(({ name }) => name));
	const mistaken = properties
		.filter(({ type }) => type === 'collection')
		.flatMap((collection) =>
			inner(collection)
				.filter(({ type, name }) => type === 'resourceLocator' && own.has(name))
				.map(
					({ name }) =>
						`${collection.name}.${name}: n8n checks the field ${name} of the node in its place`,
				),
		);
	return [...new Set([...inStates, ...inLists, ...mistaken])];
};

/** Names of parameters are camelCase. */
export const camelCaseNames: NodeRule = ({ node }) =>
	everyProperty(node.description.properties).flatMap(({ path, property }) =>
		unless(/^[a-z][a-zA-Z0-9]*$/.test(property.name), `${path} is not in camelCase`),
	);

/** What the node does is chosen from a list, never computed. */
export const noExpressionsInPickers: NodeRule = ({ node }) =>
	node.description.properties
		.filter(isPicker)
		.flatMap((property) =>
			unless(property.noDataExpression === true, `${property.name} has no noDataExpression`),
		);

const methodsFor = ({ typeOptions, modes = [] }: INodeProperties) => [
	...(typeOptions?.loadOptionsMethod ? [['loadOptions', typeOptions.loadOptionsMethod]] : []),
	...modes.flatMap((mode) =>
		mode.typeOptions?.searchListMethod ? [['listSearch', mode.typeOptions.searchListMethod]] : [],
	),
];

const hasMethod = (node: INodeType, kind: string, name: string) =>
	typeof (node.methods as Record<string, Record<string, unknown>> | undefined)?.[kind]?.[name] ===
	'function';

/** Every list that the editor loads has its method in the node. */
export const methods: NodeRule = ({ node }) =>
	everyProperty(node.description.properties).flatMap(({ path, property }) =>
		methodsFor(property).flatMap(([kind = '', name = '']) =>
			unless(hasMethod(node, kind, name), `${path}: the node has no method ${kind}.${name}`),
		),
	);
