import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import { settingsParameters } from '../http/settings';
import { optionByName, properties } from '../parameters/property';
import { limitParameters } from '../records/limit';
import { outputParameters } from '../records/output';
import { apiPathParameter } from '../records/paths';
import type { Api } from '../vendor/api';
import {
	declaredParameters,
	parametersOf,
	type Operation,
	type Parameter,
	type Resource,
} from '../vendor/operation';

/** An operation with the parameters that every operation like it has. */
export const withCommonParameters = (operation: Operation): Operation => ({
	...operation,
	parameters: [
		...(operation.parameters ?? []),
		...(operation.pagination ? limitParameters : []),
		...(operation.output ? outputParameters(operation.output) : []),
	],
	options: [
		...(operation.options ?? []),
		...(operation.inferred ? [apiPathParameter(operation)] : []),
	],
});

/** Every parameter of an action node. */
export const allParameters = ({ resources }: Api): Parameter[] =>
	Object.values(resources).flatMap(({ operations }) =>
		Object.values(operations).flatMap(declaredParameters),
	);

function operationFields(operation: Operation, settings: readonly Parameter[]): INodeProperties[] {
	const { options = [], ...common } = withCommonParameters(operation);
	const fields = properties(parametersOf({ ...common, options: [...settings, ...options] }));
	const ofOutput = new Set(
		operation.output ? outputParameters(operation.output).map(({ name }) => name as string) : [],
	);
	// What to return comes after what to send.
	const rank = ({ name }: INodeProperties) => (name === 'options' ? 2 : ofOutput.has(name) ? 1 : 0);
	return fields.sort((a, b) => rank(a) - rank(b));
}

/**
 * Fields of a resource. One that several operations share is one property, shown for each, as far
 * as the order of each operation's own fields allows.
 */
function resourceFields(
	resourceName: string,
	resource: Resource,
	settings: readonly Parameter[],
): INodeProperties[] {
	const entries: Array<{ key: string; field: INodeProperties; operations: string[] }> = [];
	for (const [operationName, operation] of Object.entries(resource.operations)) {
		let position = 0;
		for (const field of operationFields(operation, settings)) {
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
		.map(([value, { name }]) => ({ name, value }))
		.sort(optionByName);
	const defaultResource = Object.keys(api.resources)[0] ?? '';
	const settings = [...settingsParameters(api), ...(api.overrides ?? [])];
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
			...resourceFields(name, resource, settings),
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
