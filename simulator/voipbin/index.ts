import { createHmac } from 'node:crypto';

import type { FastifyError, FastifyInstance } from 'fastify';

import type { Vendor } from '../vendor';
import { addAccessKeyRoutes, addCustomerRoutes } from './accountRoutes';
import { addAgentRoutes } from './agentRoutes';
import { addAuth, addLogin } from './auth';
import { addChatRoutes } from './chatRoutes';
import { addFileRoutes, addStorageRoutes } from './fileRoutes';
import { addMessageRoutes } from './messageRoutes';
import { errorBody, Refusal } from './refusal';
import { sampleEventsAt } from './sampleEvents';
import { seed } from './seed';
import { stateSchema, type VoipbinState } from './state';

/** Has errors answered with their reason, and with the request's ID in a header as well. */
function addErrors(app: FastifyInstance): void {
	app.setErrorHandler((error: FastifyError | Refusal, _request, reply) => {
		const status = error.statusCode ?? 500;
		const { reason, details, headers } =
			error instanceof Refusal
				? error
				: {
						reason:
							error.validationContext === 'querystring' ? 'INVALID_REQUEST_PARAMETER' : undefined,
						details: [],
						headers: {},
					};
		const body = errorBody(status, error.message, reason, details);
		return reply
			.code(status)
			.headers({ ...headers, 'x-request-id': body.error.request_id })
			.send(body);
	});
}

/**
 * VoIPBin Talk and the account around it, as the source of the server at 2bf22fa4e and its OpenAPI
 * document have them. `edition` turns it into the server of the older tutorial.
 */
export const voipbin: Vendor<VoipbinState> = {
	name: 'voipbin',
	seed,
	stateSchema,
	async routes(app, context) {
		addErrors(app);
		addLogin(app, context);
		addStorageRoutes(app, context);
		await app.register(
			async (scope) => {
				addAuth(scope, context);
				addAgentRoutes(scope, context);
				addChatRoutes(scope, context);
				addMessageRoutes(scope, context);
				addCustomerRoutes(scope, context);
				addAccessKeyRoutes(scope, context);
				await scope.register(async (files) => addFileRoutes(files, context));
			},
			{ prefix: '/v1.0' },
		);
	},
	errorBody: (status, message) => errorBody(status, message),
	webhook: {
		method: 'POST',
		attempts: 3,
		retryDelayMs: 1000,
		isDelivered: (status) => status < 500,
		sign: (rawBody, { customer }): Record<string, string> => {
			const { webhook_secret: secret } = customer;
			if (secret === '') return {};
			const digest = createHmac('sha256', secret).update(rawBody).digest('hex');
			return { 'x-voipbin-signature': `sha256=${digest}` };
		},
		// Dated now: a trigger takes an old event for a replay.
		samples: () => sampleEventsAt(Date.now()),
	},
};
