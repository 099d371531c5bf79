import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { talkioApi } from '../nodes/Talkio/api';
import { credentialTest } from '../nodes/shared/http/credentialTest';
import { toBaseUrl } from '../nodes/shared/http/ownHost';

/** n8n takes headers other than Authorization along to any host, in both of its kinds of request. */
const withoutRedirects = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
};

export class TalkioApi implements ICredentialType {
	name = 'talkioApi';

	displayName = 'Talkio API';

	icon = {
		light: 'file:../nodes/Talkio/talkio.svg',
		dark: 'file:../nodes/Talkio/talkio.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-talk-platforms/n8n-nodes-talk-platforms/tree/main/packages/talkio#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://your-subdomain.your-domain.com',
			description: 'The address you see in your browser when you use Talkio',
		},
		{
			displayName: 'Organization Slug',
			name: 'organizationSlug',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. partner-example-school',
			description: "Your organization's slug. Ask your Talkio contact for it.",
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Ask your Talkio contact for it',
		},
		{
			displayName: 'Provider ID',
			name: 'providerSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Provided together with the API key',
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => ({
		...toBaseUrl(requestOptions, credentials, talkioApi.baseUrl),
		...withoutRedirects,
		headers: {
			...requestOptions.headers,
			'x-api-key': String(credentials.apiKey ?? '').trim(),
			'x-provider': String(credentials.providerSecret ?? '').trim(),
		},
	});

	/** What the list looks like is not documented. */
	test: ICredentialTestRequest = credentialTest({
		vendor: 'Talkio',
		path: '/users',
		query: { page: 1, limit: 10 },
		rejected: 'Talkio rejected the API Key or the Provider ID. Ask your Talkio contact for both.',
		place: 'Base URL and the Organization Slug',
		answer: { beginsWith: '{[' },
	});
}
