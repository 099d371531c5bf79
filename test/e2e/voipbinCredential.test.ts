import { demoCredentials } from '../../scripts/credentials';
import { demoAccessKey, demoPassword } from '../../simulator/voipbin/seed';
import { testCredential } from './support/credentialTest';
import { startOtherServer, unusedUrl } from './support/server';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

describe('the credential of VoIPBin', () => {
	let voipbin: SimulatedVendor;

	beforeAll(async () => {
		voipbin = await simulate('voipbin');
	});

	afterAll(() => voipbin.stop());

	beforeEach(() => voipbin.control.reset());

	const test = async (given: Record<string, string>): Promise<unknown> => {
		const known = demoCredentials.find((credential) => credential.type === 'voipbinApi');
		return await testCredential('voipbinApi', { ...known?.data(voipbin.baseUrl), ...given });
	};

	const asked = async () => (await voipbin.control.requests()).map(({ path }) => path);

	async function tokenOfGrace(): Promise<string> {
		const response = await fetch(`${voipbin.baseUrl}/auth/login`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ username: 'grace@northwind.example', password: demoPassword }),
		});
		await voipbin.control.clearRequests();
		return ((await response.json()) as { token: string }).token;
	}

	it('The VoIPBin credential logs in and is tested with the current agent', async () => {
		expect(await test({})).toMatchObject({ status: 'OK' });
		expect(await asked()).toEqual(['/auth/login', '/v1.0/service_agents/me']);
	});

	it.each(['', '/', '/v1.0/'])(
		'The VoIPBin credential accepts a Base URL with %j at its end',
		async (end) => {
			expect(await test({ baseUrl: `${voipbin.baseUrl}${end}` })).toMatchObject({ status: 'OK' });
			// A login that has just been made serves again.
			const paths = (await asked()).filter((path) => path !== '/auth/login');
			expect(paths).toEqual(['/v1.0/service_agents/me']);
		},
	);

	it('A pasted token is tested with the current agent and needs no permission', async () => {
		const token = await tokenOfGrace();
		expect(await test({ authentication: 'token', token })).toMatchObject({ status: 'OK' });
		expect(await asked()).toEqual(['/v1.0/service_agents/me']);
	});

	it.each<Record<string, string>>([
		{ authentication: 'accessKey', accessKeyToken: demoAccessKey },
		{ authentication: 'token', token: demoAccessKey },
	])('An access key is tested with the account: %j', async (given) => {
		expect(await test(given)).toMatchObject({ status: 'OK' });
		const requests = await voipbin.control.requests();
		expect(requests).toMatchObject([
			{ path: '/v1.0/customer', query: { accesskey: demoAccessKey }, status: 200 },
		]);
	});

	it.each<Record<string, string>>([
		{ password: 'another-password' },
		{ authentication: 'token', token: 'eyJ.forged.token' },
		{ authentication: 'accessKey', accessKeyToken: 'vb_another' },
	])('The VoIPBin credential does not pass its test with %j', async (given) => {
		expect(await test(given)).toMatchObject({ status: 'Error' });
	});

	describe('with a login', () => {
		it('The login says what to do when nothing listens', async () => {
			expect(await test({ baseUrl: await unusedUrl() })).toEqual({
				status: 'Error',
				message:
					"Couldn't connect to VoIPBin. Check the Base URL and the network of the n8n server.",
			});
		});

		it.each([
			['a web page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }],
			['a redirect', { status: 302, headers: { location: '/login' } }],
			['a page that is not there', { status: 404 }],
		])('The login names the Base URL when it meets %s', async (_what, answer) => {
			const other = await startOtherServer();
			other.answer = answer;
			const outcome = await test({ baseUrl: other.url });
			await other.close();
			expect(outcome).toEqual({
				status: 'Error',
				message: expect.stringMatching(/VoIPBin .*Base URL/),
			});
			expect(other.requests).toMatchObject([{ url: '/auth/login' }]);
		});

		it.each([
			[429, 'VoIPBin is receiving too many requests. Wait a minute, then test again.'],
			[503, 'VoIPBin is unavailable. Test again later.'],
		])('The login says what to do about %i', async (status, message) => {
			await voipbin.control.setFaults({ errors: [{ status, path: '/auth/login' }] });
			// An agent whose login was not made a moment ago.
			const username = `agent-${status}@northwind.example`;
			expect(await test({ username })).toEqual({ status: 'Error', message });
		});

		it('The login says that an agent is refused', async () => {
			await voipbin.control.setFaults({
				errors: [{ status: 403, path: '/v1.0/service_agents/me' }],
			});
			expect(await test({})).toEqual({
				status: 'Error',
				message: 'VoIPBin denied access. Check that your account can use the API.',
			});
		});
	});
});
