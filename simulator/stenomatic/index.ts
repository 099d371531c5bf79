import type { Vendor } from '../vendor';
import { addAuth } from './auth';
import { addClientRoutes } from './clientRoutes';
import { addRoomRoutes } from './roomRoutes';
import { seed } from './seed';
import { type StenomaticState, stateSchema } from './state';
import { addUsageRoutes } from './usageRoutes';

/**
 * Stenomatic, as its public API document describes it; its base URL ends in `/v1`. What the
 * document leaves open is said where it is decided.
 */
export const stenomatic: Vendor<StenomaticState> = {
	name: 'stenomatic',
	seed,
	stateSchema,
	routes(app, context) {
		addAuth(app, context);
		addClientRoutes(app, context);
		addRoomRoutes(app, context);
		addUsageRoutes(app, context);
	},
	// The document shows no error.
	errorBody: (_status, message) => ({ message }),
};
