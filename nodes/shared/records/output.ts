import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { optionByName } from '../parameters/property';
import type { RecordShape, ValuesOf } from '../vendor/operation';
import { choice, choices } from '../vendor/parameter';
import { titleCase } from '../vendor/titleCase';

const describe = ({ fields }: RecordShape) => [
	choice(
		'output',
		[
			{ name: 'Raw', value: 'raw', description: 'All fields, as the API returns them' },
			{
				name: 'Selected Fields',
				value: 'selectedFields',
				description: 'Only the fields you select',
			},
			{ name: 'Simplified', value: 'simplified', description: 'The most useful fields' },
		],
		{ in: 'local', default: 'simplified', description: 'Which fields to return for each record' },
	),
	choices(
		'fields',
		fields.map((field) => ({ name: titleCase(field), value: field })).sort(optionByName),
		{
			in: 'local',
			required: true,
			when: { output: ['selectedFields'] },
			description: 'Fields to include in the output. The ID is always included.',
		},
	),
];

const described = new WeakMap<RecordShape, ReturnType<typeof describe>>();

/** How much of each record to return: the same parameters for all operations of a shape. */
export function outputParameters(shape: RecordShape): ReturnType<typeof describe> {
	const parameters = described.get(shape) ?? describe(shape);
	described.set(shape, parameters);
	return parameters;
}

/** The choices of those parameters. */
export type OutputValues = ValuesOf<ReturnType<typeof describe>[number]>;

/** Reduces a record to what the user asked for; Raw leaves out only its secrets. */
export function shapeRecord(
	record: IDataObject,
	{ simplified, secrets = [] }: RecordShape,
	{ output = 'simplified', fields = [] }: OutputValues,
): IDataObject {
	if (output === 'raw') {
		return Object.fromEntries(Object.entries(record).filter(([key]) => !secrets.includes(key)));
	}
	if (output === 'simplified' && typeof simplified === 'function') return simplified(record);
	const keep = output === 'simplified' ? (simplified as string[]) : ['id', ...fields];
	return Object.fromEntries(
		keep.filter((key) => Object.hasOwn(record, key)).map((key) => [key, record[key]]),
	);
}

/** What n8n takes for a failed item when a record holds nothing else. */
const failureKeys = new Set(['error', 'message', 'details']);

/**
 * A record as it may leave a node: an object that n8n does not take for a failed item. The API's
 * own top-level `error` is kept under `vendorError`, because n8n runs a node again whose first
 * item has such a key.
 */
export function toJson(record: unknown): IDataObject {
	if (typeof record !== 'object' || record === null || Array.isArray(record)) {
		return record === null || record === undefined || record === ''
			? { success: true }
			: { value: record as IDataObject[string] };
	}
	let json = record as IDataObject;
	if ('error' in json) {
		const { error, ...rest } = json;
		json = { ...rest, vendorError: error };
	}
	return Object.keys(json).every((key) => failureKeys.has(key)) ? { ...json, success: true } : json;
}

/** Links an output item to the input item it came from. */
export const paired = (
	item: { json: IDataObject; binary?: INodeExecutionData['binary'] },
	itemIndex: number,
): INodeExecutionData => ({ ...item, pairedItem: { item: itemIndex } });
