import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { OperationContext } from '../vendor/operation';
import { text } from '../vendor/parameter';
import type { Request } from '../vendor/request';

/** A file that did not arrive as a whole. The message says what to change. */
export class BrokenDownload extends Error {}

/** A download is begun so often in all. */
const maxDownloads = 3;

/** A file whose content is read anew, and only then, by whoever streams it. */
const streamedFile = (
	name: string,
	type: string,
	size: number,
	open: () => AsyncIterable<Uint8Array>,
): File =>
	Object.defineProperties(new File([], name, { type }), {
		size: { value: size },
		stream: { value: () => ReadableStream.from(open()) },
	});

/**
 * The file in a binary field of an input item, to be appended to a `FormData` without a file name.
 * n8n's files on disk are not read into memory.
 *
 * @param name instead of the file's own
 * @throws NodeOperationError when the item has no such field
 */
export async function readFile(
	{ helpers }: IExecuteFunctions,
	itemIndex: number,
	field: string,
	name?: string,
): Promise<File> {
	const { id, fileName, mimeType } = helpers.assertBinaryData(itemIndex, field);
	const called = name ?? fileName ?? 'file';
	if (id === undefined) {
		const content = await helpers.getBinaryDataBuffer(itemIndex, field);
		return new File([new Uint8Array(content)], called, { type: mimeType });
	}
	const { fileSize } = await helpers.getBinaryMetadata(id);
	return streamedFile(called, mimeType, fileSize, async function* () {
		yield* (await helpers.getBinaryStream(id)) as AsyncIterable<Uint8Array>;
	});
}

/** Where an operation puts the file that it makes or downloads. */
export const outputField = text('binaryPropertyName', {
	in: 'local',
	displayName: 'Put Output File in Field',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the output binary field to put the file in',
});

/** What a download needs, of an action node or a trigger. */
export interface DownloadContext {
	helpers: Pick<IExecuteFunctions['helpers'], 'prepareBinaryData'>;
	/** Sends one request. */
	send: OperationContext['send'];
}

/** Types by which servers say that they do not know. */
const unspecific = /^(application|binary)\/octet-stream\b/i;

/**
 * Downloads a file into n8n's binary data as it comes in, and begins again when it breaks off.
 *
 * @throws BrokenDownload, and what `send` throws
 */
export async function saveDownload(
	{ helpers, send }: DownloadContext,
	request: Request,
	name: string,
): Promise<IBinaryData> {
	for (let attempt = 1; attempt <= maxDownloads; attempt++) {
		const { headers, body } = await send({ ...request, encoding: 'stream' });
		const type = String(headers['content-type'] ?? '');
		try {
			return await helpers.prepareBinaryData(
				body as Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
				name,
				type === '' || unspecific.test(type) ? undefined : type.split(';')[0],
			);
		} catch {
			// Tried again below: nothing of a file that broke off is kept.
		}
	}
	throw new BrokenDownload(
		`The download was interrupted ${maxDownloads} times. Increase Options > Timeout (Ms) or try again later.`,
	);
}
