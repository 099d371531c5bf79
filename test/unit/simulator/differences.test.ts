import { differences } from './support/differences';

describe('the comparison with a sample', () => {
	const sample = { talks: [{ id: 'a', at: '2023-05-24T19:38:36.870Z', price: null, rank: 1 }] };

	it('The comparison finds nothing where only values differ', () => {
		const actual = { talks: [{ id: 'b', at: '2024-01-01T00:00:00.000Z', price: null, rank: 2.5 }] };
		expect(differences(sample, actual)).toEqual([]);
	});

	it.each([
		[{ ...sample, more: 1 }, ['$.more: not in the sample']],
		[{}, ['$.talks: only in the sample']],
		[{ talks: null }, ['$.talks: array in the sample, null here']],
		[
			{ talks: [{ ...sample.talks[0], rank: '1' }] },
			['$.talks[].rank: number in the sample, string here'],
		],
		[
			{ talks: [sample.talks[0], { ...sample.talks[0], at: '2023-05-24T19:38:36+00:00' }] },
			['$.talks[].at: time with Z in the sample, time with offset here'],
		],
		[[], ['$: object in the sample, array here']],
	])('The comparison finds a difference in %j', (actual, expected) => {
		expect(differences(sample, actual)).toEqual(expected);
	});
});
