import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { installationHeader, signInstallationToken } from '../nodes/Talkit/installationToken';
import { withBearer } from '../nodes/shared/http/bearer';

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

export class TalkitInstallationApi implements ICredentialType {
	name = 'talkitInstallationApi';

	displayName = 'Talkit Installation API';

	icon = {
		light: 'file:../nodes/Talkit/talkit.svg',
		dark: 'file:../nodes/Talkit/talkit.dark.svg',
	} as const;

	documentationUrl = 'https://docs.mobileassistant.us/docs/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'Plugin Secret Key',
			name: 'pluginSecretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'A secret key of your plugin, from the Developer Portal or from Create Plugin Secret Key. Tokens are signed with it; it is never sent.',
		},
		{
			displayName: 'Plugin Installation UUID',
			name: 'installationUuid',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5f0c2b1e-7a3d-4f6a-9a51-0c8f6f6f2a11',
			description:
				'The installation whose user you act for. The node can name another one for each item; if it always does, this can stay empty, but only with it can the credential be tested.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.mobileassistant.us',
			description: 'Where the API is; change it only if Talkit gave you another address',
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
		const { [installationHeader]: named, ...headers } = requestOptions.headers ?? {};
		const secretKey = textOf(credentials.pluginSecretKey);
		if (secretKey === '') {
			throw new Error('Enter a Plugin Secret Key in the credential');
		}
		const installationUuid = textOf(named) || textOf(credentials.installationUuid);
		if (installationUuid === '') {
			throw new Error('Enter a Plugin Installation UUID in the credential or under Options');
		}
		const token = signInstallationToken(secretKey, installationUuid, Date.now());
		return withBearer({ ...requestOptions, headers }, token);
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl || "https://api.mobileassistant.us" }}',
			url: '/transcripts',
			qs: { limit: 1 },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'There are no transcripts at this address, which Talkit does not publish: check the Base URL, then set API Path in the node',
				},
			},
		],
	};
}
