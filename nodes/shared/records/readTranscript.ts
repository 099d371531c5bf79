import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../vendor/isObject';

/** A part of a transcript: what somebody says at a time. */
export interface Cue {
	/** Seconds; absent where the service does not say. */
	start?: number;
	end?: number;
	speaker?: string;
	text: string;
}

/** A transcript as it could be understood. */
export interface Transcript {
	text: string;
	/** In the order of time, where there are times. */
	cues: Cue[];
}

/** Names that services give to the same thing, the usual ones first. */
const names = {
	text: ['text', 'transcript', 'message', 'sentence', 'content', 'caption'],
	start: [
		'start',
		'start_time',
		'startTime',
		'start_ms',
		'startMs',
		'begin',
		'from',
		'ts',
		'timestamp',
		'offset',
		'time',
	],
	end: ['end', 'end_time', 'endTime', 'end_ms', 'endMs', 'end_ts', 'to', 'stop'],
	duration: ['duration', 'duration_ms', 'durationMs'],
	speaker: ['speaker', 'speaker_name', 'speakerName', 'fullname', 'name', 'user_name', 'username'],
	list: [
		'segments',
		'utterances',
		'captions',
		'cues',
		'sentences',
		'paragraphs',
		'items',
		'results',
		'transcripts',
		'transcriptions',
		'words',
	],
};

/** How deep a transcript is looked for. */
const maxDepth = 5;

/** A cue without an end is shown until the next one, but no longer; seconds. */
const maxShown = 7;
const minShown = 1;

const secondsPerMs = 1 / 1000;

function textOf(record: IDataObject): string | undefined {
	const found = names.text.map((name) => record[name]).find((value) => typeof value === 'string');
	return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

function speakerOf(record: IDataObject): string | undefined {
	for (const name of names.speaker) {
		const value = record[name];
		if (typeof value === 'string' && value.trim() !== '') return value.trim();
		if (typeof value === 'number') return `Speaker ${value}`;
		if (isObject(value)) return speakerOf(value);
	}
	return undefined;
}

/** A clock time as 00:01:02.500, or 00:01:02,500. */
const clock = /^(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d{1,9})?)$/;

/** A number with its unit, as far as it is known. */
interface Time {
	number: number;
	unit: 'seconds' | 'ms' | 'unknown';
}

/** Seconds, or milliseconds since 1970 of a date; a plain number in whatever unit it is. */
function readTime(value: unknown): Time | undefined {
	if (typeof value === 'number' && Number.isFinite(value))
		return { number: value, unit: 'unknown' };
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	const plain = /^(\d{1,15}(?:\.\d{1,9})?) ?(s|ms)?$/.exec(text);
	if (plain) {
		const units = { s: 'seconds', ms: 'ms' } as const;
		const unit = plain[2] === undefined ? 'unknown' : units[plain[2] as 's' | 'ms'];
		return { number: Number(plain[1]), unit };
	}
	const found = clock.exec(text);
	if (found) {
		const [, hours = '0', minutes = '0', seconds = '0'] = found;
		const number = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'));
		return { number, unit: 'seconds' };
	}
	const date = /^\d{4}-\d\d-\d\d[T ]/.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : { number: date, unit: 'ms' };
}

interface Timed {
	record: IDataObject;
	text: string;
	start?: Time;
	end?: Time;
	duration?: Time;
}

function firstTime(record: IDataObject, candidates: string[]): Time | undefined {
	for (const name of candidates) {
		const time = readTime(record[name]);
		if (time) return time.unit === 'unknown' && /ms$/i.test(name) ? { ...time, unit: 'ms' } : time;
	}
	return undefined;
}

const median = (values: number[]): number =>
	values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Whether plain numbers are milliseconds: nobody speaks for minutes without a pause, and then in whole numbers. */
function areMs(timed: readonly Timed[]): boolean {
	const plain = timed.filter(({ start }) => start?.unit === 'unknown');
	const numbers = plain.map(({ start }) => start?.number ?? 0);
	if (numbers.length === 0 || !numbers.every(Number.isInteger)) return false;
	const lengths = plain.flatMap(({ start, end, duration }, index) => {
		const next = numbers[index + 1];
		const length = duration?.number ?? (end?.number ?? next ?? NaN) - (start?.number ?? NaN);
		return Number.isFinite(length) ? [length] : [];
	});
	return median(lengths) >= 100;
}

/** Cues with times in seconds; with dates, the first is at 0. */
function cuesOf(timed: readonly Timed[], origin?: number): Cue[] {
	const plainUnit = areMs(timed) ? secondsPerMs : 1;
	const seconds = (time: Time | undefined) =>
		time &&
		time.number * (time.unit === 'ms' ? secondsPerMs : time.unit === 'seconds' ? 1 : plainUnit);
	const cues = timed.map(({ record, text, start, end, duration }): Cue => {
		const from = seconds(start);
		const length = seconds(duration);
		const to =
			seconds(end) ?? (from !== undefined && length !== undefined ? from + length : undefined);
		const speaker = speakerOf(record);
		return {
			...(from === undefined ? {} : { start: from }),
			...(to === undefined ? {} : { end: to }),
			...(speaker === undefined ? {} : { speaker }),
			text,
		};
	});
	if (!cues.every(({ start }) => start !== undefined)) {
		return cues.map(({ speaker, text }) => ({
			...(speaker === undefined ? {} : { speaker }),
			text,
		}));
	}
	return inOrder(cues as Array<Cue & { start: number }>, origin);
}

/** A day; a recording doesn't begin after a thousand of them. */
const dayS = 86_400;

function inOrder(cues: Array<Cue & { start: number }>, origin?: number): Cue[] {
	const sorted = cues.sort((a, b) => a.start - b.start);
	const first = sorted[0]?.start ?? 0;
	const areDates = first >= 1000 * dayS;
	const offset = areDates ? (origin === undefined ? first : origin * secondsPerMs) : 0;
	const shown = sorted.map(({ start, end, ...cue }, index) => {
		const next = sorted[index + 1]?.start ?? Infinity;
		const until =
			end !== undefined && end > start
				? end
				: Math.max(start + minShown, Math.min(next, start + maxShown));
		return { ...cue, start: Math.max(0, start - offset), end: until - offset };
	});
	// What was said before the recording began is not in it.
	return shown.filter(({ end }) => end > 0);
}

/** The parts of a transcript in a list, if it is one. */
function listOf(value: unknown): Timed[] | undefined {
	if (!Array.isArray(value) || value.length === 0) return undefined;
	const timed = value.filter(isObject).flatMap((record): Timed[] => {
		const text = textOf(record);
		if (text === undefined) return [];
		return [
			{
				record,
				text,
				start: firstTime(record, names.start),
				end: firstTime(record, names.end),
				duration: firstTime(record, names.duration),
			},
		];
	});
	return timed.length > 0 ? timed : undefined;
}

/** The list in a place: under a usual name, or under any other if its parts have times. */
function listIn(place: unknown): Timed[] | undefined {
	if (!isObject(place)) return undefined;
	const named = names.list.map((name) => listOf(place[name])).find((list) => list !== undefined);
	const hasTimes = (list: Timed[] | undefined) => list?.every(({ start }) => start !== undefined);
	return named ?? Object.values(place).map(listOf).find(hasTimes);
}

/** Looks for the list of a transcript's parts, level by level. */
function findList(value: unknown): Timed[] | undefined {
	let level: unknown[] = [value];
	for (let depth = 0; depth < maxDepth; depth++) {
		const found = level.map(listIn).find((list) => list !== undefined);
		if (found) return found;
		level = level.flatMap((place) =>
			Array.isArray(place) ? (place as unknown[]) : isObject(place) ? Object.values(place) : [],
		);
	}
	return undefined;
}

/** The text of a transcript, where it stands as a whole. */
function wholeText(value: unknown, depth = 0): string | undefined {
	if (!isObject(value) || depth > 2) return undefined;
	return (
		textOf(value) ??
		Object.values(value)
			.map((inner) => wholeText(inner, depth + 1))
			.find((text) => text !== undefined)
	);
}

/** An object that came as the text of its JSON. */
function unpack(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

/** Cues as a text to read: a line for each speaker in turn. */
export function spoken(cues: readonly Cue[]): string {
	const lines: Array<{ speaker?: string; text: string }> = [];
	for (const { speaker, text } of cues) {
		const last = lines.at(-1);
		if (last && last.speaker === speaker && speaker !== undefined) last.text += ` ${text}`;
		else lines.push({ ...(speaker === undefined ? {} : { speaker }), text });
	}
	return lines
		.map(({ speaker, text }) => (speaker === undefined ? text : `${speaker}: ${text}`))
		.join('\n');
}

/**
 * Reads a transcript whose shape is not documented: a text, a list of parts, or an object that holds
 * either. Times are taken under the usual names, as numbers, clock times or dates.
 *
 * @param options.origin where dates begin to count, in epoch milliseconds; the first one unless given
 * @returns `undefined` if there is no text in it
 */
export function readTranscript(
	value: unknown,
	{ origin }: { origin?: number | undefined } = {},
): Transcript | undefined {
	const unpacked = unpack(value);
	if (typeof unpacked === 'string') {
		const text = unpacked.trim();
		return text === '' ? undefined : { text, cues: [] };
	}
	const list = listOf(unpacked) ?? findList(unpacked);
	const cues = list ? cuesOf(list, origin) : [];
	const text = wholeText(unpacked) ?? spoken(cues);
	return text === '' ? undefined : { text, cues };
}
