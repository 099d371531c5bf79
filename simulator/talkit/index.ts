import { createHmac } from 'node:crypto';

import type { Vendor } from '../vendor';
import { addDeveloperAuth, addInstallationAuth } from './auth';
import { addPluginRoutes } from './pluginRoutes';
import { sampleEvents } from './sampleEvents';
import { seed } from './seed';
import { stateSchema, type TalkitState } from './state';
import { addUserRoutes } from './userRoutes';

/**
 * Talkit, as its public reference describes it. The reference gives operations and records, but of
 * all paths only `/plugins`, and no errors; what it leaves open is said where it is decided.
 */
export const talkit: Vendor<TalkitState> = {
	name: 'talkit',
	seed,
	stateSchema,
	async routes(app, context) {
		await app.register(async (scope) => {
			addDeveloperAuth(scope, context);
			addPluginRoutes(scope, context);
		});
		await app.register(async (scope) => {
			addInstallationAuth(scope, context);
			addUserRoutes(scope, context);
		});
	},
	errorBody: (_status, message) => ({ message }),
	// As the vendor's own receiver expects it; retries are not documented.
	webhook: {
		method: 'POST',
		attempts: 1,
		retryDelayMs: 0,
		isDelivered: (status) => status >= 200 && status < 300,
		sign: (rawBody, { webhookSecret }) => ({
			'x-connect-it-token': createHmac('sha256', webhookSecret).update(rawBody).digest('hex'),
		}),
		samples: () => sampleEvents,
	},
};
