import { DateTime } from 'luxon';
import fc from 'fast-check';

import { writeDate } from '../../../../nodes/shared/parameters/dates';
import { InvalidValue } from '../../../../nodes/shared/parameters/errors';

const berlin = 'Europe/Berlin';

describe('writeDate', () => {
	it.each([
		['2026-11-20T09:30:00Z', '2026-11-20T09:30:00.000Z'],
		['2026-11-20T09:30:00+02:00', '2026-11-20T07:30:00.000Z'],
		['2026-11-20T09:30', '2026-11-20T08:30:00.000Z'],
		['2026-07-20 09:30', '2026-07-20T07:30:00.000Z'],
		['2026-11-20', '2026-11-19T23:00:00.000Z'],
		['2026-W47-5', '2026-11-19T23:00:00.000Z'],
		['1763631000000', '2025-11-20T09:30:00.000Z'],
	])("writeDate reads %s, in the workflow's zone when it names none", (value, written) => {
		expect(writeDate(value, 'date-time', berlin, 'Start Time')).toBe(written);
	});

	it('writeDate reads dates of JavaScript, Luxon and milliseconds', () => {
		const ms = Date.UTC(2026, 10, 20, 9, 30);
		for (const value of [new Date(ms), DateTime.fromMillis(ms), ms]) {
			expect(writeDate(value, 'date-time', berlin, 'Start Time')).toBe('2026-11-20T09:30:00.000Z');
		}
	});

	it.each([
		['2026-11-20T23:30:00Z', 'date', '2026-11-20'],
		['2026-11-20T23:30:00Z', 'month', '2026-11'],
		['2026-11', 'month', '2026-11'],
		['2026-11-20T09:30:00Z', 'epoch-ms', Date.UTC(2026, 10, 20, 9, 30)],
	] as const)('writeDate writes %s as %s', (value, format, written) => {
		expect(writeDate(value, format, 'Pacific/Kiritimati', 'Day')).toBe(written);
	});

	it("writeDate takes the day of a moment in the workflow's zone", () => {
		const ms = Date.UTC(2026, 10, 20, 23, 30);
		expect(writeDate(ms, 'date', berlin, 'Day')).toBe('2026-11-21');
	});

	it.each([['tomorrow'], ['2026-13-01'], ['2026-02-30'], [''], [true], [{}]])(
		'writeDate refuses %j and says how to write it',
		(value) => {
			expect(() => writeDate(value, 'date-time', berlin, 'Start Time')).toThrow(InvalidValue);
			expect(() => writeDate(value, 'date-time', berlin, 'Start Time')).toThrow(
				/^Start Time .*2026-11-20T09:30/,
			);
		},
	);

	it('writeDate keeps the moment, whatever the zones', () => {
		fc.assert(
			fc.property(
				fc.date({
					min: new Date('1971-01-01'),
					max: new Date('2100-01-01'),
					noInvalidDate: true,
				}),
				fc.constantFrom('UTC', berlin, 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Kiritimati'),
				fc.constantFrom('UTC', berlin, 'America/Los_Angeles'),
				(date, writtenIn, workflowZone) => {
					const text = DateTime.fromJSDate(date, { zone: writtenIn }).toISO() as string;
					expect(writeDate(text, 'epoch-ms', workflowZone, 'When')).toBe(date.getTime());
					expect(writeDate(text, 'date-time', workflowZone, 'When')).toBe(date.toISOString());
				},
			),
		);
	});
});
