import { deleted, done, record } from '../shared/vendor/answer';
import {
	operation,
	type OperationContext,
	type OperationResult,
	type Resource,
} from '../shared/vendor/operation';
import { choice, text } from '../shared/vendor/parameter';
import { pick } from '../shared/vendor/recordKind';
import { recordIn } from './records';
import { upsertUser } from './upsertUser';
import { settings } from './userSettings';
import { accountExpiresAt, details, email, ownUserId, userName } from './userFields';
import { allUsers, idOrEmail, userKind, userType, userTypes } from './userKind';

export const user = {
	name: 'User',
	operations: {
		create: operation({
			name: 'Create',
			action: 'Create user',
			description: 'Create a user',
			request: 'POST /users',
			parameters: [
				ownUserId,
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
		getAll: allUsers,
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
		upsert: operation({
			name: 'Create or Update',
			action: 'Create or update user',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
			request: 'PUT /users/{user-id}',
			parameters: [
				ownUserId,
				text('userName', { ...userName, required: true }),
				choice('userType', userTypes, {
					...userType,
					required: true,
					description: 'Type of user. Only used for a user who is created.',
				}),
			],
			additionalFields: [
				...details,
				...settings.map((parameter) => ({ ...parameter, in: 'local' as const })),
			],
			options: [
				choice(
					'if_user_has_expired',
					[
						{ name: 'Fail', value: 'fail', description: 'Stop with an error' },
						{
							name: 'Return It',
							value: 'return',
							description: 'Return the expired user unchanged',
						},
						{ name: 'Skip', value: 'skip', description: 'Return nothing for this item' },
					],
					{
						in: 'local',
						default: 'fail',
						description:
							'What to do with an expired or suspended user. Talkio does not document what makes such a user active again.',
					},
				),
			],
			answer: done(recordIn),
			run: async (context): Promise<OperationResult> =>
				await upsertUser(context as OperationContext, user.operations),
		}),
	},
} satisfies Resource;
