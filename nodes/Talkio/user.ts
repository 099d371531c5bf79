import { deleted, done, record } from '../shared/vendor/answer';
import { operation, type Operation, type Resource } from '../shared/vendor/operation';
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
});

/** For endpoints that find users by their email address as well. */
export const idOrEmail = { idPlaceholder: 'e.g. user-1 or user-1@example.com' };

const userTypes = [
	{ name: 'Facilitator', value: 'facilitator', description: 'Looks after members' },
	{ name: 'Member', value: 'member', description: 'Learns and practices' },
] as const;

const userType = {
	default: 'member',
	description: 'Whether the user is a member or a facilitator',
};

const email = {
	placeholder: 'e.g. name@example.com',
	description: 'The email address of the user',
};

const userName = {
	placeholder: 'e.g. Nathan Smith',
	description: 'The name of the user, as others see it',
};

const accountExpiresAt = dateTime('accountExpiresAt', {
	description: 'When the user loses access; the user is then listed as expired',
});

/** What can be given when a user is created, and changed later. */
const details = [
	accountExpiresAt,
	text('email', email),
	text('phoneNumber', {
		placeholder: 'e.g. +14155550123',
		description: 'The phone number of the user, with the country code',
	}),
	text('productId', {
		placeholder: 'e.g. school-plan',
		description: 'The plan that the user is on',
	}),
];

export const user = {
	name: 'User',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create user',
			description: 'Create a member or facilitator, who can be logged in by a link',
			request: 'POST /users',
			parameters: [
				text('id', {
					required: true,
					placeholder: 'e.g. user-1',
					description: 'Your own ID of the user, by which Talkio knows the user from then on',
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
			description: 'Delete a user, who may be expired already',
			request: 'DELETE /users/{user-id}',
			parameters: [
				pick(userKind, { description: 'The user to delete; give the ID of one who has expired' }),
			],
			answer: deleted(),
		}),
		get: operation({
			name: 'Get',
			action: 'Get user',
			description: 'Retrieve one active user',
			request: 'GET /users/{user-id}',
			parameters: [
				pick(userKind, {
					...idOrEmail,
					description: 'The user to retrieve, also by email address in By ID',
				}),
			],
			answer: record(recordIn),
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many users',
			description: 'Retrieve the active users of the organization',
			request: 'GET /users',
			filters: [choice('userType', userTypes, userType)],
			...paged,
		}),
		getToken: operation({
			name: 'Get Token',
			action: 'Get login token of user',
			description:
				'Retrieve a token and link by which an active user is logged in for a limited time',
			request: 'GET /users/{user-id}/token',
			parameters: [pick(userKind, { description: 'The user to log in' })],
			answer: record(recordIn),
		}),
		invite: operation({
			name: 'Invite',
			action: 'Invite user',
			description: 'Send an email with a temporary password to someone who is to join',
			request: 'POST /users/invite',
			parameters: [
				text('email', { ...email, required: true, description: 'The address to invite' }),
			],
			additionalFields: [accountExpiresAt],
			answer: done(recordIn),
		}),
		update: operation({
			name: 'Update',
			action: 'Update user',
			description: 'Change what is known of an active user',
			request: 'PUT /users/{user-id}',
			parameters: [pick(userKind, { description: 'The user to change' })],
			updateFields: [...details, text('userName', userName)],
			answer: done(recordIn),
		}),
	},
} satisfies Resource;
