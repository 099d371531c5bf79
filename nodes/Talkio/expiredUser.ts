import { record } from '../shared/vendor/answer';
import { operation, type Operation, type Resource } from '../shared/vendor/operation';
import { pick, recordKind } from '../shared/vendor/recordKind';
import { boundlesslyPaged } from './lists';
import { recordIn } from './records';
import { idOrEmail, userKind } from './userKind';

/** A user who has expired or was suspended. */
const expiredUserKind = recordKind({
	...userKind,
	key: 'Expired User',
	list: (): Operation => expiredUser.operations.getAll,
});

export const expiredUser = {
	name: 'Expired User',
	operations: {
		get: operation({
			name: 'Get',
			action: 'Get expired user',
			description: 'Get an expired or suspended user',
			request: 'GET /expired-users/{user-id}',
			parameters: [
				pick(expiredUserKind, {
					...idOrEmail,
					description: 'The expired user to get. By ID also accepts an email address.',
				}),
			],
			answer: record(recordIn),
		}),
		getAll: operation({
			name: 'Get Many',
			action: 'Get many expired users',
			description: 'Get many expired or suspended users',
			request: 'GET /expired-users',
			...boundlesslyPaged,
		}),
	},
} satisfies Resource;
