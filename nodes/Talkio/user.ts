import { deleted, done, record } from '../shared/vendor/answer';
import { operation, type Operation, type Resource } from '../shared/vendor/operation';
import { toSegment } from '../shared/parameters/path';
import { choice, dateTime, text } from '../shared/vendor/parameter';
import { pick, recordKind } from '../shared/vendor/recordKind';
import { paged } from './lists';
import { recordIn, userIdOf } from './records';

/** An active user, known by the partner's own ID. */
export const userKind = recordKind({
	name: 'User',
	wire: 'user-id',
	example: 'user-1',
	list: (): Operation => user.operations.getAll,
	id: userIdOf,
	title: ({ userName, name, email }) => userName || name || email,
	detail: userIdOf,
});

/** For endpoints that find users by their email address as well. */
export const idOrEmail = { idPlaceholder: 'e.g. user-1 or user-1@example.com' };

const userTypes = [
	{ name: 'Facilitator', value: 'facilitator', description: 'Manages members (e.g. a teacher)' },
	{ name: 'Member', value: 'member', description: 'Learns and practices (e.g. a student)' },
] as const;

const userType = {
	default: 'member',
	description: 'Type of user',
};

const email = {
	placeholder: 'e.g. name@example.com',
	description: 'Email address of the user',
};

const userName = {
	placeholder: 'e.g. Nathan Smith',
	description: 'Name of the user, as others see it',
};

const accountExpiresAt = dateTime('accountExpiresAt', {
	description:
		'When the account expires. Talkio then lists the user as expired. To make sure that access ends, delete the user.',
});

/** What can be given when a user is created, and changed later. */
const details = [
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

export const user = {
	name: 'User',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create user',
			description: 'Create a user',
			request: 'POST /users',
			parameters: [
				text('id', {
					displayName: 'User ID',
					required: true,
					placeholder: 'e.g. user-1',
					description: 'Your ID for the user. Talkio uses it in all other operations.',
					// Otherwise no other operation could name the user, though Talkio bills it.
					convert: (id: string) => toSegment(id, 'User ID'),
				}),
				text('userName', { ...userName, required: true }),
				choice('userType', userTypes, { ...userType, required: true }),
			],
			additionalFields: details,
			answer: done(recordIn),
		}),
		delete: operation({
			name: 'Delete',
			action: 'Delete user',
			description: 'Delete an active or expired user',
			request: 'DELETE /users/{user-id}',
			parameters: [
				pick(userKind, { description: 'The user to delete. Use By ID for expired users.' }),
			],
			answer: deleted(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get user',
			description: 'Get an active user',
			request: 'GET /users/{user-id}',
			parameters: [
				pick(userKind, {
					...idOrEmail,
					description: 'The user to get. By ID also accepts an email address.',
				}),
			],
			answer: record(recordIn),
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many users',
			description: 'Get many active users of the organization',
			request: 'GET /users',
			filters: [
				choice('userType', [{ name: 'Any', value: '' }, ...userTypes], {
					...userType,
					default: '',
				}),
			],
			...paged,
		}),
		getToken: operation({
			name: 'Get Token',
			action: 'Get login token of user',
			description: 'Get a temporary login token and link for a user',
			request: 'GET /users/{user-id}/token',
			parameters: [pick(userKind, { description: 'The user to log in' })],
			answer: record(recordIn),
		}),
		invite: operation({
			name: 'Invite',
			action: 'Invite user',
			description: 'Invite a user by email with a temporary password',
			request: 'POST /users/invite',
			parameters: [
				text('email', {
					...email,
					required: true,
					description: 'Email address to send the invitation to',
				}),
			],
			additionalFields: [accountExpiresAt],
			answer: done(recordIn),
		}),
		update: operation({
			name: 'Update',
			action: 'Update user',
			description: 'Update a user',
			request: 'PUT /users/{user-id}',
			parameters: [pick(userKind, { description: 'The user to update' })],
			updateFields: [...details, text('userName', userName)],
			answer: done(recordIn),
		}),
	},
} satisfies Resource;
