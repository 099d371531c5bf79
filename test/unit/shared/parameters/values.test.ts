import fc from 'fast-check';

import type { Field, Parameter } from '../../../../nodes/shared/vendor/operation';
import { InvalidValue } from '../../../../nodes/shared/parameters/errors';
import { isEmpty, readValue, toList } from '../../../../nodes/shared/parameters/values';

const parameterOf = (field: Partial<Field> & Pick<Field, 'type'>): Parameter => ({
	name: 'wire',
	wire: 'wire',
	field: { displayName: 'Label', default: '', ...field },
});

const read = (
	field: Partial<Field> & Pick<Field, 'type'>,
	raw: unknown,
	more: Partial<Parameter> = {},
) => readValue({ ...parameterOf(field), ...more }, raw, 'UTC');

describe('readValue', () => {
	it.each([[''], ['  '], [null], [undefined], [[]], [{}]])('readValue leaves %j out', (raw) => {
		expect(read({ type: 'string' }, raw)).toBeUndefined();
		expect(read({ type: 'json' }, raw)).toBeUndefined();
	});

	it.each([[''], ['  '], [null], [undefined]])(
		'readValue asks for a required value instead of %j',
		(raw) => {
			expect(() => read({ type: 'string', required: true }, raw)).toThrow('Label is required');
		},
	);

	it('readValue keeps false and 0, which are values', () => {
		expect(read({ type: 'boolean' }, false)).toBe(false);
		expect(read({ type: 'number' }, 0)).toBe(0);
	});

	it.each([
		['number', '7', 7],
		['number', ' 2.5 ', 2.5],
		['boolean', 'true', true],
		['boolean', 'false', false],
		['boolean', 1, true],
		['string', 42, '42'],
		['string', true, 'true'],
		['json', '{"a":[1]}', { a: [1] }],
		['json', { a: 1 }, { a: 1 }],
	] as const)('readValue reads a %s from %j', (type, raw, value) => {
		expect(read({ type }, raw)).toEqual(value);
	});

	it.each([
		['number', 'seven', 'Label must be a number. Current value: "seven"'],
		['number', NaN, 'Label must be a number'],
		['boolean', 'yes', 'Label must be true or false. Current value: "yes"'],
		['string', { a: 1 }, 'Label must be text, not an object'],
		['string', ['a'], 'Label must be text, not a list'],
		['json', '{"a":', 'Label must be valid JSON'],
	] as const)('readValue refuses for a %s %j', (type, raw, message) => {
		expect(() => read({ type }, raw)).toThrow(InvalidValue);
		expect(() => read({ type }, raw)).toThrow(message);
	});

	const options = [
		{ name: 'On', value: 'on' },
		{ name: 'Off', value: 'off' },
	];

	it('readValue takes only the choices of an options field', () => {
		expect(read({ type: 'options', options }, 'on')).toBe('on');
		expect(() => read({ type: 'options', options }, 'ON')).toThrow(
			'Label must be one of: on, off. Current value: "ON"',
		);
	});

	it('readValue takes any value when the choices come from the API', () => {
		const typeOptions = { loadOptionsMethod: 'getTalks' };
		expect(read({ type: 'options', typeOptions, options: [] }, 'x')).toBe('x');
	});

	it('readValue writes a date in the format of the wire', () => {
		expect(read({ type: 'dateTime' }, '2026-01-02T03:04')).toBe('2026-01-02T03:04:00.000Z');
		expect(read({ type: 'string' }, '2026-01-02', { format: 'month' })).toBe('2026-01');
	});

	it('readValue converts last, and leaves out what becomes empty', () => {
		const convert = (value: unknown) => String(value).toUpperCase();
		expect(read({ type: 'string' }, 'a', { convert })).toBe('A');
		expect(read({ type: 'string' }, 'a', { convert: () => undefined })).toBeUndefined();
	});
});

describe('toList', () => {
	it.each([
		[
			['a', 'b'],
			['a', 'b'],
		],
		[['a', '', null], ['a']],
		['a, b ,,c', ['a', 'b', 'c']],
		['["a","b"]', ['a', 'b']],
		['[1, 2]', [1, 2]],
		[7, [7]],
	])('toList reads %j', (raw, list) => {
		expect(toList(raw, 'Label')).toEqual(list);
	});

	it('toList refuses what is no list', () => {
		expect(() => toList({}, 'Label')).toThrow('Label must be a list or comma-separated text');
		expect(() => toList('[1,', 'Label')).toThrow('Label must be valid JSON');
	});

	it('toList reads a list the same in each of its three forms', () => {
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^[a-z0-9-]+$/), { minLength: 1 }), (ids) => {
				expect(toList(ids, 'IDs')).toEqual(ids);
				expect(toList(JSON.stringify(ids), 'IDs')).toEqual(ids);
				expect(toList(ids.join(', '), 'IDs')).toEqual(ids);
			}),
		);
	});
});

describe('isEmpty', () => {
	it('isEmpty is false for dates and other objects that are values', () => {
		expect(isEmpty(new Date())).toBe(false);
		expect(isEmpty(false)).toBe(false);
		expect(isEmpty(0)).toBe(false);
	});
});
