import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { withBearer } from '../nodes/shared/http/bearer';

export class TalkitDeveloperApi implements ICredentialType {
	name = 'talkitDeveloperApi';

	displayName = 'Talkit Developer API';

	icon = {
		light: 'file:../nodes/Talkit/talkit.svg',
		dark: 'file:../nodes/Talkit/talkit.dark.svg',
	} as const;

	documentationUrl = 'https://docs.mobileassistant.us/docs/authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'Developer Key',
			name: 'developerApiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The developer key that you generate in the Developer Portal. Used for plugins.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.mobileassistant.us',
			description: 'Where the API is; change it only if Talkit gave you another address',
		},
	];

	authenticate = async (
		{ developerApiKey }: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => withBearer(requestOptions, developerApiKey);

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl || "https://api.mobileassistant.us" }}',
			url: '/plugins',
			qs: { limit: 1 },
		},
	};
}
