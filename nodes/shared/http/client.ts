import type { IAllExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Request } from '../vendor/request';
import type { Connection } from './connection';
import { followRedirects } from './redirects';

/**
 * Sends a request with n8n's HTTP client, and follows redirects where a file is asked for.
 *
 * @param deadline also ends the body
 * @returns the response whatever its status, with its body as a stream
 * @throws what n8n throws
 */
export async function exchange(
	connection: Connection,
	request: Request,
	deadline: AbortSignal,
): Promise<IN8nHttpFullResponse> {
	const options = optionsFor(connection, request, deadline);
	const response = await sendAuthenticated(connection, options);
	if (request.encoding === undefined) return response;
	return await followRedirects(options.url, response, async (url, withCredential) => {
		const hop = withSignal(connection, deadline, { ...options, url, qs: {}, headers: {} });
		return withCredential
			? await sendAuthenticated(connection, hop)
			: ((await connection.context.helpers.httpRequest(hop)) as IN8nHttpFullResponse);
	});
}

function optionsFor(
	connection: Connection,
	{ method, baseUrl, path, query, body, encoding, headers }: Request,
	deadline: AbortSignal,
): IHttpRequestOptions {
	const { api, credentials, settings } = connection;
	return withSignal(connection, deadline, {
		method,
		url: `${(baseUrl ?? api.baseUrl)(credentials)}${path}`,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: settings.timeout,
		// Read here, so that its size and its digits are under control.
		encoding: 'stream',
		json: encoding === undefined,
		...(query ? { qs: query, arrayFormat: 'repeat' } : {}),
		...(body === undefined ? {} : { body }),
		headers: { ...headers },
	});
}

/**
 * n8n replaces `abortSignal` by the execution's own, which would drop the deadline; its own is part
 * of ours already. n8n's `timeout` alone does not end a body that trickles.
 */
function withSignal(
	{ signal }: Connection,
	deadline: AbortSignal,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
	const abortSignal = signal ? AbortSignal.any([signal, deadline]) : deadline;
	return Object.defineProperty(options, 'abortSignal', {
		enumerable: true,
		get: () => abortSignal,
		set: () => undefined,
	});
}

/** n8n would read and decrypt the credential anew for each request unless it is handed over. */
async function sendAuthenticated(
	{ context, credentialType, credentials, session, secrets }: Connection,
	options: IHttpRequestOptions,
): Promise<IN8nHttpFullResponse> {
	const data = session ? { ...credentials, [session.rules.field]: session.token } : credentials;
	try {
		return (await context.helpers.httpRequestWithAuthentication.call(
			context as IAllExecuteFunctions,
			credentialType,
			options,
			{ credentialsDecrypted: { id: '', name: '', type: credentialType, data } },
		)) as IN8nHttpFullResponse;
	} finally {
		// n8n adds what a login has given.
		if (session?.token === '') session.token = String(data[session.rules.field] ?? '');
		rememberToken(secrets, options);
	}
}

/** A token that was made for this request, such as that of a login, is a secret as well. */
function rememberToken(secrets: string[], { headers }: IHttpRequestOptions): void {
	const [, token] = /^Bearer (.+)$/.exec(String(headers?.Authorization)) ?? [];
	if (token !== undefined && !secrets.includes(token)) secrets.push(token);
}
