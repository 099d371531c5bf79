import { demoCredentials } from '../../scripts/credentials';
import { demoAccessKey, demoPassword } from '../../simulator/voipbin/seed';
import { environment, n8nApi } from './support/environment';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

describe('the credential of VoIPBin', () => {
	let voipbin: SimulatedVendor;

	beforeAll(async () => {
		voipbin = await simulate('voipbin');
	});

	afterAll(() => voipbin.stop());

	beforeEach(() => voipbin.control.reset());

	/** Saves it and tests it, as its dialog does. */
	async function test(given: Record<string, string>): Promise<unknown> {
		const { url, cookie } = environment().n8n;
		const type = 'voipbinApi';
		const known = demoCredentials.find((credential) => credential.type === type);
		const data = { ...known?.data(voipbin.baseUrl), ...given };
		const id = await n8nApi().createCredential(type, type, data);
		const response = await fetch(`${url}/rest/credentials/test`, {
			method: 'POST',
			headers: { cookie, 'content-type': 'application/json' },
			body: JSON.stringify({ credentials: { id, name: type, type, data } }),
		});
		expect(response.status).toBe(200);
		return ((await response.json()) as { data: unknown }).data;
	}

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
});
