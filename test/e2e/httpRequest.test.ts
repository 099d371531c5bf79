import type { IDataObject } from 'n8n-workflow';

import { demoCredentials } from '../../scripts/credentials';
import { errorOf, itemsOf } from '../../scripts/n8n/api';
import { demoAccessKey } from '../../simulator/voipbin/seed';
import { n8nApi } from './support/environment';
import { httpRequestWorkflow } from './support/nodes';
import { startOtherServer, type OtherServer } from './support/server';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

/** A request of each API that only its credential opens. */
const tested: Array<{ type: string; path: string; given?: IDataObject }> = [
	{ type: 'smalltalkApi', path: '/api/v1/partners/groups' },
	{ type: 'talkitDeveloperApi', path: '/plugins' },
	{ type: 'talkitInstallationApi', path: '/transcripts' },
	{ type: 'stenomaticApi', path: '/v1/clients' },
	{ type: 'voipbinApi', path: '/v1.0/service_agents/me' },
	{
		type: 'voipbinApi',
		path: '/v1.0/customer',
		given: { authentication: 'accessKey', accessKeyToken: demoAccessKey },
	},
	{ type: 'talkioApi', path: '/api/partner/v3/organizations/riverside-languages/users' },
];

describe.each(tested)('the HTTP Request node with $type for $path', ({ type, path, given }) => {
	const demo = demoCredentials.find((known) => known.type === type);
	let service: SimulatedVendor;
	let other: OtherServer;
	let credential: { id: string; name: string };

	beforeAll(async () => {
		service = await simulate(demo?.vendor ?? '');
		other = await startOtherServer();
		const data = { ...demo?.data(service.baseUrl), ...given };
		const name = `${type} in HTTP Request`;
		credential = { id: await n8nApi().createCredential(type, name, data), name };
	});

	afterAll(async () => {
		await service.stop();
		await other.close();
	});

	beforeEach(() => {
		other.requests.length = 0;
	});

	const request = async (url: string, chosen = credential) => {
		const workflow = await n8nApi().createWorkflow(
			httpRequestWorkflow(`${type} in HTTP Request`, { type, credential: chosen, url }),
		);
		return await n8nApi().run(workflow, 'Start');
	};

	it('The API accepts the request', async () => {
		const execution = await request(`${service.baseUrl}${path}`);

		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, 'Node').length).toBeGreaterThan(0);
		const received = await service.control.requests();
		expect(received.at(-1)).toMatchObject({ path, status: 200 });
	});

	it('A redirect to another host carries no secret', async () => {
		const redirecting = await startOtherServer();
		redirecting.answer = { status: 302, headers: { location: `${other.url}/elsewhere` } };
		const data = { ...demo?.data(redirecting.url), ...given };
		const name = `${type} that is redirected`;
		const id = await n8nApi().createCredential(type, name, data);

		await request(`${redirecting.url}${path}`, { id, name });

		await redirecting.close();
		expect(redirecting.requests.length).toBeGreaterThan(0);
		const secrets = Object.entries(data).flatMap(([field, value]) =>
			/key|secret|token|password/i.test(field) ? [String(value)] : [],
		);
		for (const { headers, url } of other.requests) {
			expect(Object.keys(headers)).not.toContain('authorization');
			for (const secret of secrets)
				expect(`${url} ${JSON.stringify(headers)}`).not.toContain(secret);
		}
	});

	it('Another host gets no request, and the message names the host of the API', async () => {
		const execution = await request(`${other.url}${path}`);

		expect(errorOf(execution)?.message).toContain(
			`This credential can only be used for ${new URL(service.baseUrl).origin}`,
		);
		expect(other.requests).toEqual([]);
	});
});
