import type { TriggerEvent } from '../shared/trigger/trigger';

/**
 * The event types that can be chosen, by what they are about: all of Talk, and the ones of telephony
 * that people wait for. Others are entered by name.
 */
const types: Record<string, string[]> = {
	Agent: ['agent_status_updated'],
	Call: ['call_created', 'call_hangup', 'recording_finished'],
	Conference: ['conference_created'],
	Conversation: ['conversation_message_created'],
	Email: ['email_created'],
	Queue: ['queuecall_abandoned', 'queuecall_waiting'],
	SMS: ['message_created'],
	Talk: [
		'chat_created',
		'chat_updated',
		'chat_deleted',
		'chatmessage_created',
		'chatmessage_deleted',
		'chatmessage_reaction_updated',
		'chatparticipant_added',
		'chatparticipant_removed',
	],
	Transcription: ['transcript_created'],
	Webchat: ['webchat_message_created'],
};

/** Words of event types that are not to be shown as they are. */
const words: Record<string, string> = {
	chatmessage: 'Message',
	chatparticipant: 'Participant',
	queuecall: 'Queue Call',
};

const title = (type: string) =>
	type
		.split('_')
		.map((word) => words[word] ?? word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');

/** What is worth saying about an event before it is chosen. */
const descriptions: Record<string, string> = {
	chatmessage_reaction_updated:
		'Someone reacted to a message. The event contains the whole message.',
	chatparticipant_added: 'Also fires for every member of a new chat, before Chat Created',
};

/** The events of the trigger, grouped by the first word of their names. */
export const events: Record<string, TriggerEvent> = Object.fromEntries(
	Object.entries(types).flatMap(([group, members]) =>
		members.map((type) => [
			type,
			{
				name: `${group}: ${title(type)}`,
				...(descriptions[type] ? { description: descriptions[type] } : {}),
			},
		]),
	),
);
