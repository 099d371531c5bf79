import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import type { BaseUrl } from '../vendor/request';

/** The HTTP Request node has its URL in `uri`. */
const targetOf = ({ url, uri }: IHttpRequestOptions & { uri?: unknown }): string =>
	String(url ?? uri ?? '');

/**
 * Sends a request whose URL is only a path to the credential's Base URL, read as the nodes read it.
 * n8n's test is such a request: an expression could neither parse a URL nor say what is wrong with it.
 * Other URLs must have the API's own host: the HTTP Request node sends a credential anywhere.
 *
 * @param baseUrls of the API; the first one takes the paths
 * @throws Error for another host; what a base URL throws. n8n shows the message
 */
export function toBaseUrl(
	request: IHttpRequestOptions,
	credentials: ICredentialDataDecryptedObject,
	...baseUrls: [BaseUrl, ...BaseUrl[]]
): IHttpRequestOptions {
	const target = targetOf(request);
	const [main] = baseUrls;
	if (target.startsWith('/') && !target.startsWith('//')) {
		return { ...request, baseURL: undefined, url: `${main(credentials)}${target}` };
	}
	// Of the HTTP Request node, which follows redirects. n8n would take the token along.
	request.sendCredentialsOnCrossOriginRedirect = false;
	const origins = baseUrls.map((baseUrl) => new URL(baseUrl(credentials)).origin);
	if (origins.includes(URL.parse(target)?.origin ?? '')) return request;
	throw new Error(
		`This credential can only be used for ${[...new Set(origins)].join(' and ')}. Change the URL of the request, or the Base URL of the credential.`,
	);
}
