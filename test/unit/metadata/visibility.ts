import {
	NodeHelpers,
	type INodeCredentialDescription,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
	type NodeParameterValueType,
} from 'n8n-workflow';

import { choices } from './properties';

const latest = ({ version }: INodeTypeDescription) =>
	Array.isArray(version) ? Math.max(...version) : version;

const isShown = (
	description: INodeTypeDescription,
	values: INodeParameters,
	shown: INodeProperties | INodeCredentialDescription,
) => NodeHelpers.displayParameter(values, shown, { typeVersion: latest(description) }, description);

/** The top-level properties that n8n shows for these values. */
export const visible = (
	description: INodeTypeDescription,
	values: INodeParameters,
): INodeProperties[] =>
	description.properties.filter((property) => isShown(description, values, property));

/** Names of the credentials that n8n asks for with these values. */
export const visibleCredentials = (
	description: INodeTypeDescription,
	values: INodeParameters,
): string[] =>
	(description.credentials ?? [])
		.filter((credential) => isShown(description, values, credential))
		.map(({ name }) => name);

/** Names of the properties on which the visibility of others depends. */
function deciders({ properties }: INodeTypeDescription): Set<string> {
	const names = properties.flatMap(({ displayOptions: { show = {}, hide = {} } = {} }) => [
		...Object.keys(show),
		...Object.keys(hide),
	]);
	return new Set(names.map((name) => name.replace(/^\//, '')));
}

function possibleValues(property: INodeProperties): NodeParameterValueType[] {
	if (property.type === 'boolean') return [false, true];
	const values = choices(property).map(({ value }) => value);
	if (property.type === 'multiOptions') return [[], ...values.map((value) => [value] as string[])];
	return values.length > 0 ? values : [property.default];
}

/** Every state of the editor in which a different set of properties can be visible. */
export function everyState(
	description: INodeTypeDescription,
	values: INodeParameters = {},
): INodeParameters[] {
	const names = deciders(description);
	const undecided = visible(description, values).find(
		({ name }) => names.has(name) && !(name in values),
	);
	if (!undecided) return [values];
	return possibleValues(undecided).flatMap((value) =>
		everyState(description, { ...values, [undecided.name]: value }),
	);
}
