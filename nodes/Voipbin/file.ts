import type { IDataObject } from 'n8n-workflow';

import { downloadFile, readFile } from '../shared/binary';
import { local, optional, path, type RecordShape, type Resource } from '../shared/operation';
import { paged } from './lists';
import { fileLocator } from './locators';

const fileShape: RecordShape = {
	fields: [
		'id',
		'customer_id',
		'owner_id',
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
	description: 'Files to attach to messages',
	operations: {
		download: {
			name: 'Download',
			action: 'Download file',
			description: 'Download a file into binary data',
			method: 'GET',
			path: '/service_agents/files/{file_id}/file',
			parameters: [
				path('file_id', fileLocator('The file to download')),
				local('binary_property_name', {
					displayName: 'Put Output File in Field',
					type: 'string',
					default: 'data',
					required: true,
					placeholder: 'e.g. data',
					hint: 'The name of the output binary field to put the file in',
					description: 'The binary field of the item that gets the file',
				}),
			],
			shape: fileShape,
			run: async (context) => {
				const request = context.request();
				const about = { ...request, path: request.path.replace(/\/file$/, '') };
				const [record] = context.records(await context.send(about), about);
				const { filename, name, id } = (record ?? {}) as IDataObject;
				const binary = await downloadFile(context, request, String(filename || name || id));
				return [
					{ json: record, binary: { [String(context.value('binaryPropertyName'))]: binary } },
				];
			},
		},
		get: {
			name: 'Get',
			action: 'Get file',
			description: 'Retrieve what is known of a file, with a link to download it',
			method: 'GET',
			path: '/service_agents/files/{file_id}',
			parameters: [path('file_id', fileLocator('The file to retrieve'))],
			shape: fileShape,
		},
		getAll: {
			name: 'Get Many',
			action: 'Get many files',
			description: 'Retrieve the files that the agent has uploaded, newest first',
			method: 'GET',
			path: '/service_agents/files',
			...paged,
			shape: fileShape,
		},
		upload: {
			name: 'Upload',
			action: 'Upload file',
			description: 'Upload a file of at most 30 MB, to be attached to messages',
			method: 'POST',
			path: '/service_agents/files',
			parameters: [
				local('binary_property_name', {
					displayName: 'Input Data Field Name',
					type: 'string',
					default: 'data',
					required: true,
					placeholder: 'e.g. data',
					hint: 'The name of the input binary field that holds the file',
					description: 'The binary field of the item that holds the file',
				}),
				optional(
					local('file_name', {
						displayName: 'File Name',
						type: 'string',
						placeholder: 'e.g. design.pdf',
						description: 'Another name for the file than the one it has',
					}),
				),
			],
			shape: fileShape,
			run: async ({ execute, itemIndex, value, request, send, records }) => {
				const form = new FormData();
				form.append('type', 'talk');
				const field = String(value('binaryPropertyName'));
				const fileName = value('fileName') as string | undefined;
				form.append('file', await readFile(execute, itemIndex, field, fileName));
				const upload = { ...request(), body: form };
				return records(await send(upload), upload).map((json) => ({ json }));
			},
		},
	},
} satisfies Resource;
