import fc from 'fast-check';
import { parseSync } from 'subtitle';
import { WebVTTParser } from 'webvtt-parser';

import { readTranscript, type Transcript } from '../../../../nodes/shared/records/readTranscript';
import { NoTimes, writeTranscript } from '../../../../nodes/shared/records/transcriptFile';

const vtt = (transcript: Transcript) => {
	const text = writeTranscript(transcript, 'vtt');
	const { cues, errors } = new WebVTTParser().parse(text, 'metadata');
	return { text, cues, errors };
};

/** The cues of an SRT file, by a parser that is not ours; milliseconds. */
const srt = (transcript: Transcript) =>
	parseSync(writeTranscript(transcript, 'srt')).flatMap((node) =>
		node.type === 'cue' ? [node.data] : [],
	);

const cue = (start: number, end: number, text: string, speaker?: string) => ({
	start,
	end,
	...(speaker === undefined ? {} : { speaker }),
	text,
});

describe('readTranscript', () => {
	const segments = [
		{ start: 0, end: 9.4, speaker: 'Nadia', text: ' Welcome, everybody. ' },
		{ start: 9.4, end: 21.8, speaker: 'Tomas', text: 'Thank you.' },
	];
	const cues = [cue(0, 9.4, 'Welcome, everybody.', 'Nadia'), cue(9.4, 21.8, 'Thank you.', 'Tomas')];
	const spoken = 'Nadia: Welcome, everybody.\nTomas: Thank you.';

	it.each<[string, unknown, Transcript | undefined]>([
		['a text', ' Hello. ', { text: 'Hello.', cues: [] }],
		['an object with a text', { text: 'Hello.', language: 'en' }, { text: 'Hello.', cues: [] }],
		[
			'segments beside the whole text',
			{ text: 'All of it', segments },
			{ text: 'All of it', cues },
		],
		['a list of segments', segments, { text: spoken, cues }],
		['the JSON of segments', JSON.stringify({ segments }), { text: spoken, cues }],
		[
			'segments deep inside',
			{ data: { results: { utterances: segments } } },
			{ text: spoken, cues },
		],
		['nothing', null, undefined],
		['an empty text', '  ', undefined],
		['an empty object', {}, undefined],
		['a list without texts', [{ start: 1 }, 7, null], undefined],
	])('%s', (_what, value, expected) => {
		expect(readTranscript(value)).toEqual(expected);
	});

	it.each<[string, object[]]>([
		[
			'seconds as text',
			[
				{ start: '1.5', end: '3' },
				{ start: '3', end: '4' },
			],
		],
		[
			'seconds with their unit',
			[
				{ start: '1.5s', end: '3s' },
				{ start: '3s', end: '4s' },
			],
		],
		[
			'milliseconds',
			[
				{ start: 1500, end: 3000 },
				{ start: 3000, end: 4000 },
			],
		],
		[
			'milliseconds by name',
			[
				{ start_ms: 1500, end_ms: 3000 },
				{ start_ms: 3000, end_ms: 4000 },
			],
		],
		[
			'a duration',
			[
				{ offset: 1.5, duration: 1.5 },
				{ offset: 3, duration: 1 },
			],
		],
		[
			'clock times',
			[
				{ from: '00:00:01,500', to: '0:03' },
				{ from: '0:03', to: '00:00:04.0' },
			],
		],
		[
			'the second first',
			[
				{ start: 3, end: 4, text: 'two' },
				{ start: 1.5, end: 3, text: 'one' },
			],
		],
	])('Times are read as %s', (_what, times) => {
		const parts = times.map((time, index) => ({ text: ['one', 'two'][index], ...time }));
		expect(readTranscript(parts)?.cues).toEqual([cue(1.5, 3, 'one'), cue(3, 4, 'two')]);
	});

	it('Dates count from the first, or from where the recording began', () => {
		const captions = ['10:00:05.500', '10:00:08', '10:00:30'].map((time, index) => ({
			message: `Part ${index}`,
			fullname: 'Ada',
			timestamp: `2026-01-01T${time}Z`,
		}));
		const times = (origin?: number) =>
			readTranscript(captions, { origin })?.cues.map(({ start, end }) => [start, end]);
		expect(times()).toEqual([
			[0, 2.5],
			[2.5, 9.5],
			[24.5, 31.5],
		]);
		expect(times(Date.parse('2026-01-01T10:00:07Z'))).toEqual([
			[0, 1],
			[1, 8],
			[23, 30],
		]);
	});

	it('Parts without times are a text only, with their speakers', () => {
		const parts = [
			{ speaker: 1, text: 'One' },
			{ speaker: 1, text: 'two' },
			{ speaker: { name: 'Ada' }, text: 'three', start: 7 },
		];
		const transcript = readTranscript(parts);
		expect(transcript?.text).toBe('Speaker 1: One two\nAda: three');
		expect(() => writeTranscript(transcript as Transcript, 'srt')).toThrow(
			"This transcript has no times, so it can't be saved as SRT. Select Text as the Format",
		);
	});

	it('Lists that are something else are not taken for a transcript', () => {
		const value = { text: 'All of it', tags: [{ name: 'a', text: 'Tag' }] };
		expect(readTranscript(value)).toEqual({ text: 'All of it', cues: [] });
	});

	it('Whatever the shape, nothing is thrown and a text is none or not empty', () => {
		const key = fc.constantFrom(
			'text',
			'segments',
			'words',
			'start',
			'end',
			'speaker',
			'timestamp',
			'x',
		);
		const tree = fc.letrec((tie) => ({
			value: fc.oneof(
				{ maxDepth: 4 },
				fc.jsonValue({ maxDepth: 1 }),
				fc.array(tie('value'), { maxLength: 4 }),
				fc.dictionary(key, tie('value'), { maxKeys: 4 }),
			),
		})).value;
		fc.assert(
			fc.property(tree, (value) => {
				const transcript = readTranscript(value);
				if (!transcript) return;
				expect(transcript.text.trim()).not.toBe('');
				for (const { start = 0, end = Infinity } of transcript.cues) {
					expect(end).toBeGreaterThan(start);
					expect(start).toBeGreaterThanOrEqual(0);
				}
			}),
		);
	});
});

describe('writeTranscript', () => {
	const transcript: Transcript = {
		text: 'ignored',
		cues: [
			cue(0, 9.4, 'Welcome & hello,\n\n<everybody> --> you', 'Nadia <3 >'),
			cue(3661.0004, 3661.0005, 'Later'),
		],
	};

	it('WebVTT is valid by the parser of the standard, with voices and escaped text', () => {
		const { cues, errors, text } = vtt(transcript);
		expect(errors).toEqual([]);
		expect(cues.map(({ startTime, endTime }) => [startTime, endTime])).toEqual([
			[0, 9.4],
			[3661, 3661.001],
		]);
		expect(text).toContain(
			'<v Nadia &lt;3 &gt;>Welcome &amp; hello,\n&lt;everybody&gt; --&gt; you',
		);
	});

	it('SRT is read back by another parser', () => {
		expect(srt(transcript).map(({ start, end, text }) => [start, end, text])).toEqual([
			[0, 9400, 'Nadia <3 >: Welcome & hello,\n<everybody> -> you'],
			[3_661_000, 3_661_001, 'Later'],
		]);
	});

	it('A text names each speaker once until another speaks', () => {
		const cues = [cue(0, 1, 'One', 'Ada'), cue(1, 2, 'two', 'Ada'), cue(2, 3, 'Three', 'Grace')];
		expect(writeTranscript({ text: '', cues }, 'text')).toBe('Ada: One two\nGrace: Three');
		expect(writeTranscript({ text: 'As it is', cues: [cue(0, 1, 'One')] }, 'text')).toBe(
			'As it is',
		);
	});

	it('A transcript without times makes no subtitles', () => {
		for (const cues of [[], [{ text: 'One' }], [cue(0, 1, 'One'), { text: 'Two' }]]) {
			expect(() => writeTranscript({ text: 'One', cues }, 'vtt')).toThrow(NoTimes);
		}
	});

	it('Whatever is said by whomever, the files are valid and hold every cue', () => {
		const said = fc.oneof(
			fc.string(),
			fc.string({ unit: 'binary' }),
			fc.constantFrom(
				'-->',
				'\n\n1\n',
				'WEBVTT',
				'NOTE x',
				'00:00:01.000 --> 00:00:02.000',
				'&',
				'<v x>',
			),
		);
		const part = fc.record(
			{ text: said, speaker: said, start: fc.double({ min: 0, max: 1e6, noNaN: true }) },
			{ requiredKeys: ['text', 'start'] },
		);
		fc.assert(
			fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
				const read = readTranscript(parts);
				if (!read) return;
				const { cues, errors } = vtt(read);
				expect(errors).toEqual([]);
				expect(srt(read)).toHaveLength(cues.length);
			}),
		);
	});
});
