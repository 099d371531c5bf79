import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { smalltalkApi } from '../nodes/Smalltalk/api';
import { withBearer } from '../nodes/shared/http/bearer';
import { credentialTest } from '../nodes/shared/http/credentialTest';
import { toBaseUrl } from '../nodes/shared/http/ownHost';

const defaultBaseUrl = 'https://www.atsmalltalk.com';

export class SmalltalkApi implements ICredentialType {
	name = 'smalltalkApi';

	displayName = 'Smalltalk API';

	icon = {
		light: 'file:../nodes/Smalltalk/smalltalk.svg',
		dark: 'file:../nodes/Smalltalk/smalltalk.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-talk-platforms/n8n-nodes-talk-platforms/tree/main/packages/smalltalk#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Find it in your Smalltalk organization settings. Requires a partner account.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for Smalltalk Trigger. Choose any text, and add it to the URL you enter in Smalltalk, e.g. …/webhook?secret=your-secret.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: defaultBaseUrl,
			description: 'Only change this if Smalltalk gave you another URL. Keep the "www".',
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		withBearer(toBaseUrl(requestOptions, credentials, smalltalkApi.baseUrl), credentials.apiToken);

	test: ICredentialTestRequest = credentialTest({
		vendor: 'Smalltalk',
		defaultBaseUrl,
		path: '/api/v1/partners/groups',
		rejected: 'Smalltalk rejected the API Token. Copy it again from your organization settings.',
		answer: { has: 'groups.length' },
	});
}
