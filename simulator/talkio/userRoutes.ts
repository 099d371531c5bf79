import type { FastifyInstance, FastifyReply } from 'fastify';

import { ApiError } from '../apiError';
import { object } from '../jsonSchema';
import type { VendorContext } from '../vendor';
import { pageOf, pageSchema, type PageQuery } from './lists';
import { findExpiredUser, findUser, findUserOrMail } from './find';
import type { TalkioState, User } from './state';

const text = { type: 'string', pattern: '\\S' };
const dateTime = { type: 'string', format: 'iso-date-time' };
const userType = { enum: ['member', 'facilitator'] };

const changes = {
	userName: text,
	email: { type: 'string', format: 'email' },
	phoneNumber: text,
	accountExpiresAt: dateTime,
	productId: text,
};

interface UserPath {
	Params: { userId: string };
}

/** `/users` and `/expired-users`. */
export function addUserRoutes(app: FastifyInstance, context: VendorContext<TalkioState>): void {
	const done = (reply: FastifyReply) =>
		context.state.emptyAnswer === 'object' ? reply.send({}) : reply.code(204).send();

	app.post<{ Body: Omit<User, 'createdAt'> }>(
		'/users',
		{
			schema: {
				body: object({ id: text, userType, ...changes }, ['id', 'userName', 'userType']),
			},
		},
		async ({ body }) => {
			const { state, clock } = context;
			if ([...state.users, ...state.expiredUsers].some(({ id }) => id === body.id)) {
				throw new ApiError(409, 'A user with this id exists');
			}
			const user = { ...body, createdAt: new Date(clock.now()).toISOString() };
			state.users.push(user);
			return user;
		},
	);

	app.post<{ Body: { email: string } }>(
		'/users/invite',
		{
			schema: { body: object({ email: changes.email, accountExpiresAt: dateTime }, ['email']) },
		},
		async (_request, reply) => done(reply),
	);

	app.get<{ Querystring: PageQuery & { userType?: string } }>(
		'/users',
		{ schema: { querystring: pageSchema({ userType }) } },
		async ({ query }) => {
			const { state } = context;
			const listed = state.users.filter(
				(user) => query.userType === undefined || user.userType === query.userType,
			);
			return pageOf(listed, query, 'users', state);
		},
	);

	app.get<UserPath>('/users/:userId', async ({ params: { userId } }) =>
		findUserOrMail(context.state.users, userId),
	);

	app.put<UserPath & { Body: Partial<User> }>(
		'/users/:userId',
		{ schema: { body: { ...object(changes), minProperties: 1 } } },
		async ({ params: { userId }, body }) => Object.assign(findUser(context.state, userId), body),
	);

	// "This endpoint also supports deleting suspended users."
	app.delete<UserPath>('/users/:userId', async ({ params: { userId } }, reply) => {
		const { state } = context;
		const isOther = ({ id }: { id: string }) => id !== userId;
		if ([...state.users, ...state.expiredUsers].every(isOther)) findUser(state, userId);
		state.users = state.users.filter(isOther);
		state.expiredUsers = state.expiredUsers.filter(isOther);
		return done(reply);
	});

	app.get<{ Querystring: PageQuery }>(
		'/expired-users',
		{ schema: { querystring: pageSchema() } },
		async ({ query }) => {
			const { state } = context;
			return pageOf(state.expiredUsers, query, 'expiredUsers', state, state.expiredPageSize);
		},
	);

	app.get<UserPath>('/expired-users/:userId', async ({ params: { userId } }) =>
		findExpiredUser(context.state, userId),
	);
}
