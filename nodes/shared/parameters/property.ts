import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { collections, type Collection, type Placed } from '../vendor/operation';
import { alphabetical } from './alphabetical';

const byLabel = (a: { displayName: string }, b: { displayName: string }) =>
	alphabetical(a.displayName, b.displayName);

/** Sorts the choices of a picker by name. */
export const optionByName = (a: INodePropertyOptions, b: INodePropertyOptions): number =>
	alphabetical(a.name, b.name);

/** Inside a collection, a condition on the node's own parameters begins at the root. */
const conditions = ({ when = {}, collection }: Placed) => {
	const entries = Object.entries(when).map(([name, values]) => [
		collection ? `/${name}` : name,
		values,
	]);
	return entries.length > 0
		? { displayOptions: { show: Object.fromEntries(entries) as Placed['when'] } }
		: {};
};

/** Under Update Fields an empty field is sent, which the description says. */
function description({ field, collection, list }: Placed): Partial<INodeProperties> {
	const canBeEmpty = list === true || ['string', 'dateTime'].includes(field.type);
	return collection === 'updateFields' && canBeEmpty && field.description
		? { description: `${field.description.replace(/\.$/, '')}. Leave empty to clear it.` }
		: {};
}

/** A parameter as the editor shows it. */
const property = (parameter: Placed): INodeProperties => ({
	...parameter.field,
	...description(parameter),
	name: parameter.name,
	...conditions(parameter),
});

const collectionTexts: Record<Collection, { displayName: string; placeholder: string }> = {
	additionalFields: { displayName: 'Additional Fields', placeholder: 'Add Field' },
	filters: { displayName: 'Filters', placeholder: 'Add Filter' },
	updateFields: { displayName: 'Update Fields', placeholder: 'Add Field' },
	options: { displayName: 'Options', placeholder: 'Add option' },
};

function collectionProperties(parameters: readonly Placed[], name: Collection): INodeProperties[] {
	const members = parameters.filter(({ collection }) => collection === name);
	if (members.length === 0) return [];
	const options = members.map(property).sort(byLabel);
	return [{ ...collectionTexts[name], name, type: 'collection', default: {}, options }];
}

/** Parameters as the editor shows them: in their order, then the collections, each by label. */
export const properties = (parameters: readonly Placed[]): INodeProperties[] => [
	...parameters.filter(({ collection }) => collection === undefined).map(property),
	...collections.flatMap((name) => collectionProperties(parameters, name)),
];
