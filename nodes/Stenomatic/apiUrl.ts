import { readBaseUrl } from '../shared/http/baseUrl';
import type { BaseUrl } from '../shared/vendor/request';

/** Where Stenomatic's API is, unless the credential says otherwise. */
export const apiUrl: BaseUrl = ({ baseUrl }) =>
	readBaseUrl(baseUrl, 'https://api.stenomatic.ai/v1');
