import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { defaultBaseUrl, login, logsIn, proofOf } from '../nodes/Voipbin/authentication';
import { withBearer } from '../nodes/shared/http/bearer';

export class VoipbinApi implements ICredentialType {
	name = 'voipbinApi';

	displayName = 'VoIPBin API';

	icon = {
		light: 'file:../nodes/Voipbin/voipbin.svg',
		dark: 'file:../nodes/Voipbin/voipbin.dark.svg',
	} as const;

	documentationUrl = 'https://api.voipbin.net/docs/auth_overview.html';

	properties: INodeProperties[] = [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'Access Key',
					value: 'accessKey',
					description: 'For the account and the trigger only: VoIPBin refuses it for Talk',
				},
				{
					name: 'Agent Login',
					value: 'agentLogin',
					description: 'For everything that the agent may do; renewed by itself',
				},
				{
					name: 'Token',
					value: 'token',
					description: 'As an agent login, until the token expires after seven days',
				},
			],
			default: 'agentLogin',
			description: 'How to prove who you are',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. agent@example.com',
			displayOptions: { show: { authentication: ['agentLogin'] } },
			description: 'The username of an agent',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['agentLogin'] } },
			description: 'The password of the agent',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['token'] } },
			description: 'The token that a login has given',
		},
		{
			displayName: 'Access Key',
			name: 'accessKeyToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['accessKey'] } },
			description: 'The whole access key, beginning with vb_; it is shown only when it is created',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: defaultBaseUrl,
			description: 'Change it for a VoIPBin that you host yourself',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** Called by n8n when there is no session token yet, or when VoIPBin has answered 401. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return logsIn(credentials) ? { sessionToken: await login(this, credentials) } : {};
	}

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const { kind, value } = proofOf(credentials);
		return kind === 'accessKey'
			? { ...requestOptions, qs: { ...requestOptions.qs, accesskey: value } }
			: withBearer(requestOptions, value);
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ($credentials.baseUrl || "${defaultBaseUrl}").trim().replace(/\\/+$/, "").replace(/(\\/v1\\.0)?$/, "/v1.0") }}`,
			url: '={{ $credentials.authentication === "accessKey" || ($credentials.authentication === "token" && $credentials.token.trim().startsWith("vb_")) ? "/customer" : "/service_agents/me" }}',
		},
	};
}
