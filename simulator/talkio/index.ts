import type { Vendor } from '../vendor';
import { addAuth } from './auth';
import { addLoginPage, addTokenRoute } from './loginRoutes';
import { addOfUserRoutes } from './ofUserRoutes';
import { seed } from './seed';
import { expire, stateSchema, type TalkioState } from './state';
import { addUsageRoutes } from './usageRoutes';
import { addUserRoutes } from './userRoutes';

/**
 * Talkio's Partner API V3, as its public document describes it. The document has requests only:
 * answers are made up after them, and where there is a choice the state has a switch.
 */
export const talkio: Vendor<TalkioState> = {
	name: 'talkio',
	seed,
	stateSchema,
	async routes(app, context) {
		addLoginPage(app, context);
		await app.register(
			async (api) => {
				addAuth(api, context);
				api.addHook('preHandler', async () => expire(context.state, context.clock.now()));
				addUserRoutes(api, context);
				addTokenRoute(api, context);
				addOfUserRoutes(api, context);
				addUsageRoutes(api, context);
			},
			{ prefix: '/api/partner/v3/organizations/:slug' },
		);
	},
	// The document shows no error.
	errorBody: (_status, message) => ({ message }),
};
