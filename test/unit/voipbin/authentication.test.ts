import { randomUUID } from 'node:crypto';

import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';

import { VoipbinApi } from '../../../credentials/VoipbinApi.credentials';
import { apiUrl, login, proofOf } from '../../../nodes/Voipbin/authentication';

const request: IHttpRequestOptions = {
	url: 'https://api.voipbin.net/v1.0/customer',
	qs: { page_size: 10 },
	headers: { accept: 'application/json' },
};

describe('the Base URL', () => {
	it.each([
		['', 'https://api.voipbin.net/v1.0'],
		['https://api.voipbin.net/v1.0/', 'https://api.voipbin.net/v1.0'],
		['https://talk.example.com', 'https://talk.example.com/v1.0'],
		['talk.example.com/voip/', 'https://talk.example.com/voip/v1.0'],
		['http://10.0.0.7:8080/v1.0', 'http://10.0.0.7:8080/v1.0'],
	])('The Base URL %j is read as %s', (baseUrl, expected) => {
		expect(apiUrl({ baseUrl })).toBe(expected);
	});
});

describe('the proof', () => {
	it.each([
		[{ authentication: 'agentLogin', sessionToken: 'eyJ', token: 'vb_old' }, 'token', 'eyJ'],
		[{ sessionToken: 'eyJ' }, 'token', 'eyJ'],
		[{ authentication: 'token', token: ' eyJ ' }, 'token', 'eyJ'],
		[{ authentication: 'token', token: ' vb_key ' }, 'accessKey', 'vb_key'],
		[{ authentication: 'accessKey', accessKeyToken: ' vb_key\n' }, 'accessKey', 'vb_key'],
	])('The proof in %j is of the kind %s', (credentials, kind, value) => {
		expect(proofOf(credentials)).toEqual({ kind, value });
	});
});

describe('VoIPBin API', () => {
	const credential = new VoipbinApi();

	it('The VoIPBin credential sends a token as Bearer, so that it is in no URL', async () => {
		expect(await credential.authenticate({ sessionToken: 'eyJ' }, request)).toEqual({
			...request,
			headers: { accept: 'application/json', Authorization: 'Bearer eyJ' },
		});
	});

	it('The VoIPBin credential sends an access key in the query, the only place where VoIPBin takes it', async () => {
		const accessKey = { authentication: 'accessKey', accessKeyToken: 'vb_key' };
		expect(await credential.authenticate(accessKey, request)).toEqual({
			...request,
			qs: { page_size: 10, accesskey: 'vb_key' },
		});
	});

	it.each(['token', 'accessKey'])(
		'The VoIPBin credential never logs in with %s',
		async (authentication) => {
			const httpRequest = jest.fn();
			const helper = { helpers: { httpRequest } };
			expect(await credential.preAuthentication.call(helper, { authentication })).toEqual({});
			expect(httpRequest).not.toHaveBeenCalled();
		},
	);

	it('The VoIPBin credential shows one way at a time', () => {
		const shownFor = (way: string) =>
			credential.properties
				.filter(({ displayOptions }) => displayOptions?.show?.authentication?.includes(way))
				.map(({ name }) => name);
		expect(shownFor('agentLogin')).toEqual(['username', 'password']);
		expect(shownFor('token')).toEqual(['token']);
		expect(shownFor('accessKey')).toEqual(['accessKeyToken']);
	});
});

describe('login', () => {
	/** An agent of each test's own: what a process remembers of others does not count. */
	const agent = () => ({
		username: 'ada',
		password: randomUUID(),
		baseUrl: 'https://talk.example.com/v1.0',
	});

	/** Answers each login when the test says so. */
	function server() {
		const answers: Array<(reply: { statusCode: number; body: unknown }) => void> = [];
		const httpRequest = jest.fn<Promise<unknown>, [IHttpRequestOptions]>(
			async () => await new Promise((resolve) => answers.push(resolve)),
		);
		const helper = { helpers: { httpRequest } } as unknown as IHttpRequestHelper;
		return { helper, httpRequest, answers };
	}

	it('A login goes to the root of the host', async () => {
		const { helper, httpRequest, answers } = server();
		const credentials = agent();
		const token = login(helper, credentials);
		answers[0]?.({ statusCode: 200, body: { username: 'ada', token: 'eyJ' } });
		expect(await token).toBe('eyJ');
		expect(httpRequest.mock.calls[0]?.[0]).toMatchObject({
			method: 'POST',
			url: 'https://talk.example.com/auth/login',
			body: { username: 'ada', password: credentials.password },
		});
	});

	it('A login is shared by calls at the same time for the same agent, and by no others', async () => {
		const { helper, httpRequest, answers } = server();
		const credentials = agent();
		const both = Promise.all([login(helper, credentials), login(helper, { ...credentials })]);
		const other = login(helper, { ...credentials, username: 'grace' });
		expect(httpRequest).toHaveBeenCalledTimes(2);
		answers[0]?.({ statusCode: 200, body: { token: 'of ada' } });
		answers[1]?.({ statusCode: 200, body: { token: 'of grace' } });
		expect([await both, await other]).toEqual([['of ada', 'of ada'], 'of grace']);

		expect(await login(helper, credentials)).toBe('of ada');
		expect(httpRequest).toHaveBeenCalledTimes(2);

		const again = login(helper, { ...credentials, sessionToken: 'of ada' });
		expect(httpRequest).toHaveBeenCalledTimes(3);
		answers[2]?.({ statusCode: 200, body: { token: 'new' } });
		expect(await again).toBe('new');
	});

	it.each([
		[400, '', 'Check the username and password'],
		[401, {}, 'Check the username and password'],
		[404, { error: {} }, 'Check the Base URL'],
		[301, '', 'Check the Base URL'],
		[200, '<html>', 'Check the Base URL'],
		[200, { token: '' }, 'Check the Base URL'],
		[200, null, 'Check the Base URL'],
	])(
		'A login that is answered with %i %j says what to check',
		async (statusCode, body, message) => {
			const { helper, answers } = server();
			const token = login(helper, agent());
			answers[0]?.({ statusCode, body });
			await expect(token).rejects.toThrow(message);
		},
	);
});
