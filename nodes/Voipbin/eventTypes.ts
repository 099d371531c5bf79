import type { TriggerEvent } from '../shared/trigger/trigger';

/** Every event type that VoIPBin sends to webhooks, by what it is about. */
const types: Record<string, string[]> = {
	Agent: ['agent_created', 'agent_updated', 'agent_deleted', 'agent_status_updated'],
	AI: [
		'ai_created',
		'ai_updated',
		'ai_deleted',
		'aicall_status_initializing',
		'aicall_status_progressing',
		'aicall_status_pausing',
		'aicall_status_resuming',
		'aicall_status_terminating',
		'aicall_status_terminated',
		'aimessage_created',
		'aimessage_intermediate',
		'summary_created',
		'summary_updated',
		'summary_deleted',
		'team_created',
		'team_updated',
		'team_deleted',
	],
	Call: [
		'call_created',
		'call_dialing',
		'call_ringing',
		'call_progressing',
		'call_terminating',
		'call_canceling',
		'call_updated',
		'call_hangup',
		'call_deleted',
		'groupcall_created',
		'groupcall_progressing',
		'groupcall_hangup',
		'groupcall_deleted',
		'recording_started',
		'recording_finished',
	],
	Campaign: [
		'campaign_created',
		'campaign_updated',
		'campaign_deleted',
		'campaign_status_run',
		'campaign_status_stopping',
		'campaign_status_stop',
		'campaigncall_created',
		'campaigncall_updated',
		'campaigncall_deleted',
		'outdial_created',
		'outdial_updated',
		'outdial_deleted',
	],
	Conference: ['conference_created', 'conference_updated', 'conference_deleted'],
	Conversation: [
		'account_created',
		'account_updated',
		'account_deleted',
		'conversation_created',
		'conversation_updated',
		'conversation_message_created',
		'conversation_message_updated',
		'conversation_message_deleted',
	],
	Email: ['email_created', 'email_updated', 'email_deleted'],
	Flow: ['activeflow_created', 'activeflow_updated', 'activeflow_deleted'],
	Number: ['number_created', 'number_deleted', 'number_updated'],
	Queue: [
		'queuecall_created',
		'queuecall_waiting',
		'queuecall_connecting',
		'queuecall_serviced',
		'queuecall_done',
		'queuecall_abandoned',
		'queuecall_deleted',
	],
	SMS: ['message_created', 'message_updated', 'message_deleted'],
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
	Transcription: [
		'transcribe_created',
		'transcribe_progressing',
		'transcribe_done',
		'transcribe_speech_started',
		'transcribe_speech_interim',
		'transcribe_speech_ended',
		'transcript_created',
	],
	Webchat: ['webchat_message_created', 'webchat_session_ended'],
};

/** Words of event types that are not to be shown as they are. */
const words: Record<string, string> = {
	activeflow: 'Active Flow',
	ai: 'AI',
	aicall: 'AI Call',
	aimessage: 'AI Message',
	campaigncall: 'Campaign Call',
	chatmessage: 'Message',
	chatparticipant: 'Participant',
	groupcall: 'Group Call',
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
