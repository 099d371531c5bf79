import type { FastifyInstance } from 'fastify';

import { ApiError } from '../apiError';
import type { VendorContext } from '../vendor';
import type { SmalltalkState } from './state';

/** Lets nobody in without the organisation's API token. */
export function addAuth(app: FastifyInstance, context: VendorContext<SmalltalkState>): void {
	app.addHook('preHandler', async ({ headers: { authorization = '' } }) => {
		if (authorization !== `Bearer ${context.state.token}`) {
			throw new ApiError(401, 'Invalid API token');
		}
	});
}
