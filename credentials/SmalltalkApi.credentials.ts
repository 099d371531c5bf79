import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { withBearer } from '../nodes/shared/http/bearer';

export class SmalltalkApi implements ICredentialType {
	name = 'smalltalkApi';

	displayName = 'Smalltalk API';

	icon = {
		light: 'file:../nodes/Smalltalk/smalltalk.svg',
		dark: 'file:../nodes/Smalltalk/smalltalk.dark.svg',
	} as const;

	documentationUrl = 'http://atsmalltalk.com/api';

	properties: INodeProperties[] = [
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The API token in the settings of your Smalltalk organization',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://www.atsmalltalk.com',
			description: 'Keep the "www": a redirect would drop the token',
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => withBearer(requestOptions, credentials.apiToken);

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl || "https://www.atsmalltalk.com" }}',
			url: '/api/v1/partners/groups',
		},
	};
}
