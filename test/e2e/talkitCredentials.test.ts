import { demoCredentials } from '../../scripts/credentials';
import { environment } from './support/environment';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

describe('the credentials of Talkit', () => {
	let talkit: SimulatedVendor;

	beforeAll(async () => {
		talkit = await simulate('talkit');
	});

	afterAll(() => talkit.stop());

	beforeEach(() => talkit.control.reset());

	/** Tests a credential as its dialog does when it is saved. */
	async function test(type: string, given: Record<string, string> = {}): Promise<unknown> {
		const { url, cookie } = environment().n8n;
		const known = demoCredentials.find((credential) => credential.type === type);
		const data = { ...known?.data(talkit.baseUrl), ...given };
		const response = await fetch(`${url}/rest/credentials/test`, {
			method: 'POST',
			headers: { cookie, 'content-type': 'application/json' },
			body: JSON.stringify({ credentials: { id: '', name: type, type, data } }),
		});
		expect(response.status).toBe(200);
		return ((await response.json()) as { data: unknown }).data;
	}

	it.each([
		['talkitDeveloperApi', '/plugins'],
		['talkitInstallationApi', '/transcripts'],
	])('The credential %s is tested with one record of %s', async (type, path) => {
		expect(await test(type)).toMatchObject({ status: 'OK' });
		const requests = await talkit.control.requests();
		expect(requests).toMatchObject([{ method: 'GET', path, query: { limit: '1' }, status: 200 }]);
	});

	it.each([
		['talkitDeveloperApi', { developerApiKey: 'another-key' }],
		['talkitInstallationApi', { pluginSecretKey: 'another-key' }],
		['talkitInstallationApi', { installationUuid: 'nowhere' }],
		['talkitInstallationApi', { installationUuid: '' }],
	])('The credential %s with %j does not pass its test', async (type, given) => {
		expect(await test(type, given)).toMatchObject({ status: 'Error' });
	});

	it('The credential test says what to check when transcripts are not at the inferred path', async () => {
		await talkit.control.setFaults({ errors: [{ status: 404, path: '/transcripts' }] });
		expect(await test('talkitInstallationApi')).toEqual({
			status: 'Error',
			message:
				'There are no transcripts at this address, which Talkit does not publish: check the Base URL, then set API Path in the node',
		});
	});
});
