import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

import { readBaseUrl } from '../shared/http/baseUrl';
import { accountKey } from '../shared/http/limiters';
import { LoginRefused, logins } from './logins';

/** Where VoIPBin's own cloud answers. */
export const defaultBaseUrl = 'https://api.voipbin.net/v1.0';

/** The server's root: logins are below it, the API is below its `/v1.0`. */
const rootUrl = ({ baseUrl }: ICredentialDataDecryptedObject) =>
	readBaseUrl(baseUrl, defaultBaseUrl).replace(/\/v1\.0$/, '');

/**
 * Base URL of the API; a root without `/v1.0` is taken as well.
 *
 * @throws InvalidBaseUrl
 */
export const apiUrl = (credentials: ICredentialDataDecryptedObject): string =>
	`${rootUrl(credentials)}/v1.0`;

/** What proves who sends a request. */
export interface Proof {
	/** Access keys go into the query and open only the account; tokens are an agent's. */
	kind: 'accessKey' | 'token';
	value: string;
}

/** The proof in a credential. */
export function proofOf(credentials: ICredentialDataDecryptedObject): Proof {
	const { authentication, accessKeyToken, token, sessionToken } = credentials;
	if (authentication === 'accessKey') {
		return { kind: 'accessKey', value: String(accessKeyToken ?? '').trim() };
	}
	if (authentication !== 'token') return { kind: 'token', value: String(sessionToken ?? '') };
	const value = String(token ?? '').trim();
	return { kind: value.startsWith('vb_') ? 'accessKey' : 'token', value };
}

/** Whether it logs in by itself, so that its token can be renewed. */
export const logsIn = ({ authentication }: ICredentialDataDecryptedObject): boolean =>
	authentication !== 'accessKey' && authentication !== 'token';

/** Whether a JWT says that it is no longer valid. */
export function hasExpired(token: unknown): boolean {
	try {
		const payload = Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString();
		const { exp } = JSON.parse(payload) as { exp?: unknown };
		return typeof exp === 'number' && exp * 1000 <= Date.now();
	} catch {
		return false;
	}
}

/**
 * Logs an agent in. Executions that ask at about the same time share one login.
 *
 * @returns a JWT, valid for seven days
 * @throws Error with a message for the user; the HTTP client's error where trying again may help
 */
export async function login(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const url = `${rootUrl(credentials)}/auth/login`;
	const { username, password } = credentials;
	return await logins.token(
		accountKey(url, username, password),
		String(credentials.sessionToken ?? ''),
		async () => await requestToken(helpers, url, { username, password }),
	);
}

async function requestToken(
	helpers: IHttpRequestHelper['helpers'],
	url: string,
	body: { username: unknown; password: unknown },
): Promise<string> {
	const { statusCode, body: answer } = (await helpers.httpRequest({
		method: 'POST',
		url,
		body,
		json: true,
		timeout: 30_000,
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: { ignore: true, except: [429, 502, 503, 504] },
	})) as { statusCode: number; body: { token?: unknown } | null };
	const token = answer?.token;
	if (statusCode === 200 && typeof token === 'string' && token !== '') return token;
	// VoIPBin answers every login that fails with 400 and nothing else.
	if (statusCode === 400 || statusCode === 401) {
		throw new LoginRefused('VoIPBin rejected the login. Check the username and password.');
	}
	throw new Error(
		`Couldn't log in to VoIPBin (${statusCode}). Check the Base URL in the credential.`,
	);
}
