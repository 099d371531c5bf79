import { randomUUID } from 'node:crypto';

import type { VendorContext } from '../vendor';
import { forbidden } from './refusal';
import type { Agent, Chat, Participant, VoipbinState } from './state';
import { stamp } from './time';
import { inEdition } from './views';

export type Context = VendorContext<VoipbinState>;

/** Sends an event without waiting for it, so that events arrive in any order. */
export function emit(context: Context, type: string, data: object): void {
	void context.emit({ type, data: inEdition(context.state, structuredClone(data)) });
}

export const isUuid = (text: string) =>
	/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);

export const takesPart = ({ participants }: VoipbinState, chatId: string, agent: Agent) =>
	participants.some(({ chat_id, owner_id }) => chat_id === chatId && owner_id === agent.id);

/**
 * The chat that an agent may see. One that does not exist looks like one that is not for the agent.
 *
 * @throws Refusal 403
 */
export function visibleChat(state: VoipbinState, chatId: string, agent: Agent): Chat {
	const chat = state.chats.find(({ id, tm_delete }) => id === chatId && tm_delete === null);
	if (!chat || (chat.type !== 'talk' && !takesPart(state, chatId, agent))) throw forbidden();
	return chat;
}

/**
 * The chat that an agent takes part in.
 *
 * @throws Refusal 403
 */
export function ownChat(state: VoipbinState, chatId: string, agent: Agent): Chat {
	const chat = visibleChat(state, chatId, agent);
	if (!takesPart(state, chatId, agent)) throw forbidden();
	return chat;
}

/** Adds an agent to a chat; one who takes part already gets a new ID and is counted again. */
export function addParticipant(context: Context, chat: Chat, ownerId: string): Participant {
	const { state, clock } = context;
	const participant: Participant = {
		id: randomUUID(),
		customer_id: chat.customer_id,
		owner_type: 'agent',
		owner_id: ownerId,
		chat_id: chat.id,
		tm_joined: stamp(state, clock.now()),
	};
	state.participants = state.participants.filter(
		({ chat_id, owner_id }) => chat_id !== chat.id || owner_id !== ownerId,
	);
	state.participants.push(participant);
	chat.member_count += 1;
	emit(context, 'chatparticipant_added', participant);
	return participant;
}
