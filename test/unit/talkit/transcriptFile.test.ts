import fc from 'fast-check';

import { NoTranscriptText, transcriptFile } from '../../../nodes/Talkit/transcriptFile';

const transcript = {
	id: 7,
	headline: 'Visit to Fabrikam',
	text: 'The pilot starts.\nSend the contract.',
	created_on: '2026-11-19T23:30:00.000Z',
};

describe('transcriptFile', () => {
	it('A transcript file is the text', () => {
		expect(transcriptFile(transcript, 'text')).toEqual({
			content: transcript.text,
			name: 'Visit to Fabrikam 2026-11-19.txt',
			mimeType: 'text/plain',
		});
	});

	it('A transcript file as JSON is all of it, fields that are not documented included', () => {
		const more = { ...transcript, speakers: [{ name: 'A' }] };
		const file = transcriptFile(more, 'json');
		expect(file).toMatchObject({
			name: 'Visit to Fabrikam 2026-11-19.json',
			mimeType: 'application/json',
		});
		expect(JSON.parse(file.content)).toEqual(more);
	});

	it.each([[''], [undefined], [null], [{}]])(
		'transcriptFile asks for another format when text is %j',
		(text) => {
			expect(() => transcriptFile({ ...transcript, text }, 'text')).toThrow(NoTranscriptText);
			expect(transcriptFile({ ...transcript, text }, 'json').name).toMatch(/\.json$/);
		},
	);

	it.each([
		['2026-11-19', '2026-11-19'],
		['2026-11-19 23:30:00', '2026-11-19'],
		['2026-11-19T23:30:00-08:00', '2026-11-19'],
		['Thu, 19 Nov 2026 23:30:00 GMT', '2026-11-19'],
		['yesterday', ''],
		['', ''],
		[undefined, ''],
		[1763595000, ''],
	])('A transcript file has the day of %j in its name', (created_on, day) => {
		const { name } = transcriptFile({ ...transcript, created_on }, 'text');
		expect(name).toBe(`${['Visit to Fabrikam', day].filter(Boolean).join(' ')}.txt`);
	});

	it.each([
		['Q3: plan / budget?', 'Q3 plan budget'],
		['  a\n\tb  ', 'a b'],
		['../../etc/passwd', 'etc passwd'],
		['...', 'Transcript 7'],
		['', 'Transcript 7'],
		[undefined, 'Transcript 7'],
		['Grüße 👋', 'Grüße 👋'],
		['\u202Etxt.exe', 'txt.exe'],
	])('A transcript file of %j is named %j', (headline, stem) => {
		const { name } = transcriptFile({ ...transcript, headline, created_on: '' }, 'text');
		expect(name).toBe(`${stem}.txt`);
	});

	it('Subtitles are made of the times that a transcript has, wherever it has them', () => {
		const timed = {
			...transcript,
			metadata: { segments: [{ start: 0, end: 1.5, speaker: 'Mira', text: 'We met.' }] },
		};
		expect(transcriptFile(timed, 'srt')).toMatchObject({
			content: '1\n00:00:00,000 --> 00:00:01,500\nMira: We met.\n',
			mimeType: 'application/x-subrip',
			name: expect.stringMatching(/\.srt$/) as string,
		});
		expect(transcriptFile(timed, 'vtt').content).toMatch(/^WEBVTT\n/);
		expect(transcriptFile(timed, 'text').content).toBe(transcript.text);
	});

	it('Without times there are no subtitles, and the message says what to select', () => {
		expect(() => transcriptFile(transcript, 'srt')).toThrow(
			"This transcript has no times, so it can't be saved as SRT. Select Text as the Format",
		);
	});

	it('A transcript file has a name that every file system takes, whatever the headline', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({ unit: 'binary', maxLength: 300 }),
					fc.string({ unit: fc.constantFrom('.', ' ', '/', '\\', ':', '👋', 'é', '\u0000') }),
				),
				(headline) => {
					const { name } = transcriptFile({ ...transcript, headline }, 'text');
					expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}]/u);
					expect(name).toMatch(/^\S/);
					expect(name).toMatch(/[^. ] 2026-11-19\.txt$/u);
					expect(name.isWellFormed()).toBe(true);
					expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
				},
			),
		);
	});
});
