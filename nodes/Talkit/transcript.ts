import type { IDataObject } from 'n8n-workflow';

import {
	local,
	path,
	type OperationContext,
	type OperationResult,
	type Resource,
} from '../shared/operation';
import { RecordNotFound } from '../shared/result';
import { afterLastId } from './pagination';
import { installation, transcriptLocator } from './parameters';
import { transcriptFile, type TranscriptFormat } from './transcriptFile';

/** Hands on the transcript as a file; its text is there, and not in the item as well. */
async function download({ execute, value, perform }: OperationContext): Promise<OperationResult> {
	const [record] = await perform();
	if (typeof record !== 'object' || record === null) throw new RecordNotFound('transcript');
	const transcript = record as IDataObject;
	const file = transcriptFile(transcript, value('format') as TranscriptFormat);
	const binary = await execute.helpers.prepareBinaryData(
		Buffer.from(file.content, 'utf8'),
		file.name,
		file.mimeType,
	);
	const { text: _text, ...json } = transcript;
	return [{ json, binary: { [String(value('binaryPropertyName'))]: binary } }];
}

export const transcript = {
	name: 'Transcript',
	credential: 'talkitInstallationApi',
	operations: {
		download: {
			name: 'Download',
			action: 'Download transcript',
			description: 'Save a transcript as a text or JSON file, named by headline and date',
			method: 'GET',
			path: '/transcripts/{transcript_id}',
			inferred: {},
			parameters: [
				path('transcript_id', transcriptLocator('The transcript to download')),
				local('format', {
					displayName: 'Format',
					type: 'options',
					options: [
						{ name: 'JSON', value: 'json', description: 'Everything about the transcript' },
						{ name: 'Text', value: 'text', description: 'Only what was said' },
					],
					default: 'text',
					description: 'What the file holds',
				}),
				local('binaryPropertyName', {
					displayName: 'Put Output File in Field',
					type: 'string',
					required: true,
					default: 'data',
					description: 'The name of the output binary field to put the file in',
					placeholder: 'e.g. data',
				}),
				installation,
			],
			run: download,
		},
		get: {
			name: 'Get',
			action: 'Get transcript',
			description: 'Retrieve one transcript with its text',
			method: 'GET',
			path: '/transcripts/{transcript_id}',
			inferred: {},
			parameters: [
				path('transcript_id', transcriptLocator('The transcript to retrieve')),
				installation,
			],
		},
		getAll: {
			name: 'Get Many',
			action: 'Get many transcripts',
			description: "Retrieve the transcripts of the installation's user",
			method: 'GET',
			path: '/transcripts',
			inferred: {},
			parameters: [installation],
			result: 'data',
			pagination: afterLastId,
		},
	},
} satisfies Resource;
