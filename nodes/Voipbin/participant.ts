import type { IDataObject } from 'n8n-workflow';

import { InvalidValue } from '../shared/parameters/errors';
import { deleted, list } from '../shared/vendor/answer';
import { operation, type Operation, type Resource } from '../shared/vendor/operation';
import { onePage } from '../shared/vendor/pagination';
import { pick, recordKind } from '../shared/vendor/recordKind';
import { agentKind } from './agent';
import { chatKind } from './chat';

/** A participant of a chat; its name is that of its agent. */
const participantKind = recordKind({
	name: 'Participant',
	wire: 'participant_id',
	example: 'f4d6e9b3-5c4a-4d5e-9f8a-2b3c4d5e6f70',
	list: (): Operation => participant.operations.getAll,
	named: agentKind,
	title: ({ owner_id }, nameOf) => nameOf(owner_id) ?? owner_id,
});

/**
 * The participant to remove. VoIPBin answers the same whether it removed one or knows none, so only
 * the list from before says what was there.
 *
 * @throws InvalidValue when nobody in the chat has this ID
 */
function presentParticipant(found: IDataObject[], participantId: unknown): IDataObject {
	const present = found.find(({ id }) => id === participantId);
	if (present) return present;
	const ofAgent = found.find(({ owner_id }) => owner_id === participantId);
	throw new InvalidValue(
		ofAgent
			? `Participant must be a participant ID, not an agent ID. Use "${String(ofAgent.id)}". Current value: "${String(participantId)}"`
			: `The chat has no participant with ID "${String(participantId)}". Use an ID from Participant > Get Many. An agent ID isn't a participant ID.`,
	);
}

export const participant = {
	name: 'Participant',
	operations: {
		add: operation({
			name: 'Add',
			action: 'Add participant to chat',
			description:
				'Add an agent to a chat. An agent who is already in the chat gets a new participant ID.',
			request: 'POST /service_agents/talk_chats/{chat_id}/participants',
			parameters: [
				pick(chatKind, { description: 'The chat to add the agent to' }),
				pick(agentKind, { wire: 'owner_id', description: 'The agent to add' }),
			],
			fixed: { owner_type: 'agent' },
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many participants of chat',
			description: "Get many of a chat's participants",
			request: 'GET /service_agents/talk_chats/{chat_id}/participants',
			parameters: [pick(chatKind, { description: 'The chat to get participants of' })],
			answer: list(),
			pagination: onePage,
		}),
		remove: operation({
			name: 'Remove',
			action: 'Remove participant from chat',
			description: 'Remove a participant from a chat',
			request: 'DELETE /service_agents/talk_chats/{chat_id}/participants/{participant_id}',
			parameters: [
				pick(chatKind, { description: 'The chat to remove the participant from' }),
				pick(participantKind, {
					description: 'The participant to remove. Use the participant ID, not the agent ID.',
				}),
			],
			answer: deleted(),
			run: async ({ perform, values: { participantId } }) => {
				const found = (await perform(participant.operations.getAll)) as IDataObject[];
				const present = presentParticipant(found, participantId);
				const removed = (await perform()) as IDataObject[];
				return removed.map((json) => ({ json: { ...present, ...json } }));
			},
		}),
	},
} satisfies Resource;
