import type { IDataObject } from 'n8n-workflow';

import { readFile, saveDownload } from '../shared/records/binary';
import { safeFileName } from '../shared/records/fileName';
import {
	operation,
	type Operation,
	type RecordShape,
	type Resource,
} from '../shared/vendor/operation';
import { deleted } from '../shared/vendor/answer';
import { text } from '../shared/vendor/parameter';
import { pick, recordKind } from '../shared/vendor/recordKind';
import { paged } from './lists';

/** A file that the agent has uploaded. */
export const fileKind = recordKind({
	name: 'File',
	wire: 'file_id',
	example: '0c0c305c-7a55-4395-85a8-ae4860f01393',
	list: (): Operation => file.operations.getAll,
	title: ({ name, filename }) => name || filename,
});

const output: RecordShape = {
	fields: [
		'id',
		'customer_id',
		'owner_type',
		'owner_id',
		'type',
		'reference_type',
		'reference_id',
		'name',
		'detail',
		'filename',
		'filesize',
		'uri_download',
		'tm_download_expire',
		'tm_create',
		'tm_update',
		'tm_delete',
	],
	simplified: [
		'id',
		'owner_id',
		'name',
		'detail',
		'filename',
		'filesize',
		'uri_download',
		'tm_create',
	],
};

export const file = {
	name: 'File',
	operations: {
		delete: operation({
			name: 'Delete',
			action: 'Delete file',
			description: 'Delete a file',
			request: 'DELETE /service_agents/files/{file_id}',
			parameters: [pick(fileKind, { description: 'The file to delete' })],
			answer: deleted(),
		}),
		download: operation({
			name: 'Download',
			action: 'Download file',
			description: 'Download a file into binary data',
			request: 'GET /service_agents/files/{file_id}/file',
			parameters: [
				pick(fileKind, { description: 'The file to download' }),
				text('binaryPropertyName', {
					in: 'local',
					displayName: 'Put Output File in Field',
					default: 'data',
					required: true,
					placeholder: 'e.g. data',
					hint: 'The name of the output binary field to put the file in',
				}),
			],
			output,
			run: async ({ execute, send, perform, request, values: { binaryPropertyName = 'data' } }) => {
				const record = (await perform(file.operations.get))[0] as IDataObject;
				const { filename, name, id } = record;
				const called = safeFileName(String(filename || name || ''), String(id));
				const binary = await saveDownload({ execute, send }, request(), called);
				return [{ json: record, binary: { [binaryPropertyName]: binary } }];
			},
		}),
		get: operation({
			name: 'Get',
			action: 'Get file',
			description: 'Get file details and a download link',
			request: 'GET /service_agents/files/{file_id}',
			parameters: [pick(fileKind, { description: 'The file to get' })],
			output,
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many files',
			description: "Get many of the agent's files, newest first",
			request: 'GET /service_agents/files',
			...paged,
			output,
		}),
		upload: operation({
			name: 'Upload',
			action: 'Upload file',
			description: 'Upload a file of up to 30 MB to attach to messages',
			request: 'POST /service_agents/files',
			parameters: [
				text('binaryPropertyName', {
					in: 'local',
					displayName: 'Input Data Field Name',
					default: 'data',
					required: true,
					placeholder: 'e.g. data',
					hint: 'The name of the input binary field containing the file to be uploaded',
				}),
			],
			additionalFields: [
				text('fileName', {
					in: 'local',
					placeholder: 'e.g. design.pdf',
					description: 'Name for the uploaded file. Defaults to the name of the input file.',
				}),
			],
			output,
			run: async ({ execute, itemIndex, request, records, values }) => {
				const { binaryPropertyName = 'data', fileName } = values;
				const form = new FormData();
				form.append('type', 'talk');
				form.append('file', await readFile(execute, itemIndex, binaryPropertyName, fileName));
				return (await records({ ...request(), body: form })).map((json) => ({ json }));
			},
		}),
	},
} satisfies Resource;
