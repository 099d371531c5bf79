import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { readBaseUrl } from '../shared/http/baseUrl';

/**
 * Where the app is, which serves the API as well; each white label has a host of its own. People
 * also paste an address of the API, of which the rest is cut off.
 *
 * @throws InvalidBaseUrl
 */
export const appUrl = ({ baseUrl }: ICredentialDataDecryptedObject): string =>
	readBaseUrl(String(baseUrl ?? '').split(/\/api\/partner(?:\/|$)/i)[0]);
