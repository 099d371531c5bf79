import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { connect } from '../shared/http/connection';
import { isQuestionUrl, tellWaitingExecution } from '../shared/http/waitingExecution';
import { perform } from '../shared/records/perform';
import { RecentMap } from '../shared/trigger/recentMap';
import { voipbinApi } from './api';
import { proofOf } from './authentication';
import { message } from './message';
import { mediasOf } from './messageParts';

/** Milliseconds for reading the message that a reply belongs to. */
const deadlineMs = 5_000;

/** The links of messages that were replied to, by message; most have none, and none ever changes. */
const questionUrls = new RecentMap<string, string | undefined>(10_000);

/** The URL of the question that a message asks, if it is one of this n8n. */
const questionUrlOf = (context: IWebhookFunctions, asked: IDataObject): string | undefined =>
	mediasOf(asked)
		.map(({ link_url }) => link_url)
		.find((link) => isQuestionUrl(context, link));

/** As `questionUrlOf`, for a message that has to be read; an access key can't read it. */
async function readQuestionUrl(
	context: IWebhookFunctions,
	messageId: string,
): Promise<string | undefined> {
	if (questionUrls.has(messageId)) return questionUrls.get(messageId);
	const connection = await connect(context, voipbinApi, {
		signal: AbortSignal.timeout(deadlineMs),
	});
	if (proofOf(connection.credentials).kind === 'accessKey') return undefined;
	let url: string | undefined;
	try {
		const { records } = await perform(connection, message.operations.get, { messageId });
		url = questionUrlOf(context, records[0] as IDataObject);
	} catch (error) {
		// The agent may not be in the chat. In any other case the next reply asks again.
		if (!['403', '404'].includes(String((error as IDataObject).httpCode))) {
			context.logger.warn((error as Error).message);
			return undefined;
		}
	}
	questionUrls.set(messageId, url);
	return url;
}

/**
 * Tells the waiting execution about a reply or a reaction to its question.
 *
 * @returns whether it was the response that the execution waited for
 * @throws Error when nobody can know now
 */
export async function answersQuestion(
	context: IWebhookFunctions,
	type: string,
	data: IDataObject,
): Promise<boolean> {
	const { id, parent_id } = data;
	if (typeof id !== 'string') return false;
	let url: string | undefined;
	if (type === 'chatmessage_reaction_updated') url = questionUrlOf(context, data);
	if (type === 'chatmessage_created' && typeof parent_id === 'string') {
		url = await readQuestionUrl(context, parent_id);
	}
	return url !== undefined && (await tellWaitingExecution(context, url, id));
}
