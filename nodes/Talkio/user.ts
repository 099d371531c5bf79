import {
	body,
	optional,
	query,
	type Field,
	type Parameter,
	type Resource,
} from '../shared/operation';
import { pagination, recordsIn } from './lists';
import { userInPath } from './locators';
import { recordIn } from './records';

const userTypes = [
	{ name: 'Facilitator', value: 'facilitator', description: 'Looks after members' },
	{ name: 'Member', value: 'member', description: 'Learns and practices' },
];

/** Who is listed or created. */
export const userType: Field & { type: 'options' } = {
	displayName: 'User Type',
	type: 'options',
	options: userTypes,
	default: 'member',
	description: 'Whether the user is a member or a facilitator',
};

const accountExpiresAt = body('accountExpiresAt', {
	displayName: 'Account Expires At',
	type: 'dateTime',
	description: 'When the user loses access; the user is then listed as expired',
});

const email: Field = {
	displayName: 'Email',
	type: 'string',
	placeholder: 'e.g. name@example.com',
	description: 'The email address of the user',
};

const userName: Field = {
	displayName: 'User Name',
	type: 'string',
	placeholder: 'e.g. Nathan Smith',
	description: 'The name of the user, as others see it',
};

const phoneNumber = body('phoneNumber', {
	displayName: 'Phone Number',
	type: 'string',
	placeholder: 'e.g. +14155550123',
	description: 'The phone number of the user, with the country code',
});

const productId = body('productId', {
	displayName: 'Product ID',
	type: 'string',
	placeholder: 'e.g. school-plan',
	description: 'The plan that the user is on',
});

const updates: Parameter[] = [
	accountExpiresAt,
	body('email', email),
	phoneNumber,
	productId,
	body('userName', userName),
];

export const user = {
	name: 'User',
	operations: {
		create: {
			name: 'Create',
			action: 'Create user',
			description: 'Create a member or facilitator, who can be logged in by a link',
			method: 'POST',
			path: '/users',
			parameters: [
				body('id', {
					displayName: 'ID',
					type: 'string',
					required: true,
					placeholder: 'e.g. user-1',
					description: 'Your own ID of the user, by which Talkio knows the user from then on',
				}),
				body('userName', { ...userName, required: true }),
				body('userType', { ...userType, required: true }),
				...[accountExpiresAt, body('email', email), phoneNumber, productId].map((parameter) =>
					optional(parameter),
				),
			],
			result: recordIn,
		},
		delete: {
			name: 'Delete',
			action: 'Delete user',
			description: 'Delete a user, who may be expired already',
			method: 'DELETE',
			path: '/users/{user-id}',
			parameters: [userInPath('The user to delete; give the ID of one who has expired')],
			deletes: true,
		},
		get: {
			name: 'Get',
			action: 'Get user',
			description: 'Retrieve one active user',
			method: 'GET',
			path: '/users/{user-id}',
			parameters: [
				userInPath('The user to retrieve, also by email address in By ID', { byEmail: true }),
			],
			result: recordIn,
		},
		getAll: {
			name: 'Get Many',
			action: 'Get many users',
			description: 'Retrieve the active users of the organization',
			method: 'GET',
			path: '/users',
			parameters: [optional(query('userType', userType), 'filters')],
			result: recordsIn,
			pagination,
		},
		getToken: {
			name: 'Get Token',
			action: 'Get login token of user',
			description:
				'Retrieve a token and link by which an active user is logged in for a limited time',
			method: 'GET',
			path: '/users/{user-id}/token',
			parameters: [userInPath('The user to log in')],
			result: recordIn,
		},
		invite: {
			name: 'Invite',
			action: 'Invite user',
			description: 'Send an email with a temporary password to someone who is to join',
			method: 'POST',
			path: '/users/invite',
			parameters: [
				body('email', { ...email, required: true, description: 'The address to invite' }),
				optional(accountExpiresAt),
			],
			result: recordIn,
		},
		update: {
			name: 'Update',
			action: 'Update user',
			description: 'Change what is known of an active user',
			method: 'PUT',
			path: '/users/{user-id}',
			parameters: [
				userInPath('The user to change'),
				...updates.map((parameter) => optional(parameter, 'updateFields')),
			],
			result: recordIn,
		},
	},
} satisfies Resource;
