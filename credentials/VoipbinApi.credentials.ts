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
import { voipbinApi } from '../nodes/Voipbin/api';
import { withBearer } from '../nodes/shared/http/bearer';
import { credentialTest, explainConnection } from '../nodes/shared/http/credentialTest';
import { toBaseUrl } from '../nodes/shared/http/ownHost';

export class VoipbinApi implements ICredentialType {
	name = 'voipbinApi';

	displayName = 'VoIPBin API';

	icon = {
		light: 'file:../nodes/Voipbin/voipbin.svg',
		dark: 'file:../nodes/Voipbin/voipbin.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-talk-platforms/n8n-nodes-talk-platforms/tree/main/packages/voipbin#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'Access Key',
					value: 'accessKey',
					description: 'Only for Account, Access Key and the trigger',
				},
				{
					name: 'Agent Login',
					value: 'agentLogin',
					description:
						'Recommended. Works for all operations, and the token is renewed automatically.',
				},
				{
					name: 'Token',
					value: 'token',
					description: 'Same as Agent Login, but expires after seven days',
				},
			],
			default: 'agentLogin',
			description: 'How to authenticate',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. agent@example.com',
			displayOptions: { show: { authentication: ['agentLogin'] } },
			description: 'Username of an agent',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['agentLogin'] } },
			description: 'Password of the agent',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['token'] } },
			description: 'Token returned by a VoIPBin login',
		},
		{
			displayName: 'Access Key',
			name: 'accessKeyToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { authentication: ['accessKey'] } },
			description: 'Complete access key, starting with vb_. VoIPBin shows it only once.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				"Only for VoIPBin Trigger, if this credential can't read the account. Enter the account's webhook_secret.",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: defaultBaseUrl,
			description: 'Only change this if you host VoIPBin yourself',
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
		if (!logsIn(credentials)) return {};
		const sessionToken = await login(this, credentials).catch((error: Error) => {
			throw explainConnection('VoIPBin', error);
		});
		return { sessionToken };
	}

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const request = toBaseUrl(requestOptions, credentials, voipbinApi.baseUrl);
		const { kind, value } = proofOf(credentials);
		return kind === 'accessKey'
			? { ...request, qs: { ...request.qs, accesskey: value } }
			: withBearer(request, value);
	};

	/** An access key opens only the account; an agent needs no permission to read itself. */
	test: ICredentialTestRequest = credentialTest({
		vendor: 'VoIPBin',
		defaultBaseUrl,
		path: '={{ $credentials.authentication === "accessKey" || ($credentials.authentication === "token" && String($credentials.token ?? "").trim().startsWith("vb_")) ? "/customer" : "/service_agents/me" }}',
		rejected: 'VoIPBin rejected the token or access key. It may have expired. Enter a valid one.',
		answer: { has: 'id' },
	});
}
