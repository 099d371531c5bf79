import { readBaseUrl } from '../shared/http/baseUrl';
import { reportedError } from '../shared/http/errors';
import type { Api } from '../shared/vendor/api';
import { plugin } from './plugin';
import { pluginInstallation } from './pluginInstallation';
import { pluginSecretKey } from './pluginSecretKey';
import { pluginWebhook } from './pluginWebhook';
import { transcript } from './transcript';
import { user } from './user';

/**
 * Talkit (https://docs.mobileassistant.us/api). The document gives operations and records, but of
 * all paths only `/plugins`, and neither the shape of errors nor a limit of requests.
 */
export const talkitApi: Api = {
	name: 'Talkit',
	documentationUrl: 'https://docs.mobileassistant.us/api',
	credential: 'talkitDeveloperApi',
	secrets: ['developerApiKey', 'pluginSecretKey', 'webhookSecret'],
	baseUrl: ({ baseUrl }) => readBaseUrl(baseUrl, 'https://api.mobileassistant.us'),
	concurrency: 8,
	failure: reportedError,
	advice: ({ status }, credentials) =>
		status === 401 && 'pluginSecretKey' in credentials
			? "Check the Plugin Secret Key, that the Plugin Installation UUID belongs to the same plugin, and that the n8n server's clock is correct."
			: undefined,
	resources: { transcript, user, plugin, pluginSecretKey, pluginInstallation, pluginWebhook },
};
