import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Question } from '../shared/action/questionPage';
import { receiveAnswer, type Answer, type OutsideAnswer } from '../shared/action/sendAndWait';
import { connect, type Connection } from '../shared/http/connection';
import { Cancelled } from '../shared/http/wait';
import { perform } from '../shared/records/perform';
import { isObject } from '../shared/vendor/isObject';
import type { Values } from '../shared/vendor/values';
import { agent } from './agent';
import { voipbinApi } from './api';
import { message } from './message';
import { reactionsOf } from './messageParts';
import { readEmoji, readReply, type QuestionOptions } from './question';
import { isDeleted } from './time';

/** A response, as it is told in the chat. */
function inWords(answer: Answer, { responder }: IDataObject): string {
	const { name } = isObject(responder) ? responder : {};
	const by = typeof name === 'string' && name !== '' ? ` by ${name}` : '';
	if ('text' in answer) return `Response${by}: ${answer.text}`;
	if (answer.approved) return `Approved${by}`;
	return `Declined${by}${answer.reason === undefined ? '' : `: ${answer.reason}`}`;
}

/** Milliseconds for reading a response, and as many for what is done about it: the trigger waits. */
const deadlineMs = 4_000;

const connectInTime = async (context: IWebhookFunctions): Promise<Connection> =>
	await connect(context, voipbinApi, { signal: AbortSignal.timeout(deadlineMs) });

/** Deletes the question, or tells the response in its thread, if the user wants that. */
async function settle(
	context: IWebhookFunctions,
	answer: Answer,
	{ messageId, chatId }: IDataObject,
	{ afterResponse }: Values,
	details: IDataObject,
): Promise<void> {
	if (afterResponse !== 'delete' && afterResponse !== 'reply') return;
	const connection = await connectInTime(context);
	if (afterResponse === 'delete') {
		await perform(connection, message.operations.delete, { messageId });
	} else {
		const values = { chatId, parentId: messageId, text: inWords(answer, details) };
		await perform(connection, message.operations.send, values);
	}
}

const readMessage = async (connection: Connection, messageId: unknown): Promise<IDataObject> =>
	(await perform(connection, message.operations.get, { messageId })).records[0] as IDataObject;

/** Who responded. The response counts without the name as well. */
async function responderOf(connection: Connection, agentId: unknown): Promise<IDataObject> {
	try {
		const { records } = await perform(connection, agent.operations.get, { agentId });
		const { id, name, username } = records[0] as IDataObject;
		return { id, name, username };
	} catch {
		return { id: agentId as string };
	}
}

/** Whether an agent's response counts: the one who asks only responds where named as an approver. */
const mayRespond = (
	agentId: unknown,
	{ ownerId }: IDataObject,
	{ approvers }: QuestionOptions,
): boolean => (approvers ? approvers.includes(String(agentId)) : agentId !== ownerId);

/** The first reaction that is an answer. */
async function readReactions(
	connection: Connection,
	question: Question,
	asked: IDataObject,
	options: QuestionOptions,
) {
	const found = await readMessage(connection, asked.messageId);
	for (const { emoji, owner_id } of reactionsOf(found)) {
		const answer = readEmoji(String(emoji), question, options);
		if (answer && mayRespond(owner_id, asked, options)) {
			return { answer, from: owner_id, details: { emoji } };
		}
	}
	return undefined;
}

async function readReplyTo(
	connection: Connection,
	replyId: string,
	question: Question,
	asked: IDataObject,
	options: QuestionOptions,
) {
	const reply = await readMessage(connection, replyId);
	const isReply = reply.parent_id === asked.messageId && !isDeleted(reply);
	if (!isReply || !mayRespond(reply.owner_id, asked, options)) return undefined;
	const answer = readReply(String(reply.text ?? ''), question, options);
	return answer && { answer, from: reply.owner_id, details: { replyId: reply.id } };
}

/**
 * Reads the response in a chat from VoIPBin. Who tells of it is not believed.
 *
 * @param told the ID of a reply, or of the question itself for its reactions
 */
async function readFromChat(
	context: IWebhookFunctions,
	told: string,
	question: Question,
	asked: IDataObject,
	options: QuestionOptions,
): Promise<OutsideAnswer | undefined> {
	const isReaction = told === asked.messageId;
	if (!options.respondInChat?.includes(isReaction ? 'reaction' : 'reply')) return undefined;
	const connection = await connectInTime(context);
	const found = isReaction
		? await readReactions(connection, question, asked, options)
		: await readReplyTo(connection, told, question, asked, options);
	if (!found) return undefined;
	const { answer, from, details } = found;
	const responder = await responderOf(connection, from);
	return { answer, details: { responder, ...details } as IDataObject };
}

/** Shows the page of a question that was asked in a chat, or takes the response. */
export async function receiveResponse(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await receiveAnswer(context, {
		onlyOutside: ({ approvers }) =>
			approvers === undefined
				? undefined
				: 'Only selected people can respond. Respond in the chat, in the thread of the message or with a reaction.',
		readOutside: async (told, question, asked, values) =>
			await readFromChat(context, told, question, asked, values),
		onAnswer: async (answer, asked, values, details) => {
			const { messageId } = asked;
			try {
				await settle(context, answer, asked, values, details);
				return { messageId };
			} catch (error) {
				// The response counts, whatever becomes of the message.
				const late = `VoIPBin didn't respond within ${deadlineMs / 1000} seconds`;
				return { messageId, warning: error instanceof Cancelled ? late : (error as Error).message };
			}
		},
	});
}
