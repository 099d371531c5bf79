import { locator } from '../shared/locator';
import { path } from '../shared/operation';

interface UserChoice {
	/** The endpoint finds users by their email address as well. */
	byEmail?: boolean;
	expired?: boolean;
}

/** Picks a user by the ID that the partner gave: from a list or by ID. */
export const userLocator = (description: string, { byEmail, expired }: UserChoice = {}) =>
	locator({
		displayName: 'User',
		name: 'userId',
		search: expired ? 'searchExpiredUsers' : 'searchUsers',
		description,
		idPlaceholder: byEmail ? 'e.g. user-1 or user-1@example.com' : 'e.g. user-1',
	});

/** The user that a path names. */
export const userInPath = (description: string, choice?: UserChoice) =>
	path('user-id', userLocator(description, choice));

/** Picks a conversation of the user that is chosen: from the list or by ID. */
export const conversationLocator = (description: string) =>
	locator({
		displayName: 'Conversation',
		search: 'searchConversations',
		description,
		idPlaceholder: 'e.g. 5f0c2f4e8a0b',
	});
