import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Parameter, Resource } from './operation';
import type { BaseUrl, Rate, Reply, Request } from './request';

/** How a credential keeps the session that its `preAuthentication` opens. */
export interface SessionRules {
	/** Whether this credential can open one by itself. */
	canOpen: (credentials: ICredentialDataDecryptedObject) => boolean;
	/** The credential's field for its token. n8n calls `preAuthentication` while it is empty. */
	field: string;
	/** Forgets a token that the API no longer accepts. */
	reject: (credentials: ICredentialDataDecryptedObject) => void;
	/** Succeeds in any valid session and changes nothing. */
	probe: Request;
}

/** Everything that is special to one vendor's API. */
export interface Api {
	/** "Smalltalk", as messages name it. */
	name: string;
	/** Where its API is documented. */
	documentationUrl: string;
	/** Default credential type; a resource may name another. */
	credential: string;
	/** Names of the credentials' fields that must never be shown. */
	secrets: readonly string[];
	baseUrl: BaseUrl;
	/**
	 * Options of all operations and triggers. Each takes the place of the credential's field of the
	 * same name, which is read once per run.
	 */
	overrides?: readonly Parameter[];
	/** Requests at once unless the user chooses otherwise. */
	concurrency: number;
	/** The published limit. */
	rate?: Rate;
	/** Absent where a credential proves itself with each request. */
	session?: SessionRules;
	/** The API's own words, where a reply reports a failure in its body; also for 2xx replies. */
	failure?: (reply: Reply) => string | undefined;
	/** What the user should do about a failing reply, where the API's case is special. */
	advice?: (
		reply: Reply,
		credentials: ICredentialDataDecryptedObject,
		request: Request,
	) => string | undefined;
	/** A reason not to send at all, such as a credential of the wrong kind. */
	refuse?: (
		credentials: ICredentialDataDecryptedObject,
		resource: string,
		operation: string,
	) => string | undefined;
	/** A new node shows the first; the editor sorts them by name. */
	resources: Record<string, Resource>;
}
