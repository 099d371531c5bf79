import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { withBearer } from '../nodes/shared/http/bearer';

export class StenomaticApi implements ICredentialType {
	name = 'stenomaticApi';

	displayName = 'Stenomatic API';

	icon = {
		light: 'file:../nodes/Stenomatic/stenomatic.svg',
		dark: 'file:../nodes/Stenomatic/stenomatic.dark.svg',
	} as const;

	documentationUrl = 'https://docs.stenomatic.ai/home/rest-api/account-rest-api';

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
			default: 'https://api.stenomatic.ai/v1',
			description: 'The address of the API, with its version',
		},
		{
			displayName: 'Usage Base URL',
			name: 'usageBaseUrl',
			type: 'string',
			default: '',
			placeholder: 'https://dev.api.stenomatic.ai/v1',
			description:
				'Where usage is read; empty is the Base URL. The samples of the vendor show the address above for usage alone.',
		},
	];

	authenticate = async (
		{ apiKey }: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => withBearer(requestOptions, apiKey);

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl || "https://api.stenomatic.ai/v1" }}',
			url: '/clients',
		},
	};
}
