import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InvalidValue } from '../shared/parameters/errors';
import type { OperationContext } from '../shared/vendor/operation';
import { choice } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { agent, agentKind } from './agent';
import { chat, chatKind } from './chat';
import { requireUuid } from './uuid';

/** Who gets a message: those in a chat, or one agent. */
export const recipientParameters = [
	choice(
		'send_to',
		[
			{ name: 'Agent', value: 'agent', description: 'In the direct chat with an agent' },
			{ name: 'Chat', value: 'chat', description: 'In a chat that the agent is a member of' },
		],
		{ in: 'local', default: 'chat', description: 'Where to send the message' },
	),
	pick(chatKind, {
		when: { sendTo: ['chat'] },
		description: 'The chat to send the message to',
	}),
	pick(agentKind, {
		in: 'local',
		when: { sendTo: ['agent'] },
		description:
			'The agent to send the message to. If there is no direct chat with the agent yet, it is created.',
	}),
] as const;

type Context = Pick<OperationContext, 'execute' | 'perform' | 'values'>;

/** The direct chats that a run has found, by agent. */
const directChats = new WeakMap<IExecuteFunctions, Map<string, Promise<string>>>();

/** Creating a direct chat that exists returns it. */
async function findDirectChat(context: Context, agentId: string): Promise<string> {
	const participants = [{ owner_type: 'agent', owner_id: agentId }];
	try {
		const [found] = await context.perform(chat.operations.create, { type: 'direct', participants });
		return String((found as IDataObject).id);
	} catch (error) {
		throw await explained(context, agentId, error);
	}
}

/** VoIPBin answers 500 to a direct chat with oneself. */
async function explained({ perform }: Context, agentId: string, error: unknown): Promise<unknown> {
	if ((error as { httpCode?: string }).httpCode !== '500') return error;
	const [self] = (await perform(agent.operations.getCurrent)) as IDataObject[];
	return self?.id === agentId
		? new InvalidValue("Agent is the credential's own agent. Select another agent, or use a chat")
		: error;
}

/** The ID of the chat that a message is for; a run looks up a direct chat once. */
export async function recipientChat(context: Context): Promise<string> {
	const { sendTo, chatId, agentId } = context.values;
	if (sendTo !== 'agent') return String(chatId);
	const id = requireUuid(agentId, 'Agent');
	const known = directChats.get(context.execute) ?? new Map<string, Promise<string>>();
	directChats.set(context.execute, known);
	// An item whose search fails has an error of its own.
	const foundBefore = await known.get(id)?.catch(() => undefined);
	if (foundBefore !== undefined) return foundBefore;
	const found = findDirectChat(context, id);
	known.set(id, found);
	return await found;
}
