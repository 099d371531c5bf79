import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { talkitApi } from '../nodes/Talkit/api';
import { withBearer } from '../nodes/shared/http/bearer';
import { credentialTest } from '../nodes/shared/http/credentialTest';
import { toBaseUrl } from '../nodes/shared/http/ownHost';

const defaultBaseUrl = 'https://api.mobileassistant.us';

export class TalkitDeveloperApi implements ICredentialType {
	name = 'talkitDeveloperApi';

	displayName = 'Talkit Developer API';

	icon = {
		light: 'file:../nodes/Talkit/talkit.svg',
		dark: 'file:../nodes/Talkit/talkit.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-talk-platforms/n8n-nodes-talk-platforms/tree/main/packages/talkit#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Developer Key',
			name: 'developerApiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Create it in the Talkit Developer Portal. Used for all Plugin resources.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: defaultBaseUrl,
			description: 'Only change this if Talkit gave you another URL',
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		withBearer(
			toBaseUrl(requestOptions, credentials, talkitApi.baseUrl),
			credentials.developerApiKey,
		);

	test: ICredentialTestRequest = credentialTest({
		vendor: 'Talkit',
		defaultBaseUrl,
		path: '/plugins',
		query: { limit: 1 },
		rejected: 'Talkit rejected the Developer Key. Copy it again from the Developer Portal.',
		answer: { has: 'data.length' },
	});
}
