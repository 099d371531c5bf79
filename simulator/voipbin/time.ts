import type { VoipbinState } from './state';

/** A moment as the server writes it: RFC 3339 in UTC, up to microseconds, without trailing zeros. */
export function writeMicros(micros: number): string {
	const seconds = new Date(Math.floor(micros / 1_000_000) * 1000).toISOString().slice(0, 19);
	const fraction = String(micros % 1_000_000)
		.padStart(6, '0')
		.replace(/0+$/, '');
	return fraction === '' ? `${seconds}Z` : `${seconds}.${fraction}Z`;
}

/** Reads a moment in any of the forms the server has written it in; NaN for anything else. */
export function readMicros(text: string): number {
	const [, seconds, fraction = ''] =
		/^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z?$/.exec(text) ?? [];
	return seconds === undefined
		? NaN
		: Date.parse(`${seconds.replace(' ', 'T')}Z`) * 1000 + Number(fraction.padEnd(6, '0'));
}

/** The present moment, later than every one that was taken before. */
export function stamp(state: VoipbinState, now: number): string {
	state.lastMicros = Math.max(now * 1000, state.lastMicros + 1);
	return writeMicros(state.lastMicros);
}

/** The same moment as the tutorial of VoIPBin shows it, and its year 9999 for never. */
export const documentedTime = (time: string | null): string =>
	time === null
		? '9999-01-01 00:00:00.000000'
		: `${time.slice(0, 19).replace('T', ' ')}.${String(readMicros(time) % 1_000_000).padStart(6, '0')}`;

/** A moment as the token of a page names it. */
export const pageToken = (time: string): string =>
	`${time.slice(0, 19)}.${String(readMicros(time) % 1_000_000).padStart(6, '0')}Z`;
