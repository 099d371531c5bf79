import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

export class TalkioApi implements ICredentialType {
	name = 'talkioApi';

	displayName = 'Talkio API';

	icon = {
		light: 'file:../nodes/Talkio/talkio.svg',
		dark: 'file:../nodes/Talkio/talkio.dark.svg',
	} as const;

	documentationUrl = 'https://ai.vibenglish.com/partners/developer';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'https://your-subdomain.your-domain.com',
			description: 'The address of your Talkio, as in your browser; each white label has its own',
		},
		{
			displayName: 'Organization Slug',
			name: 'organizationSlug',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'partner-example-school',
			description: 'The name of your organization in addresses, which your Talkio contact gave you',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The API key that your Talkio contact gave you',
		},
		{
			displayName: 'Provider ID',
			name: 'providerSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The provider ID that came with the API key',
		},
	];

	authenticate = async (
		{ apiKey, providerSecret }: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => ({
		...requestOptions,
		headers: {
			...requestOptions.headers,
			'x-api-key': String(apiKey ?? '').trim(),
			'x-provider': String(providerSecret ?? '').trim(),
		},
	});

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.baseUrl.trim().replace(/^(?!https?:)/i, "https://").replace(/\\/api\\/partner(\\/.*)?$/i, "").replace(/\\/+$/, "") }}',
			url: '=/api/partner/v3/organizations/{{ encodeURIComponent($credentials.organizationSlug.trim()) }}/users',
			qs: { page: 1, limit: 10 },
		},
	};
}
