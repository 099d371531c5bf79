import { jwtVerify } from 'jose';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { TalkitDeveloperApi } from '../../../credentials/TalkitDeveloperApi.credentials';
import { TalkitInstallationApi } from '../../../credentials/TalkitInstallationApi.credentials';
import { installationHeader } from '../../../nodes/Talkit/installationToken';

const request: IHttpRequestOptions = {
	url: 'https://api.mobileassistant.us/transcripts',
	headers: { accept: 'application/json' },
};

describe('Talkit Developer API', () => {
	it('The Talkit developer credential sends the developer key, even one that was pasted with "Bearer"', async () => {
		const { authenticate } = new TalkitDeveloperApi();
		const { headers } = await authenticate({ developerApiKey: ' Bearer key-1 ' }, request);
		expect(headers).toEqual({ accept: 'application/json', Authorization: 'Bearer key-1' });
	});
});

describe('Talkit Installation API', () => {
	const { authenticate } = new TalkitInstallationApi();
	const credential = { pluginSecretKey: 'secret-key', installationUuid: 'of-the-credential' };

	const installationOf = async (options: IHttpRequestOptions) => {
		const token = String(options.headers?.Authorization).replace(/^Bearer /, '');
		const { payload } = await jwtVerify(token, new TextEncoder().encode('secret-key'));
		return payload.plugin_installation_uuid;
	};

	it('The Talkit installation credential signs for its own installation', async () => {
		const signed = await authenticate(credential, request);
		expect(await installationOf(signed)).toBe('of-the-credential');
		expect(Object.keys(signed.headers ?? {})).toEqual(['accept', 'Authorization']);
	});

	it('The Talkit installation credential signs for the installation that the request names, and does not send its name', async () => {
		const named = { ...request, headers: { ...request.headers, [installationHeader]: 'other' } };
		const signed = await authenticate(credential, named);
		expect(await installationOf(signed)).toBe('other');
		expect(Object.keys(signed.headers ?? {})).toEqual(['accept', 'Authorization']);
	});

	it('The Talkit installation credential forgets the space around what was pasted', async () => {
		const signed = await authenticate(
			{ pluginSecretKey: ' secret-key\n', installationUuid: ' uuid ' },
			{ url: request.url },
		);
		expect(await installationOf(signed)).toBe('uuid');
	});

	it('The Talkit installation credential signs anew for each request, so that none is sent expired', async () => {
		const now = jest.spyOn(Date, 'now');
		const issuedAt = async (ms: number) => {
			now.mockReturnValue(ms);
			const { headers } = await authenticate(credential, request);
			const [, claims = ''] = String(headers?.Authorization).split('.');
			return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iat: number }).iat;
		};
		const start = Date.UTC(2026, 10, 20);
		const first = await issuedAt(start);
		expect(await issuedAt(start + 7200_000)).toBe(first + 7200);
		now.mockRestore();
	});

	it.each([
		[{ pluginSecretKey: '', installationUuid: 'uuid' }, 'Enter a Plugin Secret Key'],
		[
			{ pluginSecretKey: 'key' },
			'Enter a Plugin Installation UUID in the credential or under Options',
		],
		[
			{ pluginSecretKey: 'key', installationUuid: ' ' },
			'Enter a Plugin Installation UUID in the credential or under Options',
		],
	])('The Talkit installation credential refuses to sign with %j', async (data, message) => {
		await expect(authenticate(data as never, request)).rejects.toThrow(message);
	});
});
