import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { connect } from '../shared/http/connection';
import { accountKey } from '../shared/http/limiters';
import { perform } from '../shared/records/perform';
import { RecentMap } from '../shared/trigger/recentMap';
import type { Operation } from '../shared/vendor/operation';
import type { Values } from '../shared/vendor/values';
import { agent } from './agent';
import { voipbinApi } from './api';
import { chat } from './chat';

/** Names change rarely; milliseconds. */
const rememberedMs = 60 * 60_000;

/** Milliseconds that an event waits for the names in it. */
const deadlineMs = 5_000;

/** The names of agents and chats, by account and ID. */
const names = new RecentMap<string, { name: IDataObject; at: number }>(10_000);

/** What is known of a record by its ID: the fields that name it; the ID alone if it can't be read. */
async function nameOf(
	context: IWebhookFunctions,
	operation: Operation,
	values: Values,
	fields: string[],
): Promise<IDataObject> {
	const [id] = Object.values(values) as string[];
	const credential = context.getNode().credentials?.[voipbinApi.credential];
	const key = accountKey(credential?.id ?? credential?.name, id);
	const known = names.get(key);
	if (known && performance.now() - known.at < rememberedMs) return known.name;
	try {
		const signal = AbortSignal.timeout(deadlineMs);
		const { records } = await perform(
			await connect(context, voipbinApi, { signal }),
			operation,
			values,
		);
		const record = records[0] as IDataObject;
		const name = Object.fromEntries(fields.map((field) => [field, record[field] ?? '']));
		names.set(key, { name, at: performance.now() });
		return name;
	} catch (error) {
		// The message counts, with names or without.
		context.logger.warn((error as Error).message);
		return { id };
	}
}

/**
 * What an AI Agent and its memory read by default, and the names of the agent and the chat.
 *
 * @param message of a chat
 * @param session what the memory keeps apart: chats, or the threads in them
 */
export async function chatInputOf(
	context: IWebhookFunctions,
	{ id, parent_id, chat_id, owner_id, text }: IDataObject,
	session: 'chat' | 'thread' = 'chat',
): Promise<IDataObject> {
	const [from, where] = await Promise.all([
		nameOf(context, agent.operations.get, { agentId: owner_id }, ['id', 'name', 'username']),
		nameOf(context, chat.operations.get, { chatId: chat_id }, ['id', 'name', 'type']),
	]);
	return {
		chatInput: text ?? '',
		sessionId: session === 'thread' ? (parent_id ?? id) : chat_id,
		agent: from,
		chat: where,
	};
}
