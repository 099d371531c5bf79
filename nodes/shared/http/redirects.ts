import type { IN8nHttpFullResponse } from 'n8n-workflow';

/** Statuses that lead to another URL. */
export const redirects = [301, 302, 303, 307, 308];

/** Most redirects of one download. */
const maxRedirects = 10;

/** Where a response leads; `undefined` where it does not, or not to a web server. */
function targetOf({ statusCode, headers }: IN8nHttpFullResponse, from: string): URL | undefined {
	const { location } = headers;
	if (!redirects.includes(statusCode) || typeof location !== 'string') return undefined;
	const target = URL.parse(location, from) ?? undefined;
	return /^https?:$/.test(target?.protocol ?? '') ? target : undefined;
}

/**
 * Follows the redirects of a download. n8n's own way takes the token along to any host before
 * n8n-core 2.6. Once a redirect has left the API's host, the credential stays behind.
 *
 * @param send sends the request to another URL, with the credential or without
 * @returns the first response that leads nowhere else
 * @throws Error with axios's code ERR_FR_TOO_MANY_REDIRECTS
 */
export async function followRedirects(
	url: string,
	first: IN8nHttpFullResponse,
	send: (url: string, withCredential: boolean) => Promise<IN8nHttpFullResponse>,
): Promise<IN8nHttpFullResponse> {
	const { origin } = new URL(url);
	let response = first;
	let from = url;
	let isOwnHost = true;
	for (let count = 0; ; count++) {
		const target = targetOf(response, from);
		if (!target) return response;
		if (count === maxRedirects) {
			throw Object.assign(new Error('Too many redirects'), { code: 'ERR_FR_TOO_MANY_REDIRECTS' });
		}
		// Frees the connection: nobody reads this body.
		(response.body as { destroy?: () => void } | undefined)?.destroy?.();
		isOwnHost &&= target.origin === origin;
		from = target.href;
		response = await send(from, isOwnHost);
	}
}
