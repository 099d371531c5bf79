import { randomBytes } from 'node:crypto';

import type { FastifyInstance } from 'fastify';

import { ApiError } from '../apiError';
import type { VendorContext } from '../vendor';
import { findUser } from './find';
import type { TalkioState } from './state';

const tokenLifeMs = 15 * 60_000;

/** `/users/{user-id}/token`: "a login token, expiry timestamp, and direct login link". */
export function addTokenRoute(app: FastifyInstance, context: VendorContext<TalkioState>): void {
	app.get<{ Params: { userId: string } }>(
		'/users/:userId/token',
		async ({ params: { userId } }) => {
			const { state, clock, baseUrl } = context;
			findUser(state, userId);
			const token = randomBytes(24).toString('base64');
			const expiresAt = clock.now() + tokenLifeMs;
			state.tokens.push({ token, userId, expiresAt });
			const answer = { token, expiresAt: new Date(expiresAt).toISOString() };
			const loginLink = `${baseUrl}/authentication/partner/?token=${encodeURIComponent(token)}`;
			switch (state.tokenAnswer) {
				case 'token':
					return answer;
				case 'link':
					return { ...answer, loginLink };
				case 'nested':
					return { data: { ...answer, directLoginLink: loginLink } };
			}
		},
	);
}

/** `/authentication/partner`, where a browser arrives with a token: on to the app, or refused. */
export function addLoginPage(app: FastifyInstance, context: VendorContext<TalkioState>): void {
	app.get<{ Querystring: Record<string, string | undefined> }>(
		'/authentication/partner/',
		async ({ query }, reply) => {
			const { state, clock } = context;
			const known = state.tokens.find(({ token }) => token === query.token);
			if (!known || known.expiresAt <= clock.now()) {
				throw new ApiError(401, 'The token is not valid any more');
			}
			return reply.redirect(`/${query.path ?? 'app/dashboard'}`);
		},
	);
}
