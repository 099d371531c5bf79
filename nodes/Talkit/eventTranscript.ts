import { NodeOperationError, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';

import { readApiPath } from '../shared/inferred';
import { isObject } from '../shared/isObject';
import { Cancelled } from '../shared/pace';
import { fillPath } from '../shared/path';
import { connect, send } from '../shared/request';
import { RecordNotFound } from '../shared/result';
import { talkitApi } from './api';
import { installationHeader } from './installationToken';
import { transcript } from './transcript';

/** Milliseconds for fetching a transcript: the vendor waits for the answer meanwhile. */
const deadline = 10_000;

const isId = (value: unknown) => typeof value === 'number' || (typeof value === 'string' && value);

/** Which transcript an event is about; of its fields only `type` is documented. */
export function transcriptIdOf(payload: IDataObject): string | undefined {
	const data = isObject(payload.data) ? payload.data : {};
	const nested = isObject(payload.transcript) ? payload.transcript : {};
	const id = [data.id, data.transcript_id, payload.transcript_id, nested.id, payload.id].find(isId);
	return id === undefined ? undefined : String(id);
}

/** Whose transcript it is, where the event says so. */
function installationOf(payload: IDataObject): string | undefined {
	const data = isObject(payload.data) ? payload.data : {};
	return [data.plugin_installation_uuid, payload.plugin_installation_uuid].find(
		(uuid): uuid is string => typeof uuid === 'string' && uuid !== '',
	);
}

async function fetchTranscript(
	context: IWebhookFunctions,
	id: string,
	installation: string | undefined,
	apiPath: string,
): Promise<IDataObject> {
	const { method, path } = transcript.operations.get;
	const template = apiPath === '' ? path : readApiPath(apiPath, ['transcript_id']);
	const connection = await connect(context, talkitApi, {
		credentialType: transcript.credential,
		signal: AbortSignal.timeout(deadline),
	});
	const { body } = await send(connection, {
		method,
		path: fillPath(template, { transcript_id: { value: id, label: 'Transcript' } }),
		...(installation ? { headers: { [installationHeader]: installation } } : {}),
	});
	if (!isObject(body)) throw new RecordNotFound('transcript');
	return body;
}

/**
 * The transcript that an event is about, as what its item carries besides the payload. It is
 * fetched for the event's installation, or else the credential's.
 *
 * @param apiPath another path template than the inferred one; empty for that one
 * @returns nothing where the event names no transcript
 * @throws NodeOperationError whose message says why the transcript cannot be had
 */
export async function eventTranscript(
	context: IWebhookFunctions,
	payload: IDataObject,
	apiPath: string,
): Promise<IDataObject> {
	const id = transcriptIdOf(payload);
	if (id === undefined) return {};
	try {
		return { transcript: await fetchTranscript(context, id, installationOf(payload), apiPath) };
	} catch (error) {
		const late = `Talkit did not give the transcript within ${deadline / 1000} s`;
		throw new NodeOperationError(
			context.getNode(),
			error instanceof Cancelled ? late : (error as Error),
		);
	}
}
