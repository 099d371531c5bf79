import { DateTime } from 'luxon';

import type { DateFormat } from '../vendor/operation';
import { InvalidValue } from './errors';

const calendarDay = /^(\d{4})-(\d{2})(?:-(\d{2}))?/;

function read(value: unknown, timezone: string, label: string): DateTime {
	if (DateTime.isDateTime(value)) return value;
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone: timezone });
	if (typeof value === 'number' || (typeof value === 'string' && /^\d{11,}$/.test(value.trim()))) {
		return DateTime.fromMillis(Number(value), { zone: timezone });
	}
	if (typeof value !== 'string') {
		throw new InvalidValue(
			`${label} must be a date such as 2026-11-20T09:30, but is ${typeof value}`,
		);
	}
	// A date without a zone is what the user sees on the wall: the workflow's zone.
	const text = value.trim().replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T');
	return DateTime.fromISO(text, { zone: timezone });
}

/**
 * Writes a date the way a wire format wants it.
 *
 * @param value any ISO 8601 text, a Date, a Luxon DateTime or milliseconds since 1970
 * @param format `date-time`: ISO 8601 in UTC with milliseconds; `date`: YYYY-MM-DD; `month`:
 *   YYYY-MM; `epoch-ms`: integer milliseconds
 * @param timezone IANA name, used where the value carries no zone of its own
 * @throws InvalidValue when it is no date
 */
export function writeDate(
	value: unknown,
	format: DateFormat,
	timezone: string,
	label: string,
): string | number {
	// "2026-11-20T23:30:00Z" typed as a day is the 20th, whatever the time zone.
	if ((format === 'date' || format === 'month') && typeof value === 'string') {
		const day = calendarDay.exec(value.trim());
		if (day && DateTime.fromISO(day[0]).isValid && (format === 'month' || day[3])) {
			return format === 'date' ? day[0] : day[0].slice(0, 7);
		}
	}
	const date = read(value, timezone, label);
	if (!date.isValid) {
		throw new InvalidValue(
			`${label} is not a date that can be read: "${String(value)}". Give it like ${example[format]}`,
		);
	}
	switch (format) {
		case 'date':
			return date.toFormat('yyyy-MM-dd');
		case 'month':
			return date.toFormat('yyyy-MM');
		case 'epoch-ms':
			return date.toMillis();
		default:
			return date.toUTC().toISO() as string;
	}
}

const example: Record<DateFormat, string> = {
	'date-time': '2026-11-20T09:30:00Z',
	date: '2026-11-20',
	month: '2026-11',
	'epoch-ms': '2026-11-20T09:30:00Z',
};
