import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { SignJWT, UnsecuredJWT } from 'jose';

import { sampleEvents } from '../../../simulator/talkit/sampleEvents';
import { installationUuids } from '../../../simulator/talkit/seed';
import { pathEnds, type TalkitState, type Transcript } from '../../../simulator/talkit/state';
import { differences } from '../simulator/support/differences';
import { ManualClock } from '../simulator/support/manualClock';
import { useSimulator } from '../simulator/support/useSimulator';

const clock = new ManualClock();
const talkit = useSimulator('talkit', { clock });
const state = async () => await talkit.control.state<TalkitState>();

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const developer = bearer('talkit-demo-developer-key');

interface Token {
	key?: string;
	installation?: string;
	alg?: string;
	/** Seconds from now. */
	iat?: number;
	exp?: number;
}

/** A token that is right in everything that is not given. */
async function installationToken({
	key = 'talkit-demo-plugin-secret',
	installation = installationUuids.mira,
	alg = 'HS256',
	iat = 0,
	exp = iat + 3600,
}: Token = {}): Promise<string> {
	const now = Math.floor(Date.now() / 1000);
	return await new SignJWT({ plugin_installation_uuid: installation })
		.setProtectedHeader({ alg })
		.setIssuedAt(now + iat)
		.setExpirationTime(now + exp)
		.sign(new TextEncoder().encode(key));
}

const vendorSample = (name: string): unknown =>
	JSON.parse(readFileSync(join(__dirname, '../../fixtures/talkit', `${name}.json`), 'utf8'));

describe('developer key', () => {
	it.each([
		['GET', '/plugins'],
		['GET', '/plugins/12'],
		['POST', '/plugins/12/secret_keys'],
		['GET', '/plugins/12/installations'],
		['GET', '/plugins/12/webhooks'],
	])(
		'The simulated Talkit wants for %s %s the developer key, and takes nothing else',
		async (method, path) => {
			expect((await talkit.call(method, path, developer)).status).toBe(200);
			for (const token of ['another-key', await installationToken()]) {
				const answer = await talkit.call(method, path, bearer(token));
				expect(answer.status).toBe(401);
				expect(answer.json()).toEqual({ message: 'The developer key is not valid' });
			}
			expect((await talkit.call(method, path)).status).toBe(401);
		},
	);
});

describe('installation token', () => {
	const statusOf = async (token: string) =>
		(await talkit.call('GET', '/transcripts', bearer(token))).status;

	it.each(['/users/42', '/transcripts', '/transcripts/4711'])(
		'The simulated Talkit wants an installation token for %s',
		async (path) => {
			expect((await talkit.call('GET', path, bearer(await installationToken()))).status).toBe(200);
			expect((await talkit.call('GET', path, developer)).status).toBe(401);
			expect((await talkit.call('GET', path)).status).toBe(401);
		},
	);

	it.each<[string, Token]>([
		['is signed with another key', { key: 'another-key' }],
		["is signed with another plugin's key", { key: 'talkit-demo-other-plugin-secret' }],
		['is of another algorithm', { alg: 'HS512' }],
		['is of an unknown installation', { installation: 'nowhere' }],
		['is expired', { iat: -3600, exp: -1 }],
		['comes from the future', { iat: 60 }],
		['lives longer than an hour', { exp: 3601 }],
	])('The simulated Talkit refuses an installation token that %s', async (_what, token) => {
		expect(await statusOf(await installationToken(token))).toBe(401);
	});

	it('The simulated Talkit refuses an installation token that is unsigned, without claims or nonsense', async () => {
		const claims = { plugin_installation_uuid: installationUuids.mira };
		const key = new TextEncoder().encode('talkit-demo-plugin-secret');
		const undated = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(key);
		const unsigned = new UnsecuredJWT(claims).setIssuedAt().setExpirationTime('1h').encode();
		for (const token of [undated, unsigned, 'a.b.c', '']) expect(await statusOf(token)).toBe(401);
	});

	it('The simulated Talkit takes an installation token that was signed a while ago', async () => {
		expect(await statusOf(await installationToken({ iat: -3000 }))).toBe(200);
	});

	it('The simulated Talkit takes an installation token signed with a key that was just created', async () => {
		const created = await talkit.call('POST', '/plugins/12/secret_keys', developer);
		const { value } = created.json() as { value: string };
		expect(await statusOf(await installationToken({ key: value }))).toBe(200);
	});

	it("An installation token opens nothing but its own user's data", async () => {
		const mine = bearer(await installationToken());
		for (const path of ['/users/43', '/transcripts/4709']) {
			const answer = await talkit.call('GET', path, mine);
			expect(answer.status).toBe(404);
			expect(answer.json()).toEqual({ message: expect.stringContaining('not found') as string });
		}
	});
});

describe('pages', () => {
	const page = async (query: Record<string, string>) => {
		const answer = await talkit.call('GET', '/transcripts', {
			...bearer(await installationToken()),
			query,
		});
		const body = answer.json() as { has_more: boolean; total_count: number; data: Transcript[] };
		return { ...body, data: body.data.map(({ id }) => id) };
	};

	it('A page of the simulated Talkit begins after an ID', async () => {
		const total_count = 4;
		expect(await page({})).toEqual({
			has_more: false,
			total_count,
			data: [4705, 4708, 4711, 4712],
		});
		expect(await page({ limit: '2' })).toEqual({ has_more: true, total_count, data: [4705, 4708] });
		expect(await page({ limit: '2', after_id: '4708' })).toEqual({
			has_more: false,
			total_count,
			data: [4711, 4712],
		});
		expect(await page({ after_id: '4712' })).toEqual({ has_more: false, total_count, data: [] });
	});

	it('A page of the simulated Talkit holds no more than a hundred', async () => {
		const [first] = (await state()).transcripts;
		const transcripts = Array.from({ length: 150 }, (_, id) => ({ ...first, id: id + 1 }));
		await talkit.control.setState({ transcripts });
		expect((await page({ limit: '500' })).data).toHaveLength(100);
	});

	it.each([{ limit: 'ten' }, { after_id: '-1' }, { page: '2' }])(
		'A page of the simulated Talkit refuses %j',
		async (query) => {
			const answer = await talkit.call('GET', '/plugins', { ...developer, query: query as never });
			expect(answer.status).toBe(400);
		},
	);
});

describe('paths below a plugin', () => {
	const kinds = Object.entries(pathEnds).flatMap(([kind, ends]) =>
		ends.map((end) => [kind as keyof typeof pathEnds, end] as const),
	);

	it.each(kinds)(
		'The paths of %s below a plugin are only "%s" when that is the one',
		async (kind, existing) => {
			const { paths } = await state();
			await talkit.control.setState<TalkitState>({ paths: { ...paths, [kind]: existing } });
			for (const end of pathEnds[kind]) {
				const method = kind === 'secretKeys' ? 'POST' : 'GET';
				const answer = await talkit.call(method, `/plugins/12/${end}`, developer);
				expect(answer.status).toBe(end === existing ? 200 : 404);
			}
		},
	);

	it('There are no paths below a plugin that does not exist', async () => {
		for (const path of ['', '/installations', '/webhooks']) {
			expect((await talkit.call('GET', `/plugins/99${path}`, developer)).status).toBe(404);
		}
	});
});

describe("each answer, held against the vendor's sample", () => {
	const compare = async (sample: string, method: string, path: string, token: object) => {
		const answer = await talkit.call(method, path, token);
		expect(answer.status).toBe(200);
		return differences(vendorSample(sample), answer.json());
	};
	/** The document does not say how times are written. */
	const times = ['created_on', 'updated_on'].map(
		(key) => `$.${key}: string in the sample, time with Z here`,
	);

	it('Getting a simulated Talkit user answers as in the sample', async () => {
		const token = bearer(await installationToken());
		expect(await compare('user-get', 'GET', '/users/42', token)).toEqual([]);
	});

	it('Getting a simulated transcript answers as in the sample, which shows nothing of its objects', async () => {
		const token = bearer(await installationToken());
		const found = await compare('transcript-get', 'GET', '/transcripts/4711', token);
		const inObjects = /^\$\.(metadata|user|job|audio)\.\w+: not in the sample$/;
		expect(found.filter((difference) => !inObjects.test(difference))).toEqual([times[0]]);
	});

	it('Getting a simulated plugin answers as in the sample, which shows nothing of its permissions', async () => {
		const found = await compare('plugin-get', 'GET', '/plugins/12', developer);
		expect(found.filter((difference) => !difference.startsWith('$.permissions.'))).toEqual(times);
	});

	it('Creating a simulated secret key answers as in the sample', async () => {
		const path = '/plugins/12/secret_keys';
		expect(await compare('pluginSecretKey-create', 'POST', path, developer)).toEqual(times);
	});

	it.each([
		['plugin-getAll', '/plugins'],
		['pluginInstallation-getAll', '/plugins/12/installations'],
		['pluginWebhook-getAll', '/plugins/12/webhooks'],
	])(
		'The simulated Talkit lists as %s, whose records the sample does not show',
		async (sample, path) => {
			expect(await compare(sample, 'GET', path, developer)).toEqual([
				'$.data[]: undefined in the sample, object here',
			]);
		},
	);

	it('Simulated transcripts are listed as they are read one by one', async () => {
		const token = bearer(await installationToken());
		expect(await compare('transcript-getAll', 'GET', '/transcripts', token)).toEqual([
			'$.data[]: undefined in the sample, object here',
		]);
		const list = (await talkit.call('GET', '/transcripts', token)).json() as { data: unknown[] };
		const one = (await talkit.call('GET', '/transcripts/4711', token)).json();
		expect(list.data).toContainEqual(one);
	});

	it('The simulated Talkit has every documented event', () => {
		expect(Object.keys(sampleEvents)).toEqual(vendorSample('events'));
		for (const [name, { type }] of Object.entries(sampleEvents)) expect(type).toBe(name);
	});
});

describe('events', () => {
	it('Events of the simulated Talkit are signed over the compact JSON, once, with the secret of the webhook', async () => {
		const received: Array<{ body: string; headers: IncomingHttpHeaders }> = [];
		const server = createServer((request, response) => {
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
			request.on('end', () => {
				received.push({ body, headers: request.headers });
				response.statusCode = 500;
				response.end();
			});
		});
		await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
		const { port } = server.address() as AddressInfo;
		await talkit.control.setState<TalkitState>({ webhookSecret: 's3cret' });
		await talkit.control.setWebhook({ url: `http://127.0.0.1:${port}/` });
		await talkit.control.sendSample('transcript.completed');
		await new Promise((closed) => server.close(closed));
		const body = JSON.stringify(sampleEvents['transcript.completed']);
		expect(received).toEqual([
			{
				body,
				headers: expect.objectContaining({
					'content-type': 'application/json',
					'x-connect-it-token': createHmac('sha256', 's3cret').update(body).digest('hex'),
				}) as IncomingHttpHeaders,
			},
		]);
	});
});
