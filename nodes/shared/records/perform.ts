import type { IDataObject } from 'n8n-workflow';

import type { Connection } from '../http/connection';
import { send } from '../http/send';
import { toRequest } from '../parameters/toRequest';
import type { Operation } from '../vendor/operation';
import type { Reply } from '../vendor/request';
import type { Values } from '../vendor/values';
import { readAnswer } from './answers';
import { pathsOf, sendToFirst } from './paths';

/**
 * Sends the request of an operation, on each of its inferred paths in turn, and checks the answer.
 *
 * @param page is added to the query
 * @throws NodeApiError, InvalidValue, Cancelled
 */
export async function perform(
	connection: Connection,
	operation: Operation,
	values: Values,
	page: IDataObject = {},
): Promise<{ records: unknown[]; reply: Reply }> {
	const { paths, areInferred } = pathsOf(operation, values);
	const sendTo = async (path: string) => {
		const request = toRequest(operation, values, path);
		if (areInferred) {
			request.inferred = true;
			// Where only one case is inferred, the node itself names the record.
			if (operation.inferred?.only) delete request.records;
		}
		if (Object.keys(page).length > 0) request.query = { ...request.query, ...page };
		const reply = await send(connection, request);
		return { records: readAnswer(connection, operation, request, reply, values), reply };
	};
	if (!areInferred) return await sendTo(paths[0]);
	const { answer, path } = await sendToFirst(paths, connection.paths.get(operation), sendTo);
	connection.paths.set(operation, path);
	return answer;
}
