import type { IBinaryKeyData, IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { connect } from '../shared/http/connection';
import { send } from '../shared/http/send';
import { perform } from '../shared/records/perform';
import type { Addition } from '../shared/trigger/webhook';
import type { Operation } from '../shared/vendor/operation';
import type { Request } from '../shared/vendor/request';
import type { Values } from '../shared/vendor/values';
import { voipbinApi } from './api';
import { fetchFile, file } from './file';
import { mediasOf } from './messageParts';

/** VoIPBin waits 15 seconds for an answer; milliseconds for all files of a message. */
const deadlineMs = 10_000;

/**
 * Downloads the files that are attached to a message.
 *
 * @returns the binary fields `file_0`, `file_1` …, and what could not be downloaded: the message
 *   counts without its files, which File > Download gets later
 */
export async function fetchFilesOf(
	context: IWebhookFunctions,
	message: IDataObject,
): Promise<Addition> {
	const ids = mediasOf(message)
		.filter(({ type }) => type === 'file')
		.map(({ file_id }) => String(file_id));
	const binary: IBinaryKeyData = {};
	const problems: IDataObject[] = [];
	if (ids.length > 0) {
		const signal = AbortSignal.timeout(deadlineMs);
		const connection = await connect(context, voipbinApi, { signal });
		const source = {
			helpers: context.helpers,
			send: async (request: Request) => await send(connection, request),
			perform: async (operation: Operation = file.operations.get, values: Values = {}) =>
				(await perform(connection, operation, values)).records,
		};
		for (const [index, fileId] of ids.entries()) {
			try {
				binary[`file_${index}`] = (await fetchFile(source, fileId)).binary;
			} catch (error) {
				const problem = signal.aborted
					? `The file couldn't be downloaded within ${deadlineMs / 1000} seconds`
					: (error as Error).message;
				context.logger.warn(problem);
				problems.push({ fileId, problem });
			}
		}
	}
	return {
		...(Object.keys(binary).length > 0 ? { binary } : {}),
		...(problems.length > 0 ? { json: { fileProblems: problems } } : {}),
	};
}
