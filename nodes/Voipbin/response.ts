import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { receiveAnswer, type Answer } from '../shared/action/sendAndWait';
import { connect } from '../shared/http/connection';
import { perform } from '../shared/records/perform';
import { voipbinApi } from './api';
import { afterResponse, message } from './message';

/** A response, as it is told in the chat. */
function inWords(answer: Answer): string {
	if ('text' in answer) return `Response: ${answer.text}`;
	if (answer.approved) return 'Approved';
	return answer.reason === undefined ? 'Declined' : `Declined: ${answer.reason}`;
}

/** Deletes the question, or tells the response in its thread, if the user wants that. */
async function settle(
	context: IWebhookFunctions,
	answer: Answer,
	{ messageId, chatId }: IDataObject,
	then: unknown,
): Promise<void> {
	if (then !== 'delete' && then !== 'reply') return;
	const connection = await connect(context, voipbinApi);
	if (then === 'delete') {
		await perform(connection, message.operations.delete, { messageId });
	} else {
		const values = { chatId, parentId: messageId, text: inWords(answer) };
		await perform(connection, message.operations.send, values);
	}
}

/** Shows the page of a question that was asked in a chat, or takes the response. */
export async function receiveResponse(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await receiveAnswer(context, [afterResponse], async (answer, asked, values) => {
		const { messageId } = asked;
		try {
			await settle(context, answer, asked, values.afterResponse);
			return { messageId };
		} catch (error) {
			// The response counts, whatever becomes of the message.
			return { messageId, warning: (error as Error).message };
		}
	});
}
