import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { choice } from '../vendor/parameter';
import { fileName } from './fileName';
import { spoken, type Cue, type Transcript } from './readTranscript';

/** A transcript that can't be saved in the format asked for. The message says what to change. */
export class NoTimes extends Error {}

/** What a transcript can be saved as. */
export const transcriptFormats = [
	{ name: 'SRT', value: 'srt', description: 'Subtitles for most players. Requires times.' },
	{ name: 'Text', value: 'text', description: 'Plain text with the speakers' },
	{ name: 'WebVTT', value: 'vtt', description: 'Subtitles for web pages. Requires times.' },
] as const;

/** The choice among them. */
export const formatOfTranscript = (usual: TranscriptFormat) =>
	choice('format', transcriptFormats, {
		in: 'local',
		default: usual,
		description: 'Format of the file',
	});

export type TranscriptFormat = (typeof transcriptFormats)[number]['value'];

const types: Record<TranscriptFormat, { name: string; extension: string; mimeType: string }> = {
	srt: { name: 'SRT', extension: 'srt', mimeType: 'application/x-subrip' },
	text: { name: 'text', extension: 'txt', mimeType: 'text/plain' },
	vtt: { name: 'WebVTT', extension: 'vtt', mimeType: 'text/vtt' },
};

type TimedCue = Required<Pick<Cue, 'start' | 'end' | 'text'>> & Pick<Cue, 'speaker'>;

const isTimed = (cue: Cue): cue is TimedCue => cue.start !== undefined && cue.end !== undefined;

/** 00:01:02.500 */
function clock(seconds: number, separator: string): string {
	const ms = Math.round(seconds * 1000);
	const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
	const [hours, minutes] = [ms / 3_600_000, (ms / 60_000) % 60];
	return `${two(hours)}:${two(minutes)}:${two((ms / 1000) % 60)}${separator}${String(ms % 1000).padStart(3, '0')}`;
}

/** Without control characters and empty lines, which would end a cue. */
const lines = (text: string): string =>
	text
		.toWellFormed()
		.split(/[\r\n\u2028\u2029]+/)
		.map((line) => line.replace(/\p{Cc}+/gu, ' ').trim())
		.filter((line) => line !== '')
		.join('\n');

const escapeVtt = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function vttCue({ start, end, speaker, text }: TimedCue): string {
	const voice =
		speaker === undefined ? '' : `<v ${escapeVtt(lines(speaker).replaceAll('\n', ' '))}>`;
	return `${clock(start, '.')} --> ${clock(end, '.')}\n${voice}${escapeVtt(lines(text))}`;
}

function srtCue({ start, end, speaker, text }: TimedCue, index: number): string {
	const said = lines(speaker === undefined ? text : `${speaker}: ${text}`).replaceAll('-->', '->');
	return `${index + 1}\n${clock(start, ',')} --> ${clock(end, ',')}\n${said}`;
}

/** Cues that the clock of a format can tell apart. */
const shown = (cues: readonly TimedCue[]) =>
	cues
		.filter(({ text }) => lines(text) !== '')
		.map((cue) => ({ ...cue, end: Math.max(cue.end, cue.start + 0.001) }));

/**
 * A transcript in a format.
 *
 * @throws NoTimes for subtitles of a transcript without times
 */
export function writeTranscript({ text, cues }: Transcript, format: TranscriptFormat): string {
	if (format === 'text')
		return cues.some(({ speaker }) => speaker !== undefined) ? spoken(cues) : text;
	if (cues.length === 0 || !cues.every(isTimed)) {
		throw new NoTimes(
			`This transcript has no times, so it can't be saved as ${types[format].name}. Select Text as the Format`,
		);
	}
	const timed = shown(cues);
	return format === 'vtt'
		? `${['WEBVTT', ...timed.map(vttCue)].join('\n\n')}\n`
		: `${timed.map(srtCue).join('\n\n')}\n`;
}

/** The ending and the type of a file in a format. */
export const fileTypeOf = (format: TranscriptFormat): { extension: string; mimeType: string } =>
	types[format];

/**
 * Saves a transcript as a binary file.
 *
 * @param name of the file, without its extension
 * @throws NoTimes
 */
export async function saveTranscript(
	{ helpers }: Pick<IExecuteFunctions, 'helpers'>,
	transcript: Transcript,
	format: TranscriptFormat,
	name: string,
): Promise<IBinaryData> {
	const { extension, mimeType } = types[format];
	return await helpers.prepareBinaryData(
		Buffer.from(writeTranscript(transcript, format), 'utf8'),
		fileName(name, `.${extension}`, 'Transcript'),
		mimeType,
	);
}
