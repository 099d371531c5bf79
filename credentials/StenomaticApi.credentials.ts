import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { stenomaticApi } from '../nodes/Stenomatic/api';
import { usageUrl } from '../nodes/Stenomatic/usage';
import { withBearer } from '../nodes/shared/http/bearer';
import { credentialTest } from '../nodes/shared/http/credentialTest';
import { toBaseUrl } from '../nodes/shared/http/ownHost';

const defaultBaseUrl = 'https://api.stenomatic.ai/v1';

export class StenomaticApi implements ICredentialType {
	name = 'stenomaticApi';

	displayName = 'Stenomatic API';

	icon = {
		light: 'file:../nodes/Stenomatic/stenomatic.svg',
		dark: 'file:../nodes/Stenomatic/stenomatic.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-talk-platforms/n8n-nodes-talk-platforms/tree/main/packages/stenomatic#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Developer API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The developer API key of your Stenomatic account',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: defaultBaseUrl,
			description: 'URL of the API, including the version',
		},
		{
			displayName: 'Usage Base URL',
			name: 'usageBaseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://dev.api.stenomatic.ai/v1',
			description: 'Only fill this in if Stenomatic gave you a separate URL for usage',
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		withBearer(
			toBaseUrl(requestOptions, credentials, stenomaticApi.baseUrl, usageUrl),
			credentials.apiKey,
		);

	/** The one documented list that every key opens. An empty one may come as null, as Go writes it. */
	test: ICredentialTestRequest = credentialTest({
		vendor: 'Stenomatic',
		defaultBaseUrl,
		path: '/clients',
		rejected: 'Stenomatic rejected the Developer API Key. Copy it again from your account.',
		answer: { beginsWith: '[n' },
	});
}
