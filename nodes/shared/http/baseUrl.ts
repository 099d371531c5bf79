/** A base URL that cannot be used. The message says what to change. */
export class InvalidBaseUrl extends Error {}

/**
 * Cleans a base URL that a person typed: surrounding space, a missing scheme, trailing slashes.
 *
 * @param value as in the credential
 * @param fallback used when it is empty
 * @param label the field's name in the credential, for messages
 * @returns without a trailing slash
 * @throws InvalidBaseUrl when it is no http(s) URL, or has user, password, query or fragment
 */
export function readBaseUrl(value: unknown, fallback = '', label = 'Base URL'): string {
	const text = (typeof value === 'string' && value.trim()) || fallback;
	if (text === '') throw new InvalidBaseUrl(`Enter the ${label} in the credential`);
	const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
	if (!url) {
		throw new InvalidBaseUrl(
			`The ${label} in the credential isn't a valid URL. Example: https://api.example.com`,
		);
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw new InvalidBaseUrl(`The ${label} in the credential must start with https://`);
	}
	if (url.username || url.password || url.search || url.hash) {
		throw new InvalidBaseUrl(
			`The ${label} in the credential can't contain a username, password, "?" or "#"`,
		);
	}
	let path = url.pathname;
	while (path.endsWith('/')) path = path.slice(0, -1);
	return `${url.origin}${path}`;
}
