import type { IDataObject } from 'n8n-workflow';

import { EndlessList } from '../shared/records/pagination';
import { readLimit } from '../shared/records/limit';
import { instant, isDeleted } from './time';

/** Most messages that are read to find those that filters ask for: a hundred requests. */
export const maxSearched = 10_000;

/** The same for people to read. */
export const maxSearchedText = '10,000';

/** What is asked of the messages of a chat. */
export interface MessageSearch {
	returnAll?: boolean;
	limit?: number;
	includeDeleted?: boolean;
	/** A message, for it and the replies to it. */
	threadId?: string;
	/** ISO 8601; both are exclusive. */
	sentAfter?: string;
	sentBefore?: string;
	/** ID of the agent who sent it. */
	sentBy?: string;
	/** Part of its text, in whatever case. */
	contains?: string;
	oldestFirst?: boolean;
}

function matches(message: IDataObject, search: MessageSearch): boolean {
	const { threadId, sentAfter, sentBefore, sentBy, contains } = search;
	const { id, parent_id, owner_id, text, tm_create } = message;
	if (!search.includeDeleted && isDeleted(message)) return false;
	if (threadId !== undefined && id !== threadId && parent_id !== threadId) return false;
	if (sentBy !== undefined && owner_id !== sentBy) return false;
	if (contains !== undefined && !hasText(text, contains)) return false;
	const sentAt = instant(tm_create);
	return (
		(sentAfter === undefined || sentAt > instant(sentAfter)) &&
		(sentBefore === undefined || sentAt < instant(sentBefore))
	);
}

/** Whether a text contains another, in whatever case. */
export const hasText = (text: unknown, part: string): boolean =>
	typeof text === 'string' && text.toLowerCase().includes(part.toLowerCase());

/** Whether all messages before this one, which are older, are out of question. */
const isLast = ({ id, tm_create }: IDataObject, { threadId, sentAfter }: MessageSearch): boolean =>
	(threadId !== undefined && id === threadId) ||
	(sentAfter !== undefined && instant(tm_create) <= instant(sentAfter));

const isFiltered = ({ threadId, sentAfter, sentBefore, sentBy, contains }: MessageSearch) =>
	[threadId, sentAfter, sentBefore, sentBy, contains].some((filter) => filter !== undefined);

/**
 * The messages of a chat that are asked for. VoIPBin has no search: the chat is read from its newest
 * message on, and no further than needed.
 *
 * @param messages of the chat, newest first
 * @throws EndlessList when the filters have not come to their end after 10,000 messages
 */
export async function searchMessages(
	messages: AsyncIterable<IDataObject>,
	search: MessageSearch,
): Promise<IDataObject[]> {
	const limit = readLimit({ ...search }) ?? Infinity;
	const most = isFiltered(search) ? maxSearched : Infinity;
	const found: IDataObject[] = [];
	let read = 0;
	for await (const message of messages) {
		if (read++ >= most) {
			throw new EndlessList(
				`The filters went through the ${maxSearchedText} newest messages of the chat and found ${found.length}, but there are more. Set Sent After to a later time, or a lower Limit.`,
			);
		}
		if (matches(message, search)) found.push(message);
		if (found.length >= limit || isLast(message, search)) break;
	}
	return search.oldestFirst ? found.reverse() : found;
}
