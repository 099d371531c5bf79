import type { IHttpRequestOptions } from 'n8n-workflow';

/**
 * A request with a token in its Authorization header. People paste the whole header as a vendor's
 * samples show it, so a leading "Bearer" is taken off.
 */
export function withBearer(request: IHttpRequestOptions, token: unknown): IHttpRequestOptions {
	const bare = String(token ?? '')
		.trim()
		.replace(/^Bearer\s+/i, '');
	return { ...request, headers: { ...request.headers, Authorization: `Bearer ${bare}` } };
}
