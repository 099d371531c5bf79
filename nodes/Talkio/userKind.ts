import { operation, type Operation } from '../shared/vendor/operation';
import { choice } from '../shared/vendor/parameter';
import { recordKind } from '../shared/vendor/recordKind';
import { paged } from './lists';
import { userIdOf } from './records';

/** What a user can be. */
export const userTypes = [
	{ name: 'Facilitator', value: 'facilitator', description: 'Manages members (e.g. a teacher)' },
	{ name: 'Member', value: 'member', description: 'Learns and practices (e.g. a student)' },
] as const;

/** How the type of a user is shown. */
export const userType = {
	default: 'member',
	description: 'Type of user',
};

/** The operation that lists users. */
export const allUsers: Operation = operation({
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
});

/** An active user, known by the partner's own ID. */
export const userKind = recordKind({
	name: 'User',
	wire: 'user-id',
	example: 'user-1',
	list: (): Operation => allUsers,
	id: userIdOf,
	title: ({ userName, name, email }) => userName || name || email,
	detail: userIdOf,
});

/** For endpoints that find users by their email address as well. */
export const idOrEmail = { idPlaceholder: 'e.g. user-1 or user-1@example.com' };
