import type { FastifyInstance } from 'fastify';
import { decodeJwt, jwtVerify } from 'jose';

import { ApiError } from '../apiError';
import type { VendorContext } from '../vendor';
import type { Installation, TalkitState } from './state';

declare module 'fastify' {
	interface FastifyRequest {
		/** The user whose installation's token the request shows. */
		talkitUserId: number;
	}
}

/** Seconds that an installation token may live. */
const maxLifetime = 3600;

const bearer = (authorization = '') => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? '';

/** Lets nobody in without the developer key. */
export function addDeveloperAuth(app: FastifyInstance, context: VendorContext<TalkitState>): void {
	app.addHook('preHandler', async ({ headers: { authorization } }) => {
		if (bearer(authorization) !== context.state.developerKey) {
			throw new ApiError(401, 'The developer key is not valid');
		}
	});
}

/**
 * The installation that a token speaks for: signed with a secret key of its plugin (HS256), dated,
 * not expired, and living no longer than an hour. It is held against the real time, which is what
 * its signer goes by, and not against the clock of the simulator, which may stand at another.
 */
async function readToken(token: string, state: TalkitState): Promise<Installation> {
	const { plugin_installation_uuid } = decodeJwt(token);
	const installation = state.installations.find(({ uuid }) => uuid === plugin_installation_uuid);
	if (!installation) throw new Error('There is no such installation');
	const keys = state.secretKeys.filter(({ plugin_id }) => plugin_id === installation.plugin_id);
	const verified = await Promise.any(
		keys.map(({ value }) =>
			jwtVerify(token, new TextEncoder().encode(value), {
				algorithms: ['HS256'],
				requiredClaims: ['iat', 'exp'],
				maxTokenAge: maxLifetime,
			}),
		),
	);
	const { iat = 0, exp = 0 } = verified.payload;
	if (exp - iat > maxLifetime) throw new Error('The token lives too long');
	return installation;
}

/** Lets nobody in without the token of an installation. */
export function addInstallationAuth(
	app: FastifyInstance,
	context: VendorContext<TalkitState>,
): void {
	app.decorateRequest('talkitUserId', 0);
	app.addHook('preHandler', async (request) => {
		try {
			const token = bearer(request.headers.authorization);
			const installation = await readToken(token, context.state);
			request.talkitUserId = installation.user_id;
		} catch {
			throw new ApiError(401, 'The token of the plugin installation is not valid');
		}
	});
}
