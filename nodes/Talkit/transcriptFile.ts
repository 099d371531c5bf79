import type { IDataObject } from 'n8n-workflow';

import { fileName } from '../shared/records/fileName';
import { readTranscript } from '../shared/records/readTranscript';
import {
	fileTypeOf,
	writeTranscript,
	type TranscriptFormat as SpokenFormat,
} from '../shared/records/transcriptFile';

/** What a transcript can be saved as. */
export type TranscriptFormat = SpokenFormat | 'json';

/** A file in memory. */
export interface TranscriptFile {
	content: string;
	name: string;
	mimeType: string;
}

/** Most fields that a message lists. */
const maxNames = 30;

/** A transcript that cannot be saved in the format asked for. The message says what to change. */
export class NoTranscriptText extends Error {}

/** The calendar day of a date in whatever form Talkit gives it; empty where it is none. */
function dayOf(createdOn: unknown): string {
	if (typeof createdOn !== 'string') return '';
	const written = /^\d{4}-\d{2}-\d{2}/.exec(createdOn)?.[0];
	if (written) return written;
	const date = new Date(createdOn);
	return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}

/**
 * A transcript as a file, named by headline and date.
 *
 * @throws NoTranscriptText when there is no text; NoTimes for subtitles of a text without times
 */
export function transcriptFile(transcript: IDataObject, format: TranscriptFormat): TranscriptFile {
	const { headline, id, created_on: createdOn } = transcript;
	const day = dayOf(createdOn);
	const named = (extension: string) =>
		fileName(
			typeof headline === 'string' ? headline : '',
			`${day && ` ${day}`}.${extension}`,
			`Transcript ${String(id ?? '')}`,
		);
	if (format === 'json') {
		return {
			content: JSON.stringify(transcript, null, 2),
			name: named('json'),
			mimeType: 'application/json',
		};
	}
	const { text } = transcript;
	if (typeof text !== 'string' || text === '') {
		throw new NoTranscriptText(
			`Talkit sent no text for this transcript. Fields it sent: ${Object.keys(transcript).slice(0, maxNames).join(', ')}. Wait until the transcript is completed, or select JSON as the Format.`,
		);
	}
	const { extension, mimeType } = fileTypeOf(format);
	const content =
		format === 'text'
			? text
			: writeTranscript(readTranscript(transcript) ?? { text, cues: [] }, format);
	return { content, name: named(extension), mimeType };
}
