import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestHelper } from 'n8n-workflow';

import { readBaseUrl } from '../shared/http/baseUrl';
import { accountKey } from '../shared/http/limiters';
import type { SessionRules } from '../shared/vendor/api';
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

const loginUrl = (credentials: ICredentialDataDecryptedObject) =>
	`${rootUrl(credentials)}/auth/login`;

/** Names an account without showing its password. */
const accountOf = (credentials: ICredentialDataDecryptedObject) =>
	accountKey(loginUrl(credentials), credentials.username, credentials.password);

/** The session of an agent: a JWT, valid for seven days. */
export const session: SessionRules = {
	canOpen: logsIn,
	field: 'sessionToken',
	reject: (credentials) => logins.reject(accountOf(credentials), String(credentials.sessionToken)),
	// An agent needs no permission to read itself.
	probe: { method: 'GET', path: '/service_agents/me' },
};

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
 * @throws LoginRefused, LoginDelayed, and the HTTP client's error where the connection failed
 */
export async function login(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const { username, password, sessionToken } = credentials;
	return await logins.token(
		accountOf(credentials),
		String(sessionToken ?? ''),
		async () => await requestToken(helpers, loginUrl(credentials), { username, password }),
	);
}

/** A login that failed, but may succeed later. Read by `send` as the response that it holds. */
class LoginDelayed extends Error {
	constructor(readonly response: { status: number; headers: IDataObject; data: unknown }) {
		super(
			response.status === 429
				? 'VoIPBin is receiving too many requests. Wait a minute, then try again.'
				: 'VoIPBin is unavailable. Try again later.',
		);
	}

	/** n8n before 2.34 keeps nothing else of an error that a credential throws. */
	get httpCode(): string {
		return String(this.response.status);
	}
}

const delayed = new Set([429, 502, 503, 504]);

async function requestToken(
	helpers: IHttpRequestHelper['helpers'],
	url: string,
	body: { username: unknown; password: unknown },
): Promise<string> {
	const {
		statusCode,
		headers,
		body: answer,
	} = (await helpers.httpRequest({
		method: 'POST',
		url,
		body,
		json: true,
		timeout: 30_000,
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	})) as { statusCode: number; headers: IDataObject; body: { token?: unknown } | null };
	const token = answer?.token;
	if (statusCode === 200 && typeof token === 'string' && token !== '') return token;
	if (delayed.has(statusCode))
		throw new LoginDelayed({ status: statusCode, headers, data: answer });
	// VoIPBin answers every login that fails with 400 and nothing else.
	if (statusCode === 400 || statusCode === 401) {
		throw new LoginRefused('VoIPBin rejected the login. Check the username and password.');
	}
	throw new Error(
		`Couldn't log in to VoIPBin (${statusCode}). Check the Base URL in the credential.`,
	);
}
