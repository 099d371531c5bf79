import type { IHttpRequestOptions } from 'n8n-workflow';

/**
 * Puts a token into the Authorization header of a request, which is changed: so the sender knows
 * what was sent, and that it is secret. People paste the whole header as a vendor's
 * samples show it, so a leading "Bearer" is taken off.
 */
export function withBearer(request: IHttpRequestOptions, token: unknown): IHttpRequestOptions {
	const bare = String(token ?? '')
		.trim()
		.replace(/^Bearer\s+/i, '');
	request.headers = { ...request.headers, Authorization: `Bearer ${bare}` };
	return request;
}
