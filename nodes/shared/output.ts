import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { RecordShape } from './operation';

/** How much of a record the user wants. */
export type OutputMode = 'simplified' | 'raw' | 'selectedFields';

/** What n8n takes for a failed item when a record holds nothing else. */
const failureKeys = new Set(['error', 'message', 'details']);

/**
 * A record as it may leave a node: an object that n8n does not take for a failed item. A vendor's
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

/** Reduces a record to what the user asked for; unknown fields pass through Raw untouched. */
export function shapeRecord(
	record: IDataObject,
	shape: RecordShape,
	mode: OutputMode,
	selected: readonly string[],
): IDataObject {
	if (mode === 'raw') return record;
	if (mode === 'simplified' && typeof shape.simplified === 'function') {
		return shape.simplified(record);
	}
	const keep = mode === 'simplified' ? (shape.simplified as string[]) : selected;
	return Object.fromEntries(keep.filter((key) => key in record).map((key) => [key, record[key]]));
}

/** Links an output item to the input item it came from. */
export const paired = (
	item: { json: IDataObject; binary?: INodeExecutionData['binary'] },
	itemIndex: number,
): INodeExecutionData => ({ ...item, pairedItem: { item: itemIndex } });
