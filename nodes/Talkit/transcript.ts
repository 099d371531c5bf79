import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/vendor/isObject';
import { omit } from '../shared/vendor/omit';
import {
	operation,
	type Operation,
	type RecordShape,
	type Resource,
} from '../shared/vendor/operation';
import { outputField } from '../shared/records/binary';
import { transcriptFormats } from '../shared/records/transcriptFile';
import { choice } from '../shared/vendor/parameter';
import { pick, recordKind } from '../shared/vendor/recordKind';
import { installation } from './installation';
import { counted, paged } from './lists';
import { transcriptFile } from './transcriptFile';

/** A transcript of the installation's user. */
export const transcriptKind = recordKind({
	name: 'Transcript',
	wire: 'transcript_id',
	example: '4711',
	list: (): Operation => transcript.operations.getAll,
	title: ({ headline }) => headline,
	time: ({ created_on }) => created_on,
});

/** The text of a transcript, and whose it is. */
function simplified({ id, headline, text, type, created_on, user }: IDataObject): IDataObject {
	const { first_name, last_name } = isObject(user) ? user : {};
	const user_name = [first_name, last_name].filter((name) => typeof name === 'string').join(' ');
	return { id, headline, text, type, created_on, ...(user_name ? { user_name } : {}) };
}

const output: RecordShape = {
	fields: ['id', 'headline', 'text', 'type', 'created_on', 'metadata', 'user', 'job', 'audio'],
	simplified,
};

export const transcript = {
	name: 'Transcript',
	credential: 'talkitInstallationApi',
	operations: {
		download: operation({
			name: 'Download',
			action: 'Download transcript',
			description: 'Download a transcript as a text, subtitle or JSON file',
			request: 'GET /transcripts/{transcript_id}',
			inferred: {},
			parameters: [
				pick(transcriptKind, { description: 'The transcript to download' }),
				choice(
					'format',
					[
						{ name: 'JSON', value: 'json', description: 'The full transcript record' },
						...transcriptFormats,
					],
					{ in: 'local', default: 'text', description: 'Format of the file' },
				),
				outputField,
			],
			options: [installation],
			run: async ({
				execute,
				perform,
				values: { format = 'text', binaryPropertyName = 'data' },
			}) => {
				const found = (await perform())[0] as IDataObject;
				const file = transcriptFile(found, format);
				const binary = await execute.helpers.prepareBinaryData(
					Buffer.from(file.content, 'utf8'),
					file.name,
					file.mimeType,
				);
				// Its text is in the file, and not in the item as well.
				return [{ json: omit(found, 'text'), binary: { [binaryPropertyName]: binary } }];
			},
		}),
		get: operation({
			name: 'Get',
			action: 'Get transcript',
			description: 'Get a transcript with its text',
			request: 'GET /transcripts/{transcript_id}',
			inferred: {},
			parameters: [pick(transcriptKind, { description: 'The transcript to get' })],
			options: [installation],
			output,
		}),
		getCount: operation({
			name: 'Get Count',
			action: 'Get number of transcripts',
			description: "Get how many transcripts the installation's user has",
			request: 'GET /transcripts',
			inferred: {},
			options: [installation],
			answer: counted,
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many transcripts',
			description: 'Get many transcripts',
			request: 'GET /transcripts',
			inferred: {},
			options: [installation],
			...paged,
			output,
		}),
	},
} satisfies Resource;
