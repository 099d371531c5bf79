import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Api } from '../vendor/api';
import type { Operation } from '../vendor/operation';
import { Limiter } from './limiter';
import { defaultTimeout, type Settings } from './settings';
import type { CancelSignal } from './wait';

/** Every n8n context that can send authenticated requests. */
export type Context =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** One credential of one run, with the limiter that all its requests share. */
export interface Connection {
	context: Context;
	api: Api;
	credentialType: string;
	credentials: ICredentialDataDecryptedObject;
	secrets: string[];
	settings: Settings;
	limiter: Limiter;
	/** Ends what is on its way. */
	signal?: AbortSignal;
	/** Nothing new is sent, and nothing sent again. */
	halt?: CancelSignal;
	/** Paths of operations with an inferred path that have worked. */
	paths: Map<Operation, string>;
}

/**
 * Reads a credential once and prepares what the requests of a run share.
 *
 * @param options.settings what the user set; the API's defaults otherwise
 * @param options.limiter shared with other connections of the run
 */
export async function connect(
	context: Context,
	api: Api,
	options: {
		credentialType?: string;
		settings?: Partial<Settings>;
		limiter?: Limiter;
		signal?: AbortSignal;
		halt?: CancelSignal;
	} = {},
): Promise<Connection> {
	const credentialType = options.credentialType ?? api.credential;
	const credentials = await context.getCredentials(credentialType);
	const settings: Settings = {
		concurrency: api.concurrency,
		timeout: defaultTimeout,
		retryOnRateLimit: true,
		...options.settings,
	};
	const { signal, halt = signal } = options;
	return {
		context,
		api,
		credentialType,
		credentials,
		secrets: secretsIn(api, credentials),
		settings,
		limiter: options.limiter ?? new Limiter(settings.concurrency, api.rate, halt),
		...(signal ? { signal } : {}),
		...(halt ? { halt } : {}),
		paths: new Map(),
	};
}

/** The credential's secrets, also without the scheme ("Bearer …") that people paste with them. */
function secretsIn(api: Api, credentials: ICredentialDataDecryptedObject): string[] {
	return api.secrets
		.map((name) => credentials[name])
		.filter((value): value is string => typeof value === 'string' && value.trim() !== '')
		.flatMap((value) => [value, value.trim().replace(/^\w+\s+/, '')]);
}
