import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';

/** A request below the base URL. */
export interface Request {
	method: IHttpRequestMethods;
	/** Begins with a slash; its segments are encoded already. */
	path: string;
	query?: IDataObject;
	body?: IHttpRequestOptions['body'];
	headers?: IDataObject;
	/** `stream` for a file: redirects are then followed, to other hosts without the credential. */
	encoding?: 'stream';
	/** As in `Operation.baseUrl`. */
	baseUrl?: BaseUrl;
	/** The records that it names, for messages: "user", "student-1001". */
	records?: Array<{ name: string; id: string }>;
	/** The path is inferred: the service does not document it. */
	inferred?: boolean;
}

/** A response, whatever its status. Header names are in lower case. */
export interface Reply {
	status: number;
	headers: IDataObject;
	body: unknown;
	/** Why the body can't be used. */
	flaw?: 'incomplete' | 'page' | 'tooDeep' | 'tooLarge';
}

/**
 * The base URL of a credential, without a trailing slash.
 *
 * @throws InvalidBaseUrl
 */
export type BaseUrl = (credentials: ICredentialDataDecryptedObject) => string;

/** A published rate limit, as a token bucket. */
export interface Rate {
	perSecond: number;
	burst: number;
}
