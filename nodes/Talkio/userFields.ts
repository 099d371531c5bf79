import { dateTime, text } from '../shared/vendor/parameter';
import { toSegment } from '../shared/parameters/path';

/** A user's email address. */
export const email = {
	placeholder: 'e.g. name@example.com',
	description: 'Email address of the user',
};

/** A user's name. */
export const userName = {
	placeholder: 'e.g. Nathan Smith',
	description: 'Name of the user, as others see it',
};

/** When an account ends. */
export const accountExpiresAt = dateTime('accountExpiresAt', {
	description:
		'When the account expires. Talkio then lists the user as expired. To make sure that access ends, delete the user.',
});

/** What can be given when a user is created, and changed later. */
export const details = [
	accountExpiresAt,
	text('email', email),
	text('phoneNumber', {
		placeholder: 'e.g. +14155550123',
		description: 'Phone number of the user, with the country code',
	}),
	text('productId', {
		placeholder: 'e.g. school-plan',
		description: "The user's plan",
	}),
];

/** The ID that a partner gives to a user. */
export const ownUserId = text('id', {
	displayName: 'User ID',
	required: true,
	placeholder: 'e.g. user-1',
	description: 'Your ID for the user. Talkio uses it in all other operations.',
	// Otherwise no other operation could name the user, though Talkio bills it.
	convert: (id: string) => toSegment(id, 'User ID'),
});
