import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** A property, at any depth, with the way to it: `talk create: additionalFields.roomType`. */
export interface Located {
	path: string;
	property: INodeProperties;
}

const pickers = new Set(['resource', 'operation']);

/** Whether it chooses what the node does. */
export const isPicker = ({ name }: INodeProperties) => pickers.has(name);

/** The choices of an `options` or `multiOptions` property. */
export const choices = ({ type, options = [] }: INodeProperties): INodePropertyOptions[] =>
	type === 'options' || type === 'multiOptions' ? (options as INodePropertyOptions[]) : [];

/** The groups of a `fixedCollection`. */
export const groups = ({ type, options = [] }: INodeProperties): INodePropertyCollection[] =>
	type === 'fixedCollection' ? (options as INodePropertyCollection[]) : [];

/** The properties directly inside another. */
export const inner = (property: INodeProperties): INodeProperties[] =>
	property.type === 'collection'
		? ((property.options ?? []) as INodeProperties[])
		: groups(property).flatMap(({ values }) => values);

function shownFor({ displayOptions }: INodeProperties): string {
	const { resource, operation } = displayOptions?.show ?? {};
	const words = [resource, operation].flatMap((values) => (values ? [values.join('/')] : []));
	return words.length > 0 ? `${words.join(' ')}: ` : '';
}

/** Every property of a description, those inside collections included. */
export function everyProperty(properties: INodeProperties[], above = ''): Located[] {
	return properties.flatMap((property) => {
		const path = above ? `${above}.${property.name}` : `${shownFor(property)}${property.name}`;
		return [{ path, property }, ...everyProperty(inner(property), path)];
	});
}
