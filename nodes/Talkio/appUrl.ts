import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { readBaseUrl } from '../shared/http/baseUrl';

/**
 * Where the app is; each white label has a host of its own. The document names no host of the API:
 * that the app serves it is inferred. People also paste a URL of the API, of which the rest is cut
 * off.
 *
 * @throws InvalidBaseUrl
 */
export const appUrl = ({ baseUrl }: ICredentialDataDecryptedObject): string =>
	readBaseUrl(String(baseUrl ?? '').split(/(?<!:\/)\/api\/partner(?:\/|$)/i)[0]);
