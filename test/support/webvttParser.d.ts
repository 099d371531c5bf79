declare module 'webvtt-parser' {
	/** The parser of the W3C's validator. */
	export class WebVTTParser {
		parse(
			text: string,
			mode: 'metadata' | 'captions',
		): {
			cues: Array<{ startTime: number; endTime: number; text: string }>;
			errors: Array<{ message: string; line: number }>;
		};
	}
}
