import { locator } from '../shared/locator';

/** Picks a chat of the agent. */
export const chatLocator = (description: string, required = true) =>
	locator({
		displayName: 'Chat',
		search: 'searchChats',
		description,
		required,
		idPlaceholder: 'e.g. e8b2e976-f043-44c8-bb89-e214e225e813',
	});

/** Picks a public chat, whether the agent takes part in it or not. */
export const channelLocator = (description: string) =>
	locator({
		displayName: 'Channel',
		search: 'searchChannels',
		description,
		idPlaceholder: 'e.g. e8b2e976-f043-44c8-bb89-e214e225e813',
	});

/** Picks a participant of the chat that the parameter `chatId` names. */
export const participantLocator = (description: string) =>
	locator({
		displayName: 'Participant',
		search: 'searchParticipants',
		description,
		idPlaceholder: 'e.g. f4d6e9b3-5c4a-4d5e-9f8a-2b3c4d5e6f70',
	});

/** Picks a message of the chat that the parameter `chatId` names. */
export const messageLocator = (displayName: string, description: string, required = true) =>
	locator({
		displayName,
		search: 'searchMessages',
		description,
		required,
		idPlaceholder: 'e.g. a3c5e8f2-4d3a-4b5c-9e7f-1a2b3c4d5e6f',
	});

/** Where an operation needs no chat, but the list of messages does. */
export const chatOfMessages = chatLocator(
	'The chat whose messages the list below shows; not needed where you give the ID of the message',
	false,
);

/** Picks an agent. */
export const agentLocator = (description: string) =>
	locator({
		displayName: 'Agent',
		search: 'searchAgents',
		description,
		idPlaceholder: 'e.g. eb1ac5c0-ff63-47e2-bcdb-5da9c336eb4b',
	});

/** Picks a file that the agent has uploaded. */
export const fileLocator = (description: string) =>
	locator({
		displayName: 'File',
		search: 'searchFiles',
		description,
		idPlaceholder: 'e.g. 0c0c305c-7a55-4395-85a8-ae4860f01393',
	});

/** Picks an access key of the account. */
export const accessKeyLocator = (description: string) =>
	locator({
		displayName: 'Access Key',
		search: 'searchAccessKeys',
		description,
		idPlaceholder: 'e.g. 5f1f8f7e-9b3d-4c60-8465-b69e9f28b6dc',
	});
