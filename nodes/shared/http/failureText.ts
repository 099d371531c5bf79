import type { Reply, Request } from '../vendor/request';
import type { Connection } from './connection';
import type { Failure } from './outcome';

/** A failed request in words. */
export interface FailureText {
	/** What happened. */
	headline: string;
	/** What to change; whole sentences. */
	advice: string;
}

/** The words for one kind of failure. `{…}` are filled in. */
interface Template extends FailureText {
	/** Advice for a request that may have been executed: POST and PATCH. */
	unsafe?: string;
}

const mayHaveRun = 'It may have been carried out all the same: look before you send it again.';

const notComplete: Template = {
	headline: 'The answer of {name} is not complete JSON',
	advice: 'Run it again; if it stays so, tell the vendor.',
	unsafe: mayHaveRun,
};

const unexpected: Template = {
	headline: '{name} answered without {expected}',
	advice: 'Check the Base URL of the credential.',
	unsafe: mayHaveRun,
};

const notFound: Template = {
	headline: '{name} did not find this',
	advice: 'Check the IDs, and the Base URL of the credential.',
};

/** By status; those that are not here are in `statusRanges`. */
const statuses: Partial<Record<number, Template>> = {
	401: {
		headline: '{name} did not accept the credential',
		advice: 'Open the credential, enter the current key or token, and test it.',
	},
	402: {
		headline: '{name} asks for payment',
		advice: 'Check the plan and the balance of the account.',
	},
	403: {
		headline: '{name} does not allow this',
		advice:
			'Check that the record belongs to this account and that the credential has the right to it.',
	},
	404: notFound,
	405: {
		headline: '{name} does not offer this operation at this address',
		advice: 'Check the Base URL of the credential.',
	},
	409: {
		headline: '{name} reports a conflict with what is there already',
		advice: 'Read the record again before you change it.',
	},
	410: notFound,
	413: { headline: 'This is too large for {name}', advice: 'Send less at once.' },
	429: {
		headline: '{name} limits how many requests it takes{asked}',
		advice: '{limitAdvice}',
	},
};

/** By the first status of a range. */
const statusRanges: Array<[from: number, template: Template]> = [
	[
		500,
		{
			headline: '{name} cannot answer right now ({status})',
			advice: 'Try again later.',
			unsafe: mayHaveRun,
		},
	],
	[
		400,
		{
			headline: '{name} did not accept the request ({status})',
			advice: 'Check the values of this operation.',
		},
	],
	[
		300,
		{
			headline: '{name} has moved to {target}',
			advice: 'Put {target} into the Base URL of the credential.',
		},
	],
	[
		0,
		{
			headline: '{name} did not carry this out',
			advice: 'Check the values of this operation.',
		},
	],
];

const checkBaseUrl = 'Check the Base URL of the credential and the network.';

const noConnection: Template = {
	headline: 'No connection to {name} at {host}',
	advice: checkBaseUrl,
};

const noHost: Template = {
	headline: 'The host {host} of {name} was not found',
	advice: checkBaseUrl,
};

const slow = 'Raise Timeout under Options if the vendor is slow.';

const otherProtocol: Template = {
	headline: '{host} does not answer in HTTPS ({code})',
	advice: 'If it speaks plain HTTP, begin the Base URL of the credential with http://.',
};

/** By Node's code of a connection that failed. */
const codes: Partial<Record<string, Template>> = {
	ECONNREFUSED: noConnection,
	EHOSTUNREACH: noConnection,
	ENETUNREACH: noConnection,
	ENOTFOUND: noHost,
	EAI_AGAIN: noHost,
	EPROTO: otherProtocol,
	ERR_SSL_WRONG_VERSION_NUMBER: otherProtocol,
	ERR_FR_TOO_MANY_REDIRECTS: {
		headline: '{host} redirects in a circle',
		advice: checkBaseUrl,
	},
	TIMEOUT: {
		headline: '{name} gave no complete answer within {timeout}',
		advice: slow,
		unsafe: `${mayHaveRun} ${slow}`,
	},
};

const untrusted: Template = {
	headline: 'The certificate of {host} is not trusted ({code})',
	advice: 'Check the Base URL of the credential and the certificate of that server.',
};

const brokeOff: Template = {
	headline: 'The connection to {name} broke off ({code})',
	advice: 'Try again later.',
	unsafe: mayHaveRun,
};

/** A success by status with a body that was to be JSON and is none. */
export const isBrokenSuccess = (failure: Failure): boolean =>
	failure.kind !== 'disconnected' &&
	failure.reply.status < 300 &&
	typeof failure.reply.body === 'string' &&
	failure.reply.body !== '';

function templateFor(failure: Failure): Template {
	if (failure.kind === 'disconnected') {
		return (
			codes[failure.code] ??
			(/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(failure.code) ? untrusted : brokeOff)
		);
	}
	if (isBrokenSuccess(failure)) return notComplete;
	if (failure.kind === 'unexpected') return unexpected;
	const { status } = failure.reply;
	const [, range] = statusRanges.find(([from]) => status >= from) ?? [];
	return statuses[status] ?? range ?? notComplete;
}

/** The base URL that a request goes to; empty where the credential has none that can be used. */
export function baseUrlOf({ api, credentials }: Connection, request: Request): string {
	try {
		return (request.baseUrl ?? api.baseUrl)(credentials);
	} catch {
		return '';
	}
}

/** The host of a URL, for a message. */
export const hostOf = (url: string): string => URL.parse(url)?.host ?? 'an unknown host';

const targetOf = ({ headers }: Reply, origin: string): string =>
	URL.parse(String(headers.location), origin)?.origin ?? 'another address';

/** Whole seconds, for a message. */
export const seconds = (ms: number): string => `${Math.ceil(ms / 1000)} s`;

const isUnsafe = ({ method }: Request) => method === 'POST' || method === 'PATCH';

/** What happened to a request, and what to change. */
export function failureText(
	connection: Connection,
	request: Request,
	failure: Failure,
): FailureText {
	const { api, settings } = connection;
	const baseUrl = baseUrlOf(connection, request);
	const reply = failure.kind === 'disconnected' ? undefined : failure.reply;
	const retryAfterMs = failure.kind === 'rateLimited' ? failure.retryAfterMs : undefined;
	const words: Record<string, string> = {
		name: api.name,
		host: hostOf(baseUrl),
		timeout: seconds(settings.timeout),
		code: failure.kind === 'disconnected' ? failure.code : '',
		status: String(reply?.status ?? ''),
		target: reply ? targetOf(reply, baseUrl) : '',
		expected: failure.kind === 'unexpected' ? failure.expected : '',
		asked: retryAfterMs === undefined ? '' : ` and asks to wait ${seconds(retryAfterMs)}`,
		limitAdvice: settings.retryOnRateLimit
			? 'Wait, then run the remaining items; a lower Max Concurrent Requests under Options helps.'
			: 'Turn on Retry On Rate Limit under Options.',
	};
	const fill = (template: string) =>
		template.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? '');
	const { headline, advice, unsafe } = templateFor(failure);
	return { headline: fill(headline), advice: fill((isUnsafe(request) && unsafe) || advice) };
}
