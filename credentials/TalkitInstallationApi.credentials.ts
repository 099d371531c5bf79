import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { talkitApi } from '../nodes/Talkit/api';
import { installationHeader, signInstallationToken } from '../nodes/Talkit/installationToken';
import { withBearer } from '../nodes/shared/http/bearer';
import { credentialTest } from '../nodes/shared/http/credentialTest';
import { toBaseUrl } from '../nodes/shared/http/ownHost';

const defaultBaseUrl = 'https://api.mobileassistant.us';

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

export class TalkitInstallationApi implements ICredentialType {
	name = 'talkitInstallationApi';

	displayName = 'Talkit Installation API';

	icon = {
		light: 'file:../nodes/Talkit/talkit.svg',
		dark: 'file:../nodes/Talkit/talkit.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-talk-platforms/n8n-nodes-talk-platforms/tree/main/packages/talkit#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Plugin Secret Key',
			name: 'pluginSecretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Secret key of your plugin. Find it in the Developer Portal, or create one with Plugin Secret Key > Create. It is never sent.',
		},
		{
			displayName: 'Plugin Installation UUID',
			name: 'installationUuid',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5f0c2b1e-7a3d-4f6a-9a51-0c8f6f6f2a11',
			description:
				'Installation to use by default. You can override it in the node. Required to test the credential.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Only for Talkit Trigger. Find it at the webhook in the Developer Portal.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: defaultBaseUrl,
			description: 'Only change this if Talkit gave you another URL',
		},
	];

	/**
	 * Signs a token for the installation that the request names, or else the credential.
	 *
	 * @throws Error when there is no installation or no key to sign with
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const request = toBaseUrl(requestOptions, credentials, talkitApi.baseUrl);
		const { [installationHeader]: named, ...headers } = request.headers ?? {};
		const secretKey = textOf(credentials.pluginSecretKey);
		if (secretKey === '') {
			throw new Error('Enter a Plugin Secret Key in the credential');
		}
		const installationUuid = textOf(named) || textOf(credentials.installationUuid);
		if (installationUuid === '') {
			throw new Error('Enter a Plugin Installation UUID in the credential or under Options');
		}
		const token = signInstallationToken(secretKey, installationUuid, Date.now());
		return withBearer({ ...request, headers }, token);
	};

	/** Talkit does not document the path, so that a 404 can also mean a path that differs. */
	test: ICredentialTestRequest = credentialTest({
		vendor: 'Talkit',
		defaultBaseUrl,
		path: '/transcripts',
		query: { limit: 1 },
		rejected:
			'Talkit rejected the credential. Check the Plugin Secret Key and the Plugin Installation UUID.',
		sought: 'transcripts',
		answer: { has: 'data.length' },
	});
}
