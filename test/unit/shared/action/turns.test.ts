import { setImmediate as nextRound } from 'node:timers/promises';

import { Turns } from '../../../../nodes/shared/action/turns';

describe('Turns', () => {
	it('Turns lets one after the other begin, in order, with time for the network in between', async () => {
		const turns = new Turns();
		const begun: number[] = [];
		const beganBefore: number[] = [];
		const all = [0, 1, 2, 3].map(async (id) => {
			await turns.next();
			beganBefore.push(begun.length);
			begun.push(id);
		});
		// What the event loop does between two turns: never sees two that began together.
		let seen = 0;
		while (begun.length < all.length) {
			await nextRound();
			expect(begun.length - seen).toBeLessThanOrEqual(1);
			seen = begun.length;
		}
		expect(begun).toEqual([0, 1, 2, 3]);
		expect(beganBefore).toEqual([0, 1, 2, 3]);
	});
});
