import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { shapeRecord, toJson } from '../../../../nodes/shared/records/output';

describe('toJson', () => {
	it.each([
		[null, { success: true }],
		[undefined, { success: true }],
		['', { success: true }],
		['text', { value: 'text' }],
		[[1], { value: [1] }],
		[{}, { success: true }],
		[
			{ id: 1, error: null },
			{ id: 1, vendorError: null },
		],
		[{ message: 'done' }, { message: 'done', success: true }],
		[
			{ error: 'x', message: 'y' },
			{ message: 'y', vendorError: 'x' },
		],
	])('toJson makes of %j an object that n8n does not take for a failure', (record, json) => {
		expect(toJson(record)).toEqual(json);
	});

	it('toJson never makes what n8n takes for a failed item', () => {
		const key = fc.constantFrom('error', 'message', 'details', 'id');
		fc.assert(
			fc.property(fc.anything(), fc.dictionary(key, fc.anything()), (any, object) => {
				for (const record of [any, object]) {
					const json = toJson(record);
					expect(json).not.toHaveProperty('error');
					const keys = Object.keys(json);
					expect(keys.some((name) => !['error', 'message', 'details'].includes(name))).toBe(true);
				}
			}),
		);
	});
});

describe('shapeRecord', () => {
	const record: IDataObject = { id: 1, name: 'a', extra: true };
	const shape = { fields: ['id', 'name', 'extra'], simplified: ['id', 'name', 'absent'] };

	it('shapeRecord keeps the ID and the selected fields, and only those that exist', () => {
		expect(shapeRecord(record, shape, { output: 'simplified' })).toEqual({ id: 1, name: 'a' });
		expect(
			shapeRecord(record, shape, { output: 'selectedFields', fields: ['extra', 'gone'] }),
		).toEqual({
			id: 1,
			extra: true,
		});
		expect(shapeRecord(record, shape, { output: 'raw' })).toEqual(record);
		const secret = { ...shape, secrets: ['extra'] };
		expect(shapeRecord(record, secret, { output: 'raw' })).toEqual({ id: 1, name: 'a' });
	});

	it('shapeRecord lets a service simplify by a function', () => {
		const counted = {
			...shape,
			simplified: (all: IDataObject) => ({ n: Object.keys(all).length }),
		};
		expect(shapeRecord(record, counted, { output: 'simplified' })).toEqual({ n: 3 });
	});
});
