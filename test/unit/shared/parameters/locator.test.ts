import fc from 'fast-check';

import { InvalidValue } from '../../../../nodes/shared/parameters/errors';
import { locatorValue } from '../../../../nodes/shared/parameters/locator';
import { pick, recordKind } from '../../../../nodes/shared/vendor/recordKind';
import { unused } from '../support/operations';

const named = { example: 'abc', list: () => unused, title: () => undefined };
const { field: talk } = pick(
	recordKind({
		...named,
		name: 'Talk',
		wire: 'talk_id',
		page: {
			url: 'https://example.com/ti/{id}',
			pattern: 'https?://(?:www\\.)?example\\.com/ti/([^/?#\\s]+)',
		},
	}),
);
const { field: group } = pick(recordKind({ ...named, name: 'Group', wire: 'group_id' }));

const rl = (mode: string, value: unknown) => ({ __rl: true, mode, value });

describe('pick', () => {
	it('pick offers the list first, and a URL only where the service has pages', () => {
		expect(talk.modes?.map(({ name }) => name)).toEqual(['list', 'url', 'id']);
		expect(group.modes?.map(({ name }) => name)).toEqual(['list', 'id']);
		expect(talk.default).toEqual({ mode: 'list', value: '' });
		expect(talk.required).toBe(true);
	});
});

describe('locatorValue', () => {
	it.each([
		[rl('list', 'abc')],
		[rl('id', ' abc ')],
		[rl('id', 'https://www.example.com/ti/abc?x=1')],
		[rl('url', 'https://example.com/ti/abc')],
		['abc'],
		['https://example.com/ti/abc'],
	])('locatorValue finds the ID in %j', (raw) => {
		expect(locatorValue(talk, raw)).toBe('abc');
	});

	it.each([[rl('list', '')], [rl('id', null)], [''], [undefined], [null]])(
		'locatorValue is undefined for %j',
		(raw) => {
			expect(locatorValue(talk, raw)).toBeUndefined();
		},
	);

	it('locatorValue takes numbers, which some services use as IDs', () => {
		expect(locatorValue(group, rl('id', 42))).toBe('42');
	});

	it.each([
		[talk, 'https://example.org/ti/abc', 'must be a URL like https://example.com/ti/abc, or an ID'],
		[talk, rl('url', 'abc'), 'must be a URL like'],
		[group, 'https://example.com/x', 'Group must be an ID, not a URL'],
		[talk, rl('id', { a: 1 }), 'Talk must be an ID'],
		[talk, ['a'], 'Talk must be an ID'],
	])('locatorValue refuses what names no record', (field, raw, message) => {
		expect(() => locatorValue(field, raw)).toThrow(InvalidValue);
		expect(() => locatorValue(field, raw)).toThrow(message);
	});

	it('locatorValue gives back every ID, in each mode', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/), (id) => {
				expect(locatorValue(talk, rl('list', id))).toBe(id);
				expect(locatorValue(talk, rl('id', id))).toBe(id);
				expect(locatorValue(talk, rl('url', `https://www.example.com/ti/${id}#top`))).toBe(id);
			}),
		);
	});
});
