import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Api } from '../vendor/api';
import type { Operation } from '../vendor/operation';
import type { Lane } from './limiter';
import { accountKey, limiters } from './limiters';
import { Session } from './session';
import { defaultTimeout, type Settings } from './settings';
import { newTally, type Tally } from './tally';

/** Every n8n context that can send authenticated requests. */
export type Context =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** One credential of one run. */
export interface Connection {
	context: Context;
	api: Api;
	credentialType: string;
	credentials: ICredentialDataDecryptedObject;
	secrets: string[];
	/** Where the credential opens one by itself. */
	session?: Session;
	settings: Settings;
	/** The run's way through the limiter of its account, which all executions share. */
	lane: Lane;
	/** What its requests came to. */
	tally: Tally;
	/** Ends what is on its way. */
	signal?: AbortSignal;
	/** Nothing new is sent, and nothing sent again. */
	halt?: AbortSignal;
	/** Paths of operations with an inferred path that have worked. */
	paths: Map<Operation, string>;
}

/**
 * Reads a credential once and prepares what the requests of a run share.
 *
 * @param options.overrides what the user set in place of fields of the credential
 * @param options.settings what the user set; the API's defaults otherwise
 * @throws InvalidBaseUrl
 */
export async function connect(
	context: Context,
	api: Api,
	options: {
		credentialType?: string;
		overrides?: IDataObject;
		settings?: Partial<Settings>;
		signal?: AbortSignal;
		halt?: AbortSignal;
	} = {},
): Promise<Connection> {
	const credentialType = options.credentialType ?? api.credential;
	const credentials = {
		...(await context.getCredentials(credentialType)),
		...options.overrides,
	} as ICredentialDataDecryptedObject;
	const settings: Settings = {
		concurrency: api.concurrency,
		timeout: defaultTimeout,
		retryOnRateLimit: true,
		...options.settings,
	};
	const { signal, halt = signal } = options;
	const session = api.session?.canOpen(credentials)
		? new Session(
				api.session,
				credentials,
				async () => await context.getCredentials(credentialType),
			)
		: undefined;
	return {
		context,
		api,
		credentialType,
		credentials,
		secrets: secretsIn(api, credentials),
		settings,
		lane: limiterOf(context, api, credentialType, credentials).join({
			concurrency: settings.concurrency,
			signal: halt,
		}),
		...(session ? { session } : {}),
		...(signal ? { signal } : {}),
		...(halt ? { halt } : {}),
		tally: newTally(),
		paths: new Map(),
	};
}

/** Executions with the same credential, or with the same content of one, share a limiter. */
function limiterOf(
	context: Context,
	api: Api,
	credentialType: string,
	credentials: ICredentialDataDecryptedObject,
) {
	const stored = context.getNode().credentials?.[credentialType]?.id;
	const account = stored ?? api.secrets.map((name) => credentials[name]);
	return limiters.of(accountKey(api.name, api.baseUrl(credentials), account), api.rate);
}

/** The credential's secrets, also without the scheme ("Bearer …") that people paste with them. */
function secretsIn(api: Api, credentials: ICredentialDataDecryptedObject): string[] {
	return api.secrets
		.map((name) => credentials[name])
		.filter((value): value is string => typeof value === 'string' && value.trim() !== '')
		.flatMap((value) => [value, value.trim().replace(/^\w+\s+/, '')]);
}
