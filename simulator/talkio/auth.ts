import type { FastifyInstance } from 'fastify';

import { ApiError } from '../apiError';
import type { VendorContext } from '../vendor';
import type { TalkioState } from './state';

/** Lets nobody in without both headers, nor into the organization of others. */
export function addAuth(app: FastifyInstance, context: VendorContext<TalkioState>): void {
	app.addHook('preHandler', async ({ headers, params }) => {
		const { apiKey, provider, organizationSlug } = context.state;
		if (headers['x-api-key'] !== apiKey || headers['x-provider'] !== provider) {
			throw new ApiError(401, 'Invalid API key or provider');
		}
		if ((params as { slug?: string }).slug !== organizationSlug) {
			throw new ApiError(404, 'Organization not found');
		}
	});
}
