import type {
	INodeCredentialDescription,
	INodeProperties,
	INodePropertyOptions,
	NodePropertyTypes,
} from 'n8n-workflow';

import { alphabetical } from './alphabetical';
import type { Api } from './api';
import { inferredPath } from './inferred';
import type { Collection, Operation, Parameter, Resource } from './operation';
import { settingsFields } from './settings';

const byName = (a: { displayName: string }, b: { displayName: string }) =>
	alphabetical(a.displayName, b.displayName);

const optionByName = (a: INodePropertyOptions, b: INodePropertyOptions) =>
	alphabetical(a.name, b.name);

const emptyDefaults: Partial<Record<NodePropertyTypes, INodeProperties['default']>> = {
	boolean: false,
	collection: {},
	fixedCollection: {},
	multiOptions: [],
	number: 0,
};

/** A parameter as the editor shows it. */
function property({ name, field }: Parameter): INodeProperties {
	const { format: _format, list: _list, sensitive, ...shown } = field;
	const hidden = sensitive ? { typeOptions: { ...field.typeOptions, password: true } } : {};
	return { default: emptyDefaults[field.type] ?? '', ...shown, ...hidden, name };
}

const collectionTexts: Record<Collection, { displayName: string; placeholder: string }> = {
	additionalFields: { displayName: 'Additional Fields', placeholder: 'Add Field' },
	filters: { displayName: 'Filters', placeholder: 'Add Filter' },
	updateFields: { displayName: 'Update Fields', placeholder: 'Add Field' },
	options: { displayName: 'Options', placeholder: 'Add option' },
};

function collection(name: Collection, options: INodeProperties[]): INodeProperties {
	const { displayName, placeholder } = collectionTexts[name];
	return {
		displayName,
		name,
		type: 'collection',
		placeholder,
		default: {},
		options: [...options].sort(byName),
	};
}

const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

const titleCase = (wire: string) =>
	wire
		.split(/[_\s]+/)
		.map((word) =>
			/^(crm|id|uid|uri|url|uuid)s?$/.test(word)
				? word.toUpperCase().replace(/S$/, 's')
				: word.charAt(0).toUpperCase() + word.slice(1),
		)
		.join(' ');

const outputFields = (fields: readonly string[]): INodeProperties[] => [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'Raw', value: 'raw', description: 'All fields, as they come' },
			{
				name: 'Selected Fields',
				value: 'selectedFields',
				description: 'Only the fields you choose',
			},
			{ name: 'Simplified', value: 'simplified', description: 'The most used fields' },
		],
		default: 'simplified',
		description: 'How much of each record to return',
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'multiOptions',
		options: fields.map((field) => ({ name: titleCase(field), value: field })).sort(optionByName),
		default: [],
		displayOptions: { show: { output: ['selectedFields'] } },
		description: 'The fields to return',
	},
];

/** The option by which a user replaces a path that the vendor does not publish. */
export function apiPathField(operation: Operation): INodeProperties {
	const path = inferredPath(operation);
	const { alternatives = [], only } = operation.inferred ?? {};
	const tried = alternatives.length > 0 ? ` (then ${alternatives.join(', ')})` : '';
	return {
		displayName: 'API Path',
		name: 'apiPath',
		type: 'string',
		default: '',
		placeholder: `e.g. ${path}`,
		description: `The vendor does not publish the path of this operation${only ? ` for ${only.name}` : ''}. ${operation.method} ${path}${tried} is inferred from the paths it does publish: give another one here if it differs.`,
	};
}

/** What the editor shows for one operation, without the conditions under which it does. */
function operationFields(api: Api, operation: Operation): INodeProperties[] {
	const plain: INodeProperties[] = [];
	const inCollections: Record<Collection, INodeProperties[]> = {
		additionalFields: [],
		filters: [],
		updateFields: [],
		options: settingsFields(api),
	};
	for (const parameter of operation.parameters ?? []) {
		(parameter.collection ? inCollections[parameter.collection] : plain).push(property(parameter));
	}
	if (operation.inferred) inCollections.options.push(apiPathField(operation));
	const collections = (Object.keys(inCollections) as Collection[])
		.filter((name) => inCollections[name].length > 0)
		.map((name) => collection(name, inCollections[name]));
	return [
		...plain,
		...(operation.pagination ? listFields : []),
		...(operation.shape ? outputFields(operation.shape.fields) : []),
		...collections,
	];
}

/**
 * Fields of a resource. One that several operations share is one property, shown for each, as far
 * as the order of each operation's own fields allows.
 */
function resourceFields(api: Api, resourceName: string, resource: Resource): INodeProperties[] {
	const entries: Array<{ key: string; field: INodeProperties; operations: string[] }> = [];
	for (const [operationName, operation] of Object.entries(resource.operations)) {
		let position = 0;
		for (const field of operationFields(api, operation)) {
			const key = JSON.stringify(field);
			const shared = entries.findIndex((entry, index) => index >= position && entry.key === key);
			if (shared === -1) entries.splice(position++, 0, { key, field, operations: [operationName] });
			else {
				entries[shared]?.operations.push(operationName);
				position = shared + 1;
			}
		}
	}
	return entries.map(({ field, operations }) => ({
		...field,
		displayOptions: {
			show: { resource: [resourceName], operation: operations, ...field.displayOptions?.show },
		},
	}));
}

function operationPicker(resourceName: string, { operations }: Resource): INodeProperties {
	const options = Object.entries(operations)
		.map(([value, { name, action, description }]) => ({ name, value, action, description }))
		.sort(optionByName);
	const preferred = options.find(({ value }) => value === 'getAll') ?? options[0];
	const defaultOperation = preferred?.value ?? '';
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resourceName] } },
		options,
		default: defaultOperation,
	};
}

/**
 * Everything the editor shows for an API's resources: the two pickers and the fields of each
 * operation, visible for it alone.
 */
export function describeResources(api: Api): INodeProperties[] {
	const options = Object.entries(api.resources)
		.map(([value, { name, description }]) => ({
			name,
			value,
			...(description ? { description } : {}),
		}))
		.sort(optionByName);
	const defaultResource = Object.keys(api.resources)[0] ?? '';
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options,
			default: defaultResource,
		},
		...Object.entries(api.resources).flatMap(([name, resource]) => [
			operationPicker(name, resource),
			...resourceFields(api, name, resource),
		]),
	];
}

/** The credentials of an action node, each shown for the resources that need it. */
export function describeCredentials(api: Api): INodeCredentialDescription[] {
	const resources = new Map<string, string[]>();
	for (const [name, { credential = api.credential }] of Object.entries(api.resources)) {
		resources.set(credential, [...(resources.get(credential) ?? []), name]);
	}
	return [...resources].map(([name, shownFor]) => ({
		name,
		required: true,
		...(resources.size > 1 ? { displayOptions: { show: { resource: shownFor } } } : {}),
	}));
}
