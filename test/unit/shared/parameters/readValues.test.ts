import { readValues } from '../../../../nodes/shared/parameters/readValues';
import { placed } from '../../../../nodes/shared/vendor/operation';
import { choice, fixedCollection, text } from '../../../../nodes/shared/vendor/parameter';

const password = text('password', { sensitive: true });

const groups = fixedCollection('groups', {
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Kind',
					name: 'kind',
					type: 'options',
					options: [
						{ name: 'One', value: 'one' },
						{ name: 'Two', value: 'two' },
					],
					default: 'one',
				},
				{
					displayName: 'Amount',
					name: 'amount',
					type: 'number',
					default: 3,
					displayOptions: { show: { kind: ['two'] } },
				},
			],
		},
	],
});

const read = (parameters: Parameters<typeof placed>[0]['parameters'], raw: unknown) =>
	readValues(placed({ parameters }), () => raw, 'UTC');

describe('readValues', () => {
	it.each([null, undefined, ' ', [], {}])(
		'A password outside of a collection must not become empty: %j',
		(raw) => {
			expect(() => read([password], raw)).toThrow('Password is empty. Enter a value');
		},
	);

	it('A password that nobody has touched is left out', () => {
		expect(read([password], '')).toEqual({});
	});

	it('Groups of fields that nobody has touched are left out, and others must not be empty', () => {
		expect(read([groups], {})).toEqual({});
		for (const raw of [null, '', []]) {
			expect(() => read([groups], raw)).toThrow('Groups is empty. Add an entry');
		}
	});

	it('A field of a group has its default only while it is not stored', () => {
		expect(read([groups], { values: {} })).toEqual({ groups: { values: [{ kind: 'one' }] } });
		expect(read([groups], { values: { kind: 'two' } })).toEqual({
			groups: { values: [{ kind: 'two', amount: 3 }] },
		});
		for (const amount of [null, undefined, '']) {
			expect(() => read([groups], { values: { kind: 'two', amount } })).toThrow(
				'Amount is required',
			);
		}
	});

	it('What is not shown is not read', () => {
		const kind = choice('kind', ['one', 'two'], { default: 'one' });
		const shown = { ...text('name'), when: { kind: ['two'] } };
		const given: Record<string, unknown> = { kind: 'one', name: 'Ada' };
		const values = () =>
			readValues(placed({ parameters: [kind, shown] }), (name) => given[name], 'UTC');
		expect(values()).toEqual({ kind: 'one' });
		given.kind = 'two';
		expect(values()).toEqual({ kind: 'two', name: 'Ada' });
	});
});
