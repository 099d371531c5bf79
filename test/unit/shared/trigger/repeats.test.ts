import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { isRepeat, memoryOfProcess } from '../../../../nodes/shared/trigger/repeats';

describe('isRepeat', () => {
	it('isRepeat accepts an event once within the window, and again after it', () => {
		const data: IDataObject = {};
		expect(isRepeat(data, 'a', 1000, 0)).toBe(false);
		expect(isRepeat(data, 'a', 1000, 999)).toBe(true);
		expect(isRepeat(data, 'b', 1000, 999)).toBe(false);
		expect(isRepeat(data, 'a', 1000, 1000)).toBe(false);
	});

	it('isRepeat survives being stored as JSON, even with identities that look like numbers', () => {
		let data: IDataObject = {};
		for (const id of ['9', '1', '5']) isRepeat(data, id, 1000, 0);
		data = JSON.parse(JSON.stringify(data)) as IDataObject;
		for (const id of ['9', '1', '5']) expect(isRepeat(data, id, 1000, 1)).toBe(true);
	});

	it('isRepeat forgets the oldest first and never grows beyond its cap', () => {
		const data: IDataObject = {};
		for (let i = 0; i < 2000; i++) isRepeat(data, String(i), 10_000, i);
		expect((data.seenEvents as unknown[]).length).toBe(500);
		expect(isRepeat(data, '1999', 10_000, 2000)).toBe(true);
		expect(isRepeat(data, '0', 10_000, 2000)).toBe(false);
	});

	it("isRepeat starts anew from data it can't read", () => {
		for (const seenEvents of [null, 'x', 7, { a: 1 }]) {
			expect(isRepeat({ seenEvents } as IDataObject, 'a', 1000, 0)).toBe(false);
		}
	});

	it('isRepeat agrees with a plain model', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat({ max: 700 })), { maxLength: 60 }),
				(events) => {
					const data: IDataObject = {};
					const takenAt = new Map<string, number>();
					let now = 0;
					for (const [id, delay] of events) {
						now += delay;
						const last = takenAt.get(id);
						const expected = last !== undefined && now - last < 1000;
						expect(isRepeat(data, id, 1000, now)).toBe(expected);
						if (!expected) takenAt.set(id, now);
					}
				},
			),
		);
	});
});

describe('memoryOfProcess', () => {
	it('memoryOfProcess is one for each trigger, and forgets the oldest of very many', () => {
		const first = memoryOfProcess('first');
		expect(memoryOfProcess('first')).toBe(first);
		expect(memoryOfProcess('second')).not.toBe(first);
		for (let count = 0; count < 1000; count++) memoryOfProcess(`another ${count}`);
		expect(memoryOfProcess('first')).not.toBe(first);
	});
});
