import type {
	IAuthenticateRuleResponseCode,
	IAuthenticateRuleResponseSuccessBody,
	ICredentialTestRequest,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { redirects } from './redirects';

/** What an answer of the API looks like, and nothing else does. */
export type AnswerShape =
	/** An object in which this key (a path as in lodash's `get`) has a value. */
	| { has: string }
	/** JSON that begins with one of these characters, where no key is certain. */
	| { beginsWith: string };

/** How one credential is tested: the request, and the words for what can go wrong. */
export interface CredentialTest {
	/** "Smalltalk" */
	vendor: string;
	/** The Base URL when the field is empty. */
	defaultBaseUrl?: string;
	/** Below the Base URL; begins with a slash. An expression of n8n where it depends on the credential. */
	path: string;
	query?: IHttpRequestOptions['qs'];
	/** For 401, in sentences: "Smalltalk rejected the API Token. …" */
	rejected: string;
	/** What a 404 means is not there; "the Smalltalk API" unless given. */
	sought?: string;
	/** Labels of the fields that say where the API is; "Base URL" unless given. */
	place?: string;
	answer: AnswerShape;
}

/**
 * The Base URL as an expression, with the scheme added where it is missing. It is there for its
 * host, to which n8n lets the test go even where the credential is limited to certain domains;
 * what the test is sent to is what `toBaseUrl` reads.
 */
export const baseUrlExpression = (defaultBaseUrl = ''): string =>
	`={{ (String($credentials.baseUrl ?? "").trim() || "${defaultBaseUrl}").replace(/^(?![a-z][a-z0-9+.-]*:\\/\\/)/i, "https://") }}`;

/** What a server that is not the API answers to the request. */
const unknownRequests = [400, 404, 405, 406, 410, 415, 422, 501];
const outages = [500, 502, 503, 504];

/** One sentence for each status that a test can meet. */
function statusRules(test: CredentialTest): IAuthenticateRuleResponseCode[] {
	const { vendor, rejected, sought = `the ${vendor} API`, place = 'Base URL' } = test;
	const rules = (statuses: number[], message: string) =>
		statuses.map((value): IAuthenticateRuleResponseCode => ({
			type: 'responseCode',
			properties: { value, message },
		}));
	return [
		...rules([401], rejected),
		...rules([402], `${vendor} requires payment. Check your plan and balance.`),
		...rules([403], `${vendor} denied access. Check that your account can use the API.`),
		...rules(
			redirects,
			`This URL redirects to another one. Enter the URL of the ${vendor} API itself as Base URL.`,
		),
		...rules(unknownRequests, `Couldn't find ${sought} at this URL. Check the ${place}.`),
		...rules([429], `${vendor} is receiving too many requests. Wait a minute, then test again.`),
		...rules(outages, `${vendor} is unavailable. Test again later.`),
	];
}

/** The values of a byte. */
const bytes = Array.from({ length: 256 }, (_, byte) => byte);

/**
 * Refuses what does not have the shape. A rule of n8n can only refuse a value, so a required first
 * character takes a rule for every other byte.
 */
function shapeRules(test: CredentialTest): IAuthenticateRuleResponseSuccessBody[] {
	const { vendor, place = 'Base URL', answer } = test;
	const message = `This URL doesn't answer like the ${vendor} API. Check the ${place}.`;
	const refuse = (key: string, value?: number): IAuthenticateRuleResponseSuccessBody => ({
		type: 'responseSuccessBody',
		properties: { key, value, message },
	});
	if ('has' in answer) return [refuse(answer.has)];
	const wrong = bytes.filter((byte) => !answer.beginsWith.includes(String.fromCharCode(byte)));
	return [refuse('0'), ...wrong.map((byte) => refuse('0', byte))];
}

/**
 * n8n's test of a credential. It accepts nothing but the API: no web page, no redirect (which would
 * also carry the credential to another host), no answer of another shape. Why a connection failed
 * is the one thing that n8n lets no credential say: it shows the code alone, such as ECONNREFUSED.
 */
export function credentialTest(test: CredentialTest): ICredentialTestRequest {
	const { defaultBaseUrl, path, query, answer } = test;
	return {
		request: {
			baseURL: baseUrlExpression(defaultBaseUrl),
			url: path,
			disableFollowRedirect: true,
			...(query ? { qs: query } : {}),
			// n8n makes an item of each entry of a list, and fails where there is none.
			...('beginsWith' in answer ? { encoding: 'arraybuffer' as const } : {}),
		},
		// n8n takes both kinds together, though its type does not say so.
		rules: [...statusRules(test), ...shapeRules(test)] as IAuthenticateRuleResponseCode[],
	};
}

/**
 * The error of a request that a credential sends itself, with a sentence where the connection
 * failed. The sentence must not name the code: n8n would put words of its own in its place. The
 * cause stays, from which the nodes tell whether to try again.
 */
export function explainConnection(vendor: string, error: Error): Error {
	const { code, response } = error as { code?: unknown; response?: unknown };
	if (typeof code !== 'string' || response !== undefined) return error;
	const explained = new Error(
		`Couldn't connect to ${vendor}. Check the Base URL and the network of the n8n server.`,
		{ cause: error },
	);
	// Before 2.34, n8n keeps the description and loses the cause.
	return Object.assign(explained, { description: code });
}
