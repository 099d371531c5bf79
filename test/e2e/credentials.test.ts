import type { IDataObject } from 'n8n-workflow';

import { smalltalkApi } from '../../nodes/Smalltalk/api';
import { stenomaticApi } from '../../nodes/Stenomatic/api';
import { talkioApi } from '../../nodes/Talkio/api';
import { talkitApi } from '../../nodes/Talkit/api';
import { voipbinApi } from '../../nodes/Voipbin/api';
import type { Api } from '../../nodes/shared/vendor/api';
import { demoCredentials } from '../../scripts/credentials';
import { demoAccessKey } from '../../simulator/voipbin/seed';
import { testCredential } from './support/credentialTest';
import { startOtherServer, unusedUrl, type OtherServer } from './support/server';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(120_000);

interface Tested {
	type: string;
	api: Api;
	/** Where it differs from the credential of the demo. */
	given?: IDataObject;
	/** What the test asks the vendor. */
	asks: { path: string; query?: IDataObject };
	/** A credential that the vendor does not accept, and what n8n then says. */
	wrong: IDataObject;
	rejected: string;
	/** For a server that does not know the path. */
	notFound: string;
	/** What the message tells to check. */
	place?: string;
	/** A JSON body that the vendor never sends for this request. */
	otherShape: string;
}

const tested: Tested[] = [
	{
		type: 'smalltalkApi',
		api: smalltalkApi,
		asks: { path: '/api/v1/partners/groups' },
		wrong: { apiToken: 'wrong' },
		rejected: 'Smalltalk rejected the API Token. Copy it again from your organization settings.',
		notFound: "Couldn't find the Smalltalk API at this URL. Check the Base URL.",
		otherShape: '{"error":null,"talks":[]}',
	},
	{
		type: 'talkitDeveloperApi',
		api: talkitApi,
		asks: { path: '/plugins', query: { limit: '1' } },
		wrong: { developerApiKey: 'wrong' },
		rejected: 'Talkit rejected the Developer Key. Copy it again from the Developer Portal.',
		notFound: "Couldn't find the Talkit API at this URL. Check the Base URL.",
		otherShape: '{"has_more":false}',
	},
	{
		type: 'talkitInstallationApi',
		api: talkitApi,
		asks: { path: '/transcripts', query: { limit: '1' } },
		wrong: { pluginSecretKey: 'wrong' },
		rejected:
			'Talkit rejected the credential. Check the Plugin Secret Key and the Plugin Installation UUID.',
		notFound: "Couldn't find transcripts at this URL. Check the Base URL.",
		otherShape: '{"data":null}',
	},
	{
		type: 'stenomaticApi',
		api: stenomaticApi,
		asks: { path: '/v1/clients' },
		wrong: { apiKey: 'wrong' },
		rejected: 'Stenomatic rejected the Developer API Key. Copy it again from your account.',
		notFound: "Couldn't find the Stenomatic API at this URL. Check the Base URL.",
		otherShape: '{"clients":[]}',
	},
	{
		type: 'voipbinApi',
		api: voipbinApi,
		// A login has its own requests and sentences: voipbinCredential.test.ts.
		given: { authentication: 'accessKey', accessKeyToken: demoAccessKey },
		asks: { path: '/v1.0/customer', query: { accesskey: demoAccessKey } },
		wrong: { accessKeyToken: 'vb_wrong' },
		rejected: 'VoIPBin rejected the token or access key. It may have expired. Enter a valid one.',
		notFound: "Couldn't find the VoIPBin API at this URL. Check the Base URL.",
		otherShape: '{"result":[]}',
	},
	{
		type: 'talkioApi',
		api: talkioApi,
		asks: {
			path: '/api/partner/v3/organizations/riverside-languages/users',
			query: { page: '1', limit: '10' },
		},
		wrong: { apiKey: 'wrong' },
		rejected: 'Talkio rejected the API Key or the Provider ID. Ask your Talkio contact for both.',
		notFound:
			"Couldn't find the Talkio API at this URL. Check the Base URL and the Organization Slug.",
		place: 'Base URL and the Organization Slug',
		// Talkio documents no answer, so that every object and list passes.
		otherShape: '"users"',
	},
];

const page = '<!doctype html><html><head><title>Home</title></head><body>Welcome</body></html>';

describe.each(tested)('the test of $type', (credential) => {
	const { type, api, asks, rejected, notFound, place = 'Base URL' } = credential;
	const demo = demoCredentials.find((known) => known.type === type);
	let vendor: SimulatedVendor;
	let other: OtherServer;

	beforeAll(async () => {
		vendor = await simulate(demo?.vendor ?? '');
		other = await startOtherServer();
	});

	afterAll(async () => {
		await vendor.stop();
		await other.close();
	});

	beforeEach(async () => {
		await vendor.control.reset();
		other.requests.length = 0;
	});

	/** The credential of the demo at this server. */
	const dataAt = (url: string): IDataObject => ({ ...demo?.data(url), ...credential.given });

	const testAt = async (url: string, change: IDataObject = {}) =>
		await testCredential(type, { ...dataAt(url), ...change });

	const baseUrl = () => String(dataAt(vendor.baseUrl).baseUrl);

	const refused = (message: string) => ({ status: 'Error', message });

	const otherShape = refused(
		`This URL doesn't answer like the ${api.name} API. Check the ${place}.`,
	);

	it('The credential test passes with one request', async () => {
		expect(await testAt(vendor.baseUrl)).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		const requests = await vendor.control.requests();
		expect(requests).toMatchObject([{ method: 'GET', ...asks, status: 200 }]);
	});

	it.each([
		['a slash at the end', (url: string) => `${url}/`],
		['spaces and a line break around it', (url: string) => `  ${url}\n`],
		['the scheme in capitals', (url: string) => url.replace('http', 'HTTP')],
	])('The credential test reads a Base URL with %s as the node does', async (_what, change) => {
		expect(await testAt(vendor.baseUrl, { baseUrl: change(baseUrl()) })).toMatchObject({
			status: 'OK',
		});
		expect(await vendor.control.requests()).toMatchObject([{ ...asks, status: 200 }]);
	});

	it('The credential test adds https:// to a Base URL without a scheme, as the node does', async () => {
		const without = baseUrl().replace('http://', '');
		expect(api.baseUrl({ ...dataAt(vendor.baseUrl), baseUrl: without })).toMatch(/^https:/);
		// The simulator speaks plain HTTP, on which TLS fails.
		expect(await testAt(vendor.baseUrl, { baseUrl: without })).toEqual(refused('EPROTO'));
	});

	it.each(['ftp://example.com', 'https://', 'https://me:secret@example.com', 'https://a b.c'])(
		'The credential test says what the node says about the Base URL %j',
		async (wrong) => {
			const data = { ...dataAt(vendor.baseUrl), baseUrl: wrong };
			let message = '';
			try {
				api.baseUrl(data as never);
			} catch (error) {
				message = (error as Error).message;
			}
			expect(message).toContain('Base URL');
			expect(await testCredential(type, data)).toEqual(refused(message));
		},
	);

	it('The credential test says what to do about a wrong key', async () => {
		expect(await testAt(vendor.baseUrl, credential.wrong)).toEqual(refused(rejected));
	});

	it.each([
		[403, `${api.name} denied access. Check that your account can use the API.`],
		[404, notFound],
		[429, `${api.name} is receiving too many requests. Wait a minute, then test again.`],
		[503, `${api.name} is unavailable. Test again later.`],
	])('The credential test says what to do about %i', async (status, message) => {
		await vendor.control.setFaults({ errors: [{ status, path: asks.path }] });
		expect(await testAt(vendor.baseUrl)).toEqual(refused(message));
	});

	it.each([
		['a web page', page],
		['a web page after an empty line', `\n${page}`],
		['a web page with a byte order mark', `\uFEFF${page}`],
		['text', 'OK'],
		['nothing', ''],
		['JSON of another shape', credential.otherShape],
	])('The credential test refuses %s with 200', async (_what, body) => {
		const json = body.startsWith('{') || body.startsWith('"');
		const headers = { 'content-type': json ? 'application/json' : 'text/html; charset=utf-8' };
		other.answer = { status: 200, headers, body };
		expect(await testAt(other.url)).toEqual(otherShape);
		expect(other.requests).toHaveLength(1);
	});

	it.each([301, 302, 303, 307, 308])(
		'The credential test refuses a redirect (%i) and takes the credential nowhere',
		async (status) => {
			const login = await startOtherServer();
			login.answer = { status: 200, headers: { 'content-type': 'text/html' }, body: page };
			other.answer = { status, headers: { location: `${login.url}/login` } };
			const outcome = await testAt(other.url);
			await login.close();
			expect(outcome).toEqual(
				refused(
					`This URL redirects to another one. Enter the URL of the ${api.name} API itself as Base URL.`,
				),
			);
			expect(other.requests).toHaveLength(1);
			expect(login.requests).toEqual([]);
		},
	);

	it('The credential test shows the code when nothing listens: n8n lets no credential say more', async () => {
		expect(await testAt(await unusedUrl())).toEqual(refused('ECONNREFUSED'));
	});
});

/** Tests a credential at a server that answers this JSON, as the vendor may. */
async function testWith(type: string, data: IDataObject, body: string): Promise<unknown> {
	const other = await startOtherServer();
	other.answer = { status: 200, headers: { 'content-type': 'application/json' }, body };
	const outcome = await testCredential(type, { ...data, baseUrl: other.url });
	await other.close();
	return outcome;
}

describe('the test of stenomaticApi', () => {
	it.each(['[]', 'null\n'])(
		'The Stenomatic credential test passes without any client: %j',
		async (body) => {
			const outcome = await testWith('stenomaticApi', { apiKey: 'key' }, body);
			expect(outcome).toMatchObject({ status: 'OK' });
		},
	);
});

describe('the test of talkioApi', () => {
	const data = { organizationSlug: 'riverside-languages', apiKey: 'key', providerSecret: 'id' };

	it.each(['[]', '{"data":[]}', '{}'])(
		'The Talkio credential test passes with any list of users: %s',
		async (body) => {
			expect(await testWith('talkioApi', data, body)).toMatchObject({ status: 'OK' });
		},
	);

	describe('with the slug and an address of the API', () => {
		let talkio: SimulatedVendor;
		let right: IDataObject;

		beforeAll(async () => {
			talkio = await simulate('talkio');
			right = demoCredentials.find(({ type }) => type === 'talkioApi')!.data(talkio.baseUrl);
		});

		afterAll(() => talkio.stop());

		it('The Talkio credential test reads a pasted URL of the API', async () => {
			const baseUrl = ` ${talkio.baseUrl}/api/partner/v3/organizations/other/users `;
			expect(await testCredential('talkioApi', { ...right, baseUrl })).toMatchObject({
				status: 'OK',
			});
		});

		it('The Talkio credential test names the slug when the organization is unknown', async () => {
			expect(await testCredential('talkioApi', { ...right, organizationSlug: 'other' })).toEqual({
				status: 'Error',
				message:
					"Couldn't find the Talkio API at this URL. Check the Base URL and the Organization Slug.",
			});
		});

		it('The Talkio credential test does not pass with the provider ID of another', async () => {
			expect(await testCredential('talkioApi', { ...right, providerSecret: 'other' })).toEqual({
				status: 'Error',
				message:
					'Talkio rejected the API Key or the Provider ID. Ask your Talkio contact for both.',
			});
		});
	});
});

describe('the test of talkitInstallationApi', () => {
	it.each([
		[{ pluginSecretKey: 'key' }, 'Enter a Plugin Installation UUID in the credential'],
		[{ installationUuid: 'uuid' }, 'Enter a Plugin Secret Key in the credential'],
	])(
		'The Talkit installation credential test asks for what is missing: %j',
		async (data, message) => {
			expect(await testWith('talkitInstallationApi', data, '{"data":[]}')).toEqual({
				status: 'Error',
				message: expect.stringContaining(message),
			});
		},
	);
});
