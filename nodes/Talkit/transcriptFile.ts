import type { IDataObject } from 'n8n-workflow';

/** What a transcript can be saved as. */
export type TranscriptFormat = 'json' | 'text';

/** A file in memory. */
export interface TranscriptFile {
	content: string;
	name: string;
	mimeType: string;
}

/** A transcript that cannot be saved in the format asked for. The message says what to change. */
export class NoTranscriptText extends Error {}

/** Bytes of a headline in a file name; file systems allow 255 for the whole. */
const maxHeadline = 200;

/** What no common file system allows in a name, and what hides or reorders text. */
const notInNames = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}\s]+/gu;

/** The calendar day of a date in whatever form the vendor gives it; empty where it is none. */
function dayOf(createdOn: unknown): string {
	if (typeof createdOn !== 'string') return '';
	const written = /^\d{4}-\d{2}-\d{2}/.exec(createdOn)?.[0];
	if (written) return written;
	const date = new Date(createdOn);
	return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}

/** The beginning of a text, cut between characters. */
function beginning(text: string, maxBytes: number): string {
	let bytes = 0;
	let kept = '';
	for (const character of text) {
		bytes += Buffer.byteLength(character);
		if (bytes > maxBytes) break;
		kept += character;
	}
	return kept;
}

function headlineOf({ headline, id }: IDataObject): string {
	const text = typeof headline === 'string' ? headline.replace(notInNames, ' ').trim() : '';
	// Windows drops dots and spaces at the end.
	const short = beginning(text, maxHeadline).replace(/[. ]+$/, '');
	return short || `Transcript ${String(id ?? '')}`.replace(notInNames, ' ').trim();
}

/**
 * A transcript as a file, named by headline and date.
 *
 * @throws NoTranscriptText when text is asked for and there is none
 */
export function transcriptFile(transcript: IDataObject, format: TranscriptFormat): TranscriptFile {
	const stem = [headlineOf(transcript), dayOf(transcript.created_on)].filter(Boolean).join(' ');
	if (format === 'json') {
		return {
			content: JSON.stringify(transcript, null, 2),
			name: `${stem}.json`,
			mimeType: 'application/json',
		};
	}
	const { text } = transcript;
	if (typeof text !== 'string' || text === '') {
		throw new NoTranscriptText(
			'This transcript has no text: wait until it is completed, or choose JSON as the Format',
		);
	}
	return { content: text, name: `${stem}.txt`, mimeType: 'text/plain' };
}
