import fc from 'fast-check';

import {
	capacity,
	complete,
	keyOf,
	newState,
	pause,
	readState,
	takeNew,
	type Met,
} from '../../../../nodes/shared/trigger/pollState';

const undated = (...ids: string[]): Met[] => ids.map((id) => ({ key: keyOf(id), record: { id } }));

const dated = (...times: number[]): Met[] =>
	times.map((time, index) => ({ key: keyOf(`${time} ${index}`), time, record: { time } }));

const timesOf = (met: Met[]) => met.map(({ time }) => time);

/** A state whose first reading has met these. */
function started(...met: Met[]) {
	const state = newState('settings', true);
	takeNew(state, met);
	complete(state, undefined);
	return state;
}

describe('readState', () => {
	it.each([
		undefined,
		null,
		{},
		'text',
		{ ...newState('a', true), version: 0 },
		{ ...newState('a', true), dated: null },
		{ ...newState('a', true), undated: 'k' },
		{ ...newState('a', true), settings: 7 },
	])('readState does not take %j for a state', (stored) => {
		expect(readState(stored)).toBeUndefined();
	});

	it('readState gives a copy, even of what n8n watches for changes', () => {
		const stored = newState('a', true);
		const watched = new Proxy(stored, {});
		const state = readState(watched);
		expect(state).toEqual(stored);
		state?.undated.push('k');
		expect(stored.undated).toEqual([]);
	});
});

describe('keyOf', () => {
	it('keyOf is short and the same each time', () => {
		fc.assert(
			fc.property(fc.string(), (identity) => {
				expect(keyOf(identity)).toMatch(/^[\w-]{8}$/);
				expect(keyOf(identity)).toBe(keyOf(identity));
			}),
		);
	});
});

describe('takeNew', () => {
	it('takeNew gives each record once, with a date or without', () => {
		const state = started();
		const met = [...undated('a', 'b', 'a'), ...dated(5, 5)];
		expect(takeNew(state, met)).toHaveLength(4);
		expect(takeNew(state, met)).toEqual([]);
	});

	it('takeNew knows a record that gets or loses its date', () => {
		const state = started();
		const [record] = undated('a');
		if (!record) throw new Error('There is a record');
		takeNew(state, [record]);
		expect(takeNew(state, [{ ...record, time: 9 }])).toEqual([]);
	});

	it('takeNew gives nothing during the first reading, and then what it has not met', () => {
		const state = newState('settings', true);
		expect(takeNew(state, undated('a'))).toEqual([]);
		pause(state, '2');
		expect(takeNew(state, undated('b'))).toEqual([]);
		complete(state, undefined);
		expect(takeNew(state, undated('a', 'b', 'c'))).toEqual(undated('c'));
	});

	it('takeNew gives everything from the beginning when asked to', () => {
		expect(takeNew(newState('settings', false), undated('a'))).toEqual(undated('a'));
	});

	it('takeNew takes a record that is older than everything for new', () => {
		expect(timesOf(takeNew(started(...dated(1_000)), dated(1)))).toEqual([1]);
	});
});

describe('what is remembered', () => {
	beforeEach(() => {
		jest.replaceProperty(capacity, 'dated', 3);
		jest.replaceProperty(capacity, 'equal', 6);
		jest.replaceProperty(capacity, 'undated', 3);
	});

	afterEach(() => jest.restoreAllMocks());

	it('The newest dated records are remembered; those older than a forgotten one are done with', () => {
		const state = started(...dated(1, 2, 3, 4, 5));
		expect(state.doneUntil).toBe(2);
		expect(Object.values(state.dated).sort()).toEqual([3, 4, 5]);
		expect(timesOf(takeNew(state, dated(0, 2, 2.5, 6)))).toEqual([2.5, 6]);
	});

	it('Records of one date are told apart, though they are more than the newest', () => {
		const met = dated(7, 7, 7, 7, 7);
		const state = started(...met);
		expect(state.dated).toEqual({});
		expect(takeNew(state, met)).toEqual([]);
		const more = [...met, ...dated(7, 7, 7, 7, 7, 7).slice(5)];
		expect(takeNew(state, more)).toEqual(more.slice(5));
		expect(takeNew(state, more)).toEqual([]);
	});

	it('Records of one date that are too many are not remembered, yet none of them is new', () => {
		const met = dated(7, 7, 7, 7, 7, 7, 7);
		const state = started(...met);
		expect(state.doneAt).toBeUndefined();
		expect(takeNew(state, met)).toEqual([]);
	});

	it('Everything is remembered before all pages of a list have been read', () => {
		const state = started();
		takeNew(state, dated(1, 2, 3, 4, 5));
		pause(state, '2');
		expect(takeNew(state, dated(0.5))).toHaveLength(1);
		complete(state, undefined);
		expect(Object.values(state.dated).sort()).toEqual([3, 4, 5]);
	});

	it('What is remembered stays small while a long list is read for the first time', () => {
		const state = newState('settings', true);
		for (let page = 0; page < 50; page++) {
			takeNew(state, dated(...Array.from({ length: 10 }, (_, index) => page * 10 + index)));
			pause(state, String(page));
		}
		expect(Object.keys(state.dated)).toHaveLength(3);
	});

	it('Undated records that have left the list are forgotten once they are too many', () => {
		const state = started(...undated('a', 'b', 'c'));
		const listed = undated('c', 'd');
		takeNew(state, listed);
		complete(state, new Set(listed.map(({ key }) => key)));
		expect(state.undated).toEqual([keyOf('c'), keyOf('d')]);
	});

	it('No more undated records are remembered than the cap', () => {
		const met = undated('a', 'b', 'c', 'd');
		const listed = new Set(met.map(({ key }) => key));
		for (const known of [listed, undefined]) {
			const state = newState('settings', true);
			takeNew(state, met);
			expect(() => complete(state, known)).toThrow(
				'The list has more than 3 records without a date, too many to detect new ones',
			);
		}
	});
});

it('The state is small enough to be stored with a workflow', () => {
	const state = started(
		...Array.from({ length: 5_000 }, (_, index) => ({
			key: keyOf(String(index)),
			time: 1_795_000_000_000 + index,
			record: {},
		})),
	);
	expect(JSON.stringify(state).length).toBeLessThan(30_000);
});
