import fc from 'fast-check';
import {
	toHostname,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestOptions,
	type INodeType,
} from 'n8n-workflow';

import { SmalltalkApi } from '../../credentials/SmalltalkApi.credentials';
import { StenomaticApi } from '../../credentials/StenomaticApi.credentials';
import { TalkioApi } from '../../credentials/TalkioApi.credentials';
import { TalkitDeveloperApi } from '../../credentials/TalkitDeveloperApi.credentials';
import { TalkitInstallationApi } from '../../credentials/TalkitInstallationApi.credentials';
import { VoipbinApi } from '../../credentials/VoipbinApi.credentials';
import { smalltalkApi } from '../../nodes/Smalltalk/api';
import { stenomaticApi } from '../../nodes/Stenomatic/api';
import { talkioApi } from '../../nodes/Talkio/api';
import { talkitApi } from '../../nodes/Talkit/api';
import { voipbinApi } from '../../nodes/Voipbin/api';
import type { Api } from '../../nodes/shared/vendor/api';
import { nodeOf, workflowOf } from './support/singleNode';
import { propertyRuns } from '../support/propertyRuns';

const tested: Array<[ICredentialType, Api, ICredentialDataDecryptedObject]> = [
	[new SmalltalkApi(), smalltalkApi, {}],
	[new TalkitDeveloperApi(), talkitApi, {}],
	[new TalkitInstallationApi(), talkitApi, { pluginSecretKey: 'key', installationUuid: 'uuid' }],
	[new StenomaticApi(), stenomaticApi, {}],
	[new VoipbinApi(), voipbinApi, { authentication: 'token', token: 'jwt' }],
	[new TalkioApi(), talkioApi, { organizationSlug: 'my school' }],
];

const nodeType = {
	description: { name: 'noOp', properties: [], credentials: [] },
} as unknown as INodeType;
const node = nodeOf({ nodeType, parameters: {}, credentials: {} }, { name: 'Temp' });
const { expression } = workflowOf(node, nodeType);

/** A part of the test's request as n8n gives it a value. */
const evaluate = (value: unknown, $credentials: ICredentialDataDecryptedObject) =>
	expression.getParameterValue(value as string, null, 0, 0, node.name, [], 'internal', {
		$credentials,
	});

/** The request that n8n sends when it tests a credential, as far as its target goes. */
async function testRequest(
	credential: ICredentialType,
	data: ICredentialDataDecryptedObject,
): Promise<IHttpRequestOptions> {
	const { baseURL, url, ...others } = credential.test!.request;
	const request = {
		...others,
		baseURL: evaluate(baseURL, data),
		url: evaluate(url, data),
	} as IHttpRequestOptions;
	return await (credential.authenticate as (...given: unknown[]) => Promise<IHttpRequestOptions>)(
		data,
		request,
	);
}

const outcome = async <T>(run: () => T | Promise<T>): Promise<{ value?: T; message?: string }> => {
	try {
		return { value: await run() };
	} catch (error) {
		return { message: (error as Error).message };
	}
};

/** What people type and paste: URLs that are right, nearly right and wrong. */
const blank = fc.constantFrom('', ' ', '\n', '\t ', '\u00a0', '  ');
const scheme = fc.constantFrom(
	'https://',
	'http://',
	'HTTPS://',
	'',
	'ftp://',
	'//',
	'https:',
	'x:',
);
const host = fc.oneof(
	fc.domain(),
	fc.ipV4(),
	fc.constantFrom('[::1]', 'localhost', 'münchen.example', 'API.Example.COM', 'a b.c', '', 'x,y.z'),
);
const port = fc.constantFrom('', ':443', ':8080', ':0', ':99999', ':');
const pathOf = fc.constantFrom('', '/', '//', '/v1', '/v1.0/', '/a/../b', '/a b', '/%2e', '/ä');
const end = fc.constantFrom('', '?x=1', '#top', '/api/partner/v3/organizations/x');
const likeUrl = fc
	.tuple(blank, scheme, fc.constantFrom('', '', '', 'me:pw@'), host, port, pathOf, end, blank)
	.map((parts) => parts.join(''));
const baseUrls = fc.oneof(
	{ weight: 6, arbitrary: likeUrl },
	{ weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
	{ weight: 1, arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }) },
	{ weight: 1, arbitrary: fc.constantFrom<unknown>(undefined, null) },
);

describe.each(tested.map((one) => [one[0].name, ...one] as const))(
	'the test of %s',
	(_name, credential, api, secrets) => {
		it('The credential test is sent where the nodes send their requests, or says what they say', async () => {
			await fc.assert(
				fc.asyncProperty(baseUrls, async (baseUrl) => {
					const data = { ...secrets, baseUrl } as ICredentialDataDecryptedObject;
					const path = String(evaluate(credential.test!.request.url, data));
					const ofTheNode = await outcome(() => `${api.baseUrl(data)}${path}`);
					const ofTheTest = await outcome(() => testRequest(credential, data));
					expect({ ...ofTheTest, value: ofTheTest.value?.url }).toEqual({
						...ofTheNode,
						value: ofTheNode.value,
					});
					expect(ofTheTest.value?.baseURL).toBeUndefined();
				}),
				{ numRuns: propertyRuns(500) },
			);
		});

		it('The credential test tells n8n the host beforehand, for credentials that are limited to domains', () => {
			fc.assert(
				fc.property(baseUrls, (baseUrl) => {
					const data = { ...secrets, baseUrl } as ICredentialDataDecryptedObject;
					const told = evaluate(credential.test!.request.baseURL, data);
					expect(typeof told).toBe('string');
					let used: string;
					try {
						used = api.baseUrl(data);
					} catch {
						return;
					}
					expect(toHostname(told as string)).toBe(toHostname(used));
				}),
				{ numRuns: propertyRuns(500) },
			);
		});

		const authenticated = async (request: object) =>
			await (
				credential.authenticate as unknown as (
					data: object,
					request: object,
				) => Promise<Record<string, unknown>>
			)({ ...secrets, baseUrl: 'https://api.example/base' }, request);

		it.each(['url', 'uri'])(
			'The credential serves a request to the host of the API, given as %s',
			async (key) => {
				const sent = await authenticated({ [key]: 'https://api.example/else?a=b', headers: {} });
				expect(sent).toMatchObject({
					[key]: 'https://api.example/else?a=b',
					sendCredentialsOnCrossOriginRedirect: false,
				});
			},
		);

		it.each(['url', 'uri'])(
			'The credential refuses a request to any other origin, given as %s',
			async (key) => {
				const elsewhere = fc.oneof(
					fc.webUrl(),
					fc.constantFrom(
						'http://api.example/base',
						'https://api.example:8443/base',
						'https://api.example.evil/base',
						'https://api.example@evil.example/',
						'https://evil.example/?https://api.example/base',
						'//evil.example/base',
						'\\\\evil.example',
						'api.example/base',
						'',
					),
				);
				await fc.assert(
					fc.asyncProperty(elsewhere, async (url) => {
						await expect(authenticated({ [key]: url, headers: {} })).rejects.toThrow(
							'This credential can only be used for https://api.example',
						);
					}),
				);
			},
		);

		it('The credential test follows no redirect, which would take the credential along', () => {
			expect(credential.test!.request.disableFollowRedirect).toBe(true);
		});
	},
);
