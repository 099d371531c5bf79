import { ApiError } from '../apiError';
import type { ExpiredUser, TalkioState, User } from './state';

interface WithMail {
	id: string;
	email?: string;
}

/** "Email lookups are also supported", for the two endpoints that use this. */
export function findUserOrMail<T extends WithMail>(users: readonly T[], idOrMail: string): T {
	const user = users.find(({ id, email }) => id === idOrMail || email === idOrMail);
	if (!user) throw new ApiError(404, 'User not found');
	return user;
}

export function findUser({ users }: TalkioState, userId: string): User {
	const user = users.find(({ id }) => id === userId);
	if (!user) throw new ApiError(404, 'User not found');
	return user;
}

export const findExpiredUser = ({ expiredUsers }: TalkioState, idOrMail: string): ExpiredUser =>
	findUserOrMail(expiredUsers, idOrMail);

/** For what "supports both active and expired users". */
export function findAnyUser({ users, expiredUsers }: TalkioState, userId: string): WithMail {
	const user = [...users, ...expiredUsers].find(({ id }) => id === userId);
	if (!user) throw new ApiError(404, 'User not found');
	return user;
}
