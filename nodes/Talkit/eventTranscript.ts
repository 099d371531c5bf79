import { NodeOperationError, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';

import { connect } from '../shared/http/connection';
import { Cancelled } from '../shared/http/wait';
import { perform } from '../shared/records/perform';
import { isObject } from '../shared/vendor/isObject';
import { talkitApi } from './api';
import { transcript } from './transcript';

/** Milliseconds for fetching a transcript: Talkit waits for the answer meanwhile. */
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
	values: { transcriptId: string; installationUuid?: string; apiPath?: string },
): Promise<IDataObject> {
	const connection = await connect(context, talkitApi, {
		credentialType: transcript.credential,
		signal: AbortSignal.timeout(deadline),
	});
	// An event speaks for another installation only where the credential names none.
	const { installationUuid: own } = connection.credentials;
	const isNamed = typeof own === 'string' && own.trim() !== '';
	const { records } = await perform(connection, transcript.operations.get, {
		...values,
		...(isNamed ? { installationUuid: undefined } : {}),
	});
	return records[0] as IDataObject;
}

/** What an item carries instead of a transcript. */
function without(context: IWebhookFunctions, problem: string): IDataObject {
	context.logger.warn(problem);
	return { transcript: null, transcriptProblem: problem };
}

/**
 * The transcript that an event is about, as what its item carries besides the payload. It is
 * fetched for the credential's installation, or else the event's. What a stranger could have sent
 * fetches nothing.
 *
 * @param apiPath another path template than the inferred one
 * @param isSigned the sender has proved to be Talkit
 * @returns `transcript`, or null with `transcriptProblem`
 * @throws NodeOperationError whose message says why the transcript cannot be had
 */
export async function eventTranscript(
	context: IWebhookFunctions,
	payload: IDataObject,
	{ apiPath, isSigned }: { apiPath?: string; isSigned: boolean },
): Promise<IDataObject> {
	if (!isSigned)
		return without(context, 'Fetch Transcript requires a credential with a Webhook Secret');
	const transcriptId = transcriptIdOf(payload);
	if (transcriptId === undefined) return without(context, 'The event contains no transcript ID');
	const installationUuid = installationOf(payload);
	try {
		return {
			transcript: await fetchTranscript(context, { transcriptId, installationUuid, apiPath }),
		};
	} catch (error) {
		const late = `Talkit didn't return the transcript within ${deadline / 1000} seconds`;
		throw new NodeOperationError(
			context.getNode(),
			error instanceof Cancelled ? late : (error as Error),
		);
	}
}
