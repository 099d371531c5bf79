import type { IDataObject } from 'n8n-workflow';

import { withNote } from '../shared/http/errors';
import type { OperationContext } from '../shared/vendor/operation';
import { fixedCollection } from '../shared/vendor/parameter';
import { uploadFile } from './file';
import { requireUuid } from './uuid';

interface Attachments {
	binaryFiles?: Array<{ binaryPropertyName?: string }>;
	files?: Array<{ fileId?: string }>;
	links?: Array<{ linkUrl?: string }>;
}

/** What can be attached to a message. VoIPBin drops media of any other kind. */
export const attachments = fixedCollection('medias', {
	in: 'local',
	displayName: 'Attachments',
	name: 'attachments',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Attachment',
	options: [
		{
			displayName: 'Binary File',
			name: 'binaryFiles',
			values: [
				{
					displayName: 'Input Data Field Name',
					name: 'binaryPropertyName',
					type: 'string',
					default: 'data',
					placeholder: 'e.g. data',
					description: 'Name of the input binary field with a file of up to 30 MB to upload',
				},
			],
		},
		{
			displayName: 'File',
			name: 'files',
			values: [
				{
					displayName: 'File ID',
					name: 'fileId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 0c0c305c-7a55-4395-85a8-ae4860f01393',
					description: 'ID of an uploaded file (from File > Upload)',
				},
			],
		},
		{
			displayName: 'Link',
			name: 'links',
			values: [
				{
					displayName: 'Link URL',
					name: 'linkUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/design',
					description: 'URL of the page to link to',
				},
			],
		},
	],
	convert: (value) => {
		const { files = [], ...others } = value as Attachments;
		return {
			...others,
			files: files.map(({ fileId }) => ({ fileId: requireUuid(fileId, 'File ID') })),
		};
	},
});

const media = {
	file: (id: unknown): IDataObject => ({ type: 'file', file_id: id as string }),
	link: (url: unknown): IDataObject => ({ type: 'link', link_url: url as string }),
};

/** The error, which says which files it has left in VoIPBin. */
function withUploads(error: unknown, uploads: IDataObject[]): unknown {
	if (uploads.length === 0) return error;
	const names = uploads.map(
		({ filename, name, id }) => `${String(filename || name)} (${String(id)})`,
	);
	const which = uploads.length > 1 ? 'these files' : 'this file';
	return withNote(
		error,
		`Already uploaded: ${names.join(', ')}. To send the message again, attach ${which} by File ID.`,
	);
}

/**
 * Uploads the binary files among a message's attachments, one after the other, and sends the message
 * with all attachments.
 *
 * @param send the message, with its `medias`
 * @throws what the upload and `send` throw; the message names the files that are uploaded already
 */
export async function sendWithAttachments<Sent>(
	context: Pick<OperationContext, 'execute' | 'itemIndex' | 'records'>,
	attached: object | undefined,
	send: (medias: IDataObject[]) => Promise<Sent>,
): Promise<Sent> {
	const { binaryFiles = [], files = [], links = [] } = (attached ?? {}) as Attachments;
	const uploads: IDataObject[] = [];
	try {
		for (const { binaryPropertyName = 'data' } of binaryFiles) {
			uploads.push(await uploadFile(context, binaryPropertyName));
		}
		return await send([
			...files.map(({ fileId }) => media.file(fileId)),
			...links.map(({ linkUrl }) => media.link(linkUrl)),
			...uploads.map(({ id }) => media.file(id)),
		]);
	} catch (error) {
		throw withUploads(error, uploads);
	}
}
