import { DateTime } from 'luxon';

import type { DateFormat } from '../vendor/operation';
import { WrongValue } from './errors';

const calendarDay = /^(\d{4})-?(\d{2})(?:-?(\d{2}))?(?!\d)/;

/** No date is longer, whatever its form. */
const maxLength = 100;

function read(value: unknown, timezone: string, label: string): DateTime {
	if (DateTime.isDateTime(value)) return value;
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone: timezone });
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw new WrongValue(`${label} must be a date like 2026-11-20T09:30`, value);
	}
	const digits = String(value).trim();
	if (digits.length > maxLength) return DateTime.invalid('too long');
	// Milliseconds have so many digits from 1973 on; fewer are seconds or a year, which nobody knows.
	if (/^\d{12,}$/.test(digits)) return DateTime.fromMillis(Number(digits), { zone: timezone });
	if (typeof value === 'number' && !/^\d{6}(\d\d)?$/.test(digits)) {
		return DateTime.invalid('ambiguous');
	}
	// A date without a zone is what the user sees on the wall: the workflow's zone.
	const text = digits.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T');
	return DateTime.fromISO(text, { zone: timezone });
}

/**
 * Writes a date the way a wire format wants it.
 *
 * @param value any ISO 8601 text, a Date, a Luxon DateTime or milliseconds since 1970 (of 1973 or
 *   later: fewer digits may be seconds)
 * @param format `date-time`: ISO 8601 in UTC with milliseconds; `date`: YYYY-MM-DD; `month`:
 *   YYYY-MM; `epoch-ms`: integer milliseconds
 * @param timezone IANA name, used where the value carries no zone of its own
 * @throws WrongValue when it is no date
 */
export function writeDate(
	value: unknown,
	format: DateFormat,
	timezone: string,
	label: string,
): string | number {
	// "2026-11-20T23:30:00Z" typed as a day is the 20th, whatever the time zone.
	const isWritten = typeof value === 'string' || typeof value === 'number';
	if (isWritten && (format === 'date' || format === 'month')) {
		const start = String(value).trim().slice(0, maxLength);
		const [, year, month, day] = calendarDay.exec(start) ?? [];
		const written = [year, month, day ?? '01'].join('-');
		if (DateTime.fromISO(written).isValid && (format === 'month' || day)) {
			return format === 'date' ? written : written.slice(0, 7);
		}
	}
	const date = read(value, timezone, label);
	if (!date.isValid) {
		throw new WrongValue(`${label} must be a date like ${example[format]}`, value);
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
