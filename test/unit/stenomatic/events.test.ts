import fc from 'fast-check';
import { DateTime } from 'luxon';

import { stenomaticTrigger, usageRanges, type Period } from '../../../nodes/Stenomatic/trigger';

const rangesOf = (period: Period, now: string, zone: string) =>
	usageRanges(period, DateTime.fromISO(now, { zone })).map(({ from, to }) =>
		[from, to].map((time) => time.toUTC().toISO({ suppressMilliseconds: true })),
	);

describe('Room Updated', () => {
	it('An update is the same event however its date is written', () => {
		const { roomUpdated } = stenomaticTrigger.events;
		const room = (update_date: string) => ({
			id: 'r',
			create_date: '2026-05-04T10:00:00Z',
			update_date,
		});
		expect(roomUpdated?.identity(room('2026-05-05T10:00:00Z'))).toBe(
			roomUpdated?.identity(room('2026-05-05T12:00:00.000+02:00')),
		);
		expect(roomUpdated?.keep?.(room('2026-05-04T10:00:00.000Z'))).toBe(false);
		expect(roomUpdated?.keep?.(room('2026-05-04T10:00:01Z'))).toBe(true);
	});
});

describe('the time in which usage adds up', () => {
	it('A day whose midnight comes twice begins the first time', () => {
		for (const now of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T12:00:00Z']) {
			expect(rangesOf('day', now, 'Atlantic/Azores')).toEqual([
				['2026-10-25T00:00:00Z', now],
				['2026-10-24T00:00:00Z', '2026-10-25T00:00:00Z'],
			]);
		}
	});

	it.each([
		[
			'a day',
			'day',
			'2026-11-20T12:00:00Z',
			'UTC',
			['2026-11-20T00:00:00Z', '2026-11-20T12:00:00Z'],
			['2026-11-19T00:00:00Z', '2026-11-20T00:00:00Z'],
		],
		[
			'a day where it has begun already',
			'day',
			'2026-11-20T12:00:00Z',
			'Pacific/Auckland',
			['2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z'],
			['2026-11-19T11:00:00Z', '2026-11-20T11:00:00Z'],
		],
		[
			'the day after one of 23 hours',
			'day',
			'2026-03-30T12:00:00Z',
			'Europe/Berlin',
			['2026-03-29T22:00:00Z', '2026-03-30T12:00:00Z'],
			['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
		],
		[
			'a month where it is still the one before',
			'month',
			'2026-03-01T03:00:00Z',
			'America/New_York',
			['2026-02-01T05:00:00Z', '2026-03-01T03:00:00Z'],
			['2026-01-01T05:00:00Z', '2026-02-01T05:00:00Z'],
		],
	] as const)(
		'The time in which usage adds up is %s',
		(_what, period, now, zone, current, previous) => {
			expect(rangesOf(period, now, zone)).toEqual([current, previous]);
		},
	);

	const zones = ['UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Apia'];

	it('The time in which usage adds up begins a local day or month, ends now, and follows the one before without a gap', () => {
		fc.assert(
			fc.property(
				fc.date({ min: new Date('2012-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
				fc.constantFrom(...zones),
				fc.constantFrom<Period>('day', 'month'),
				(date, zone, period) => {
					const now = DateTime.fromJSDate(date, { zone });
					const [current, previous] = usageRanges(period, now);
					expect(current.to).toBe(now);
					expect(current.from.hasSame(now, period)).toBe(true);
					expect(current.from.minus({ milliseconds: 1 }).hasSame(now, period)).toBe(false);
					expect(previous.to.toMillis()).toBe(current.from.toMillis());
					expect(previous.from.toMillis()).toBeLessThan(previous.to.toMillis());
					const lastMoment = previous.to.minus({ milliseconds: 1 });
					expect(previous.from.hasSame(lastMoment, period)).toBe(true);
					const before = previous.from.minus({ milliseconds: 1 });
					expect(before.hasSame(lastMoment, period)).toBe(false);
				},
			),
		);
	});
});
