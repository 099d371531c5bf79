import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { toRequest } from '../shared/parameters/toRequest';
import {
	outputField,
	readFile,
	saveDownload,
	type DownloadContext,
} from '../shared/records/binary';
import { safeFileName } from '../shared/records/fileName';
import {
	operation,
	requestLine,
	type Operation,
	type OperationContext,
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

/**
 * Uploads the file in a binary field of the item.
 *
 * @param name instead of the file's own
 * @returns its record in VoIPBin
 * @throws NodeOperationError when the item has no such field; NodeApiError
 */
export async function uploadFile(
	{ execute, itemIndex, records }: Pick<OperationContext, 'execute' | 'itemIndex' | 'records'>,
	field: string,
	name?: string,
): Promise<IDataObject> {
	const body = new FormData();
	body.append('type', 'talk');
	body.append('file', await readFile(execute, itemIndex, field, name));
	const [uploaded] = await records({ ...requestLine(file.operations.upload), body });
	return uploaded as IDataObject;
}

/**
 * Downloads a file.
 *
 * @returns its record in VoIPBin and its content
 * @throws NodeApiError, BrokenDownload
 */
export async function fetchFile(
	context: DownloadContext & Pick<OperationContext, 'perform'>,
	fileId: unknown,
): Promise<{ record: IDataObject; binary: IBinaryData }> {
	const [found] = await context.perform(file.operations.get, { fileId });
	const record = found as IDataObject;
	const { filename, name, id } = record;
	const called = safeFileName(String(filename || name || ''), String(id));
	const request = toRequest(file.operations.download, { fileId });
	return { record, binary: await saveDownload(context, request, called) };
}

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
			parameters: [pick(fileKind, { description: 'The file to download' }), outputField],
			output,
			run: async ({ execute: { helpers }, send, perform, values }) => {
				const { fileId, binaryPropertyName = 'data' } = values;
				const { record, binary } = await fetchFile({ helpers, send, perform }, fileId);
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
			run: async (context) => {
				const { binaryPropertyName = 'data', fileName } = context.values;
				return [{ json: await uploadFile(context, binaryPropertyName, fileName) }];
			},
		}),
	},
} satisfies Resource;
