import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { connect } from '../shared/http/connection';
import { Cancelled } from '../shared/http/wait';
import { perform } from '../shared/records/perform';
import { smalltalkApi } from './api';
import { recording } from './recording';

/** Milliseconds for fetching recordings: Smalltalk waits for the answer meanwhile. */
const deadlineMs = 10_000;

/**
 * The recordings of the talk that an event is about. What a stranger could have sent fetches nothing.
 * Nobody knows whether Smalltalk sends an event again, so the event counts without them.
 *
 * @param isKnown the sender knows the secret of the credential
 * @returns `recordings`, or null with `recordingsProblem`
 */
export async function eventRecordings(
	context: IWebhookFunctions,
	talkId: string | null,
	isKnown: boolean,
): Promise<IDataObject> {
	const without = (problem: string): IDataObject => {
		context.logger.warn(problem);
		return { recordings: null, recordingsProblem: problem };
	};
	if (!isKnown) return without('Fetch Recordings requires a credential with a Webhook Secret');
	if (talkId === null) return without('The event contains no talk ID');
	try {
		const connection = await connect(context, smalltalkApi, {
			signal: AbortSignal.timeout(deadlineMs),
		});
		const { records } = await perform(connection, recording.operations.getAll, {
			ofTalkId: talkId,
		});
		return { recordings: records as IDataObject[] };
	} catch (error) {
		return without(
			error instanceof Cancelled
				? `Smalltalk didn't return the recordings within ${deadlineMs / 1000} seconds`
				: (error as Error).message,
		);
	}
}
