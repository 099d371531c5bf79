import type { Reply, Request } from '../vendor/request';
import { maxAnswerBytes, maxDepth } from './body';
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
	/** Advice for a request that may have gone through: POST and PATCH. */
	unsafe?: string;
	/** Advice for POST. */
	create?: string;
}

const mayHaveRun = 'It may have gone through anyway. Check {name} before you run this item again.';

/** By what is wrong with the body of a success. */
const flaws: Record<NonNullable<Reply['flaw']>, Template> = {
	incomplete: {
		headline: '{name} sent an incomplete response',
		advice: 'Try again. If it keeps happening, contact {name} support.',
		unsafe: mayHaveRun,
	},
	page: {
		headline: '{name} sent a web page instead of JSON',
		advice: 'Check the Base URL in the credential.',
		unsafe: `${mayHaveRun} Also check the Base URL in the credential.`,
	},
	tooDeep: {
		headline: '{name} sent JSON nested more than {maxDepth} levels deep',
		advice: 'Contact {name} support.',
		unsafe: mayHaveRun,
	},
	tooLarge: {
		headline: '{name} sent more than {maxAnswer} MB',
		advice: 'Set a Limit or add a filter.',
		unsafe: mayHaveRun,
	},
};

const unexpected: Template = {
	headline: '{name} sent a response without {expected}',
	advice: 'Check the Base URL in the credential.',
	unsafe: mayHaveRun,
};

const notFound: Template = {
	headline: "{name} couldn't find {records}",
	advice: 'Check the ID. If every request fails this way, check the Base URL in the credential.',
};

/** The service itself says what is missing. */
const namedMissing: Template = { ...notFound, advice: 'Check the ID.' };

/** A request that names no record. */
const nothingThere: Template = {
	headline: "{name} couldn't find anything at this URL",
	advice: 'Check the Base URL in the credential.',
};

const undocumented =
	"{name} doesn't document this endpoint. If {name} gives you another path, set it in Options > API Path.";

/** By status; those that are not here are in `statusRanges`. */
const statuses: Partial<Record<number, Template>> = {
	401: {
		headline: '{name} rejected the credential',
		advice: 'Open the credential, enter a valid key or token, and test it.',
	},
	402: {
		headline: '{name} requires payment',
		advice: "Check the account's plan and balance.",
	},
	403: {
		headline: '{name} denied access{toRecords}',
		advice:
			'Check that it belongs to this account and that the credential has permission to use it.',
	},
	405: {
		headline: "{name} doesn't support this operation at this URL",
		advice: 'Check the Base URL in the credential.',
	},
	409: {
		headline: '{name} found a conflict with existing data',
		advice: 'Get the latest version of the record and try again.',
		create: 'Use a different ID, or update the existing record.',
	},
	413: {
		headline: 'The request is too large for {name}',
		advice: 'Send a smaller file or fewer values.',
	},
	429: {
		headline: '{name} rate limit reached{asked}',
		advice: '{limitAdvice}',
	},
};

/** By the first status of a range. */
const statusRanges: Array<[from: number, template: Template]> = [
	[
		500,
		{
			headline: '{name} is unavailable ({status})',
			advice: 'Try again later.',
			unsafe: mayHaveRun,
		},
	],
	[
		400,
		{
			headline: '{name} rejected the request ({status})',
			advice: "Check the node's fields.",
		},
	],
	[
		300,
		{
			headline: '{name} redirected the request to {target}',
			advice: 'Change the Base URL in the credential to {target}.',
		},
	],
	[
		0,
		{
			headline: '{name} rejected the request',
			advice: "Check the node's fields.",
		},
	],
];

const checkBaseUrl =
	"Check the Base URL in the credential and your n8n server's internet connection.";

const noConnection: Template = {
	headline: "Couldn't connect to {name} at {host}",
	advice: checkBaseUrl,
};

const noHost: Template = {
	headline: "Couldn't find the server {host}",
	advice: checkBaseUrl,
};

const slow = 'Increase Options > Timeout (Ms) if {name} is slow.';

const otherProtocol: Template = {
	headline: "{host} doesn't support HTTPS ({code})",
	advice: 'If the server uses plain HTTP, start the Base URL in the credential with http://.',
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
		headline: '{host} redirects in a loop',
		advice: checkBaseUrl,
	},
	TIMEOUT: {
		headline: "{name} didn't respond within {timeout}",
		advice: slow,
		unsafe: `${mayHaveRun} ${slow}`,
	},
};

const untrusted: Template = {
	headline: "The SSL certificate of {host} isn't trusted ({code})",
	advice: "Check the Base URL in the credential and the server's SSL certificate.",
};

const brokeOff: Template = {
	headline: 'The connection to {name} was interrupted ({code})',
	advice: 'Try again later.',
	unsafe: mayHaveRun,
};

/** Words that only say that there is no such URL, as frameworks write them. */
const saysOnlyNoUrl =
	/^\W*(?:(?:page|path|route|url|endpoint|resource) )?not found\W*$|^cannot [a-z]+ \/|^route [a-z]+:\//i;

function notFoundTemplate({ records, inferred }: Request, said = ''): Template {
	const saysWhat = said !== '' && !saysOnlyNoUrl.test(said);
	const template = !records ? nothingThere : saysWhat ? namedMissing : notFound;
	return inferred && template !== namedMissing ? { ...template, advice: undocumented } : template;
}

function templateFor(request: Request, failure: Failure, said?: string): Template {
	if (failure.kind === 'disconnected') {
		return (
			codes[failure.code] ??
			(/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(failure.code) ? untrusted : brokeOff)
		);
	}
	if (failure.kind === 'unexpected') return unexpected;
	const { status, flaw } = failure.reply;
	if (flaw && status < 300) return flaws[flaw];
	if (status === 404 || status === 410) return notFoundTemplate(request, said);
	const [, range] = statusRanges.find(([from]) => status >= from) ?? [];
	return statuses[status] ?? range ?? unexpected;
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
	URL.parse(String(headers.location), origin)?.origin ?? 'another URL';

/** Longest piece of an ID that is shown. */
const maxId = 100;

/** The beginning of a text, cut between characters. */
export const beginning = (text: string, length: number): string =>
	text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');

/** Whole seconds, for a message. */
export function seconds(ms: number): string {
	const count = Math.ceil(ms / 1000);
	return count === 1 ? '1 second' : `${count} seconds`;
}

const isUnsafe = ({ method }: Request) => method === 'POST' || method === 'PATCH';

/** The records that a request names: `the user "student-1001"`. */
const recordsOf = ({ records = [] }: Request): string =>
	records.map(({ name, id }) => `the ${name} "${beginning(id, maxId)}"`).join(' or ');

/**
 * What happened to a request, and what to change.
 *
 * @param said the service's own words
 */
export function failureText(
	connection: Connection,
	request: Request,
	failure: Failure,
	said?: string,
): FailureText {
	const { api, settings } = connection;
	const baseUrl = baseUrlOf(connection, request);
	const reply = failure.kind === 'disconnected' ? undefined : failure.reply;
	const retryAfterMs = failure.kind === 'rateLimited' ? failure.retryAfterMs : undefined;
	const records = recordsOf(request);
	const words: Record<string, string> = {
		records,
		toRecords: records && ` to ${records}`,
		name: api.name,
		host: hostOf(baseUrl),
		timeout: seconds(settings.timeout),
		code: failure.kind === 'disconnected' ? failure.code : '',
		status: String(reply?.status ?? ''),
		target: reply ? targetOf(reply, baseUrl) : '',
		maxAnswer: String(maxAnswerBytes / 1024 / 1024),
		maxDepth: String(maxDepth),
		expected: failure.kind === 'unexpected' ? failure.expected : '',
		asked: retryAfterMs === undefined ? '' : `. ${api.name} asks to wait ${seconds(retryAfterMs)}`,
		limitAdvice: settings.retryOnRateLimit
			? 'Wait and run the remaining items, or lower Options > Max Concurrent Requests.'
			: 'Turn on Options > Retry on Rate Limit to wait automatically.',
	};
	const fill = (template: string) =>
		template.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? '');
	const { headline, advice, unsafe, create } = templateFor(request, failure, said);
	const fitting = (request.method === 'POST' && create) || (isUnsafe(request) && unsafe) || advice;
	return { headline: fill(headline), advice: fill(fitting) };
}
