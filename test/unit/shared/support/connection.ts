import { randomUUID } from 'node:crypto';

import type { IExecuteFunctions, IHttpRequestOptions, INode } from 'n8n-workflow';

import type { Api } from '../../../../nodes/shared/vendor/api';
import { connect, type Connection } from '../../../../nodes/shared/http/connection';
import type { Settings } from '../../../../nodes/shared/http/settings';

export const node = {
	id: '1',
	name: 'Acme',
	type: 'acme',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
} as INode;

/** A vendor of no special habits. */
export const acme: Api = {
	name: 'Acme',
	documentationUrl: 'https://docs.acme.test',
	credential: 'acmeApi',
	secrets: ['token'],
	baseUrl: () => 'https://api.acme.test',
	concurrency: 4,
	resources: {},
};

/** A body as n8n hands it over: a stream of bytes. */
async function* bytesOf(body: unknown): AsyncGenerator<Uint8Array> {
	if (body instanceof Uint8Array) yield body;
	else if (body !== undefined) {
		yield Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	}
}

/** What becomes of one request: a reply, a connection that fails with a code, or what n8n throws. */
export type Answer =
	| { status: number; body?: unknown; headers?: Record<string, string> }
	| { code: string }
	| { error: Error };

/**
 * A connection whose requests are answered by the test.
 *
 * @param answers one after the other, the last for ever; or a function of the request
 */
export async function connection(
	answers: Answer[] | ((options: IHttpRequestOptions, count: number) => Answer),
	{ api = acme, settings = {} }: { api?: Api; settings?: Partial<Settings> } = {},
): Promise<{ connection: Connection; requests: IHttpRequestOptions[]; sentAt: number[] }> {
	const requests: IHttpRequestOptions[] = [];
	const sentAt: number[] = [];
	const httpRequestWithAuthentication = async (_type: string, options: IHttpRequestOptions) => {
		requests.push(options);
		sentAt.push(Date.now());
		const answer =
			typeof answers === 'function'
				? answers(options, requests.length)
				: (answers[Math.min(requests.length, answers.length) - 1] as Answer);
		if ('error' in answer) throw answer.error;
		if ('code' in answer) {
			throw Object.assign(new Error(`connect ${answer.code} with token s3cret-token`), {
				code: answer.code,
			});
		}
		const { status, headers = {}, body } = answer;
		return { statusCode: status, headers, body: bytesOf(body) };
	};
	const context = {
		// An account of its own, whose limits no other test has met.
		getNode: () => ({ ...node, credentials: { acmeApi: { id: randomUUID(), name: 'Acme' } } }),
		getCredentials: async () => ({ token: 's3cret-token' }),
		helpers: { httpRequestWithAuthentication },
	} as unknown as IExecuteFunctions;
	return { connection: await connect(context, api, { settings }), requests, sentAt };
}
