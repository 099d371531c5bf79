import type { FastifyInstance } from 'fastify';

import { ApiError } from '../apiError';
import type { VendorContext } from '../vendor';
import type { StenomaticState } from './state';

/** Lets nobody in without the customer's developer API key. */
export function addAuth(app: FastifyInstance, context: VendorContext<StenomaticState>): void {
	app.addHook('preHandler', async ({ headers: { authorization = '' } }) => {
		if (authorization !== `Bearer ${context.state.apiKey}`) {
			throw new ApiError(401, 'Invalid developer API key');
		}
	});
}
