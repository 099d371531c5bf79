import type { IDataObject } from 'n8n-workflow';

import { InvalidValue } from '../shared/parameters/errors';
import { RecordNotFound } from '../shared/records/answers';
import { readLimit } from '../shared/records/limit';
import { outputField } from '../shared/records/binary';
import { readTranscript } from '../shared/records/readTranscript';
import { formatOfTranscript, saveTranscript } from '../shared/records/transcriptFile';
import { list } from '../shared/vendor/answer';
import { operation, type Operation, type Resource } from '../shared/vendor/operation';
import { onePage } from '../shared/vendor/pagination';
import { choice } from '../shared/vendor/parameter';
import { pick, recordKind } from '../shared/vendor/recordKind';
import { talkKind } from './talk';

/** A recording of a talk. */
const recordingKind = recordKind({
	name: 'Recording',
	wire: 'recording_id',
	example: '2c82037b-ce56-4cfa-8b0f-1d2e3f4a5b6c',
	list: (): Operation => getAll,
	title: ({ file_name }) => file_name,
	time: ({ start_time, created_at }) => start_time ?? created_at,
});

/** The shape of `transcription` is not documented: what can't be understood stays as it is. */
function textOf({ id, talk_id, file_name, transcription }: IDataObject): IDataObject {
	const understood = readTranscript(transcription);
	return {
		...(talk_id === undefined ? {} : { talk_id }),
		recording_id: id,
		file_name,
		text: understood?.text ?? null,
		...(understood ? {} : { transcription }),
	};
}

const getAll: Operation = operation({
	name: 'Get Many',
	action: 'Get many recordings',
	description: 'Get many recordings with their transcriptions',
	request: 'GET /api/v1/partners/recordings',
	parameters: [
		choice(
			'output',
			[
				{ name: 'Raw', value: 'raw', description: 'All fields, as the API returns them' },
				{
					name: 'Transcript Text',
					value: 'transcriptText',
					description: 'The IDs and the transcription as plain text',
				},
			],
			{ in: 'local', default: 'raw', description: 'What to return for each recording' },
		),
	],
	filters: [
		pick(talkKind, {
			// n8n checks a locator in a collection as one of the node's own of the same name.
			name: 'ofTalkId',
			description: 'Only return recordings of this talk',
			required: false,
		}),
	],
	answer: list('recordings'),
	pagination: onePage,
	run: async ({ list: listAll, values }) => {
		const limit = readLimit(values) ?? Infinity;
		const found: IDataObject[] = [];
		for await (const one of listAll()) {
			if (found.length >= limit) break;
			found.push(values.output === 'transcriptText' ? textOf(one) : one);
		}
		return found.map((json) => ({ json }));
	},
});

/** Recordings of Smalltalk, with their transcriptions. */
export const recording = {
	name: 'Recording',
	operations: {
		downloadTranscript: operation({
			name: 'Download Transcript',
			action: 'Download transcript of recording',
			description: 'Download the transcript of a recording as a text or subtitle file',
			request: 'GET /api/v1/partners/recordings',
			parameters: [
				pick(recordingKind, {
					in: 'local',
					description: 'The recording to download the transcript of',
				}),
				formatOfTranscript('text'),
				outputField,
			],
			run: async ({ execute, list: listAll, values }) => {
				const { recordingId, format = 'text', binaryPropertyName = 'data' } = values;
				for await (const found of listAll(getAll)) {
					if (found.id !== recordingId) continue;
					const { transcription, ...json } = found;
					const transcript = readTranscript(transcription);
					if (!transcript) throw withoutText(found);
					const name = String(found.file_name ?? '').replace(/\.\w{1,5}$/, '');
					const file = await saveTranscript(execute, transcript, format, name);
					return [{ json, binary: { [binaryPropertyName]: file } }];
				}
				throw new RecordNotFound('recording', recordingId);
			},
		}),
		getAll,
	},
} satisfies Resource;

/** Most fields that a message lists. */
const maxNames = 30;

function withoutText({ transcription }: IDataObject): InvalidValue {
	if (transcription === null || transcription === undefined) {
		return new InvalidValue(
			'This recording has no transcription yet. Start the workflow with the event Transcription Ready',
		);
	}
	const fields = Object.keys(transcription as object).slice(0, maxNames);
	return new InvalidValue(
		`The transcription of this recording has no text that can be read. Fields it has: ${fields.join(', ')}`,
	);
}
