import { jwtVerify } from 'jose';
import type { NodeParameterValueType } from 'n8n-workflow';

import { Talkit } from '../../nodes/Talkit/Talkit.node';
import { omit } from '../../nodes/shared/vendor/omit';
import { installationUuids } from '../../simulator/talkit/seed';
import type { TalkitState, Transcript } from '../../simulator/talkit/state';
import { byId } from '../uses/use';
import { pick } from './support/pick';
import { simulated } from './support/simulated';
import { pluginSecretKey, runTalkit, talkitCredentials } from './support/talkit';

const talkit = simulated('talkit');

/** The claims of the installation token that a request was sent with. */
async function claimsOf(authorization = '') {
	const token = authorization.replace(/^Bearer /, '');
	const { payload } = await jwtVerify(token, new TextEncoder().encode(pluginSecretKey), {
		algorithms: ['HS256'],
	});
	return payload;
}

describe('installations', () => {
	const users = { resource: 'user', operation: 'get', userId: '={{ $json.user }}' };

	it('An installation comes from each item, and only the token names it', async () => {
		const { items, error } = await runTalkit(
			talkit,
			{ ...users, options: { installationUuid: '={{ $json.installation }}' } },
			{
				items: [
					{ user: 42, installation: installationUuids.mira },
					{ user: 43, installation: ` ${installationUuids.jonas} ` },
					{ user: 42 },
				],
				credential: { installationUuid: installationUuids.mira },
			},
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.first_name)).toEqual(['Mira', 'Jonas', 'Mira']);
		for (const { headers = {} } of await talkit.control.requests()) {
			const { plugin_installation_uuid } = await claimsOf(headers.authorization);
			const others = omit(headers, 'authorization');
			expect(JSON.stringify(others)).not.toContain(plugin_installation_uuid);
			expect(Object.keys(others).filter((name) => name.startsWith('x-'))).toEqual([]);
		}
	});

	it('A missing installation is reported when neither credential nor item names one', async () => {
		const { error } = await runTalkit(talkit, users, {
			items: [{ user: 42 }],
			credential: { installationUuid: '' },
		});
		expect(error?.message).toBe(
			'Enter a Plugin Installation UUID in the credential or under Options',
		);
		expect(await talkit.control.requests()).toEqual([]);
	});

	it.each([
		['an unknown installation', { installationUuid: 'nowhere' }],
		["another plugin's installation", { installationUuid: installationUuids.otherPlugin }],
		['a secret key that is not right', { pluginSecretKey: 'not-the-secret-key' }],
	])('An error says what to check for %s, without secrets', async (_what, credential) => {
		const { error, run } = await runTalkit(talkit, users, { items: [{ user: 42 }], credential });
		expect(error?.message).toBe(
			"Talkit rejected the credential: The token of the plugin installation is not valid. Check the Plugin Secret Key, that the Plugin Installation UUID belongs to the same plugin, and that the n8n server's clock is correct.",
		);
		const stored = JSON.stringify(run);
		expect(stored).not.toContain(pluginSecretKey);
		expect(stored).not.toContain('not-the-secret-key');
		expect(stored).not.toMatch(/eyJ[\w-]+\./);
	});

	it('An installation without a secret key is refused', async () => {
		const { error } = await runTalkit(talkit, users, {
			items: [{ user: 42 }],
			credential: { pluginSecretKey: ' ' },
		});
		expect(error?.message).toBe('Enter a Plugin Secret Key in the credential');
	});
});

describe('paths that the vendor does not publish', () => {
	const ofPlugin = (resource: string, operation: string) => ({
		resource,
		operation,
		pluginId: byId('12'),
	});
	const paths = { secretKeys: 'secret_keys', installations: 'installations', webhooks: 'webhooks' };

	it.each([
		['pluginSecretKey', 'create', { secretKeys: 'secret-keys' }],
		['pluginSecretKey', 'create', { secretKeys: 'secrets' }],
		['pluginSecretKey', 'create', { secretKeys: 'keys' }],
		['pluginInstallation', 'getAll', { installations: 'plugin_installations' }],
		['pluginWebhook', 'getAll', { webhooks: 'plugin_webhooks' }],
	])('The operation %s:%s finds its path: %j', async (resource, operation, existing) => {
		await talkit.control.setState<TalkitState>({ paths: { ...paths, ...existing } as never });
		const { items, error } = await runTalkit(talkit, ofPlugin(resource, operation));
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ plugin_id: 12 });
		const requests = await talkit.control.requests();
		expect(requests.map(({ status }) => status).slice(0, -1)).not.toContain(200);
		expect(requests.at(-1)?.path).toBe(`/plugins/12/${Object.values(existing)[0]}`);
	});

	it('The next path is tried after 405 too', async () => {
		await talkit.control.setState<TalkitState>({
			paths: { ...paths, webhooks: 'plugin_webhooks' } as never,
		});
		await talkit.control.setFaults({ errors: [{ status: 405, path: '/plugins/12/webhooks' }] });
		const { items } = await runTalkit(talkit, ofPlugin('pluginWebhook', 'getAll'));
		expect(items).toHaveLength(1);
	});

	it('The next path is not tried after any other failure, so no key is created twice', async () => {
		await talkit.control.setFaults({ errors: [{ status: 500, afterHandling: true }] });
		const { error } = await runTalkit(talkit, ofPlugin('pluginSecretKey', 'create'));
		expect(error?.message).toContain('It may have gone through anyway');
		expect(await talkit.control.requests()).toHaveLength(1);
		const { secretKeys } = await talkit.control.state<TalkitState>();
		expect(secretKeys).toHaveLength(3);
	});

	it('API Path replaces the inferred path', async () => {
		await talkit.control.setState<TalkitState>({
			paths: { ...paths, webhooks: 'plugin_webhooks' } as never,
		});
		const { items } = await runTalkit(talkit, {
			...ofPlugin('pluginWebhook', 'getAll'),
			options: { apiPath: '/plugins/{plugin_id}/plugin_webhooks' },
		});
		expect(items).toHaveLength(1);
		const requests = await talkit.control.requests();
		expect(requests.map(({ path }) => path)).toEqual(['/plugins/12/plugin_webhooks']);
	});

	it('API Path replaces the inferred path of a download', async () => {
		const { error } = await runTalkit(talkit, {
			resource: 'transcript',
			operation: 'download',
			transcriptId: byId('7'),
			options: { apiPath: '/v2/{transcript_id}' },
		});
		const requests = await talkit.control.requests();
		expect(requests.map(({ path }) => path)).toEqual(['/v2/7']);
		expect(error).toBeDefined();
	});

	it('An error says that the transcript is missing where Talkit says so itself', async () => {
		const { error } = await runTalkit(talkit, {
			resource: 'transcript',
			operation: 'get',
			transcriptId: byId('1'),
		});
		expect(error?.message).toBe(
			'Talkit couldn\'t find the transcript "1": Transcript not found. Check the ID.',
		);
	});
});

describe('secret keys', () => {
	it("A secret key appears only in the output, even when the answer can't be read", async () => {
		const create = { resource: 'pluginSecretKey', operation: 'create', pluginId: byId('12') };
		const { items, run } = await runTalkit(talkit, create);
		const value = items[0]?.json.value as string;
		expect(JSON.stringify(run).split(value)).toHaveLength(2);

		await talkit.control.setFaults({ malformedJson: {} });
		const { error, run: broken } = await runTalkit(talkit, create);
		expect(error?.message).toContain('Talkit sent an incomplete response');
		const { secretKeys } = await talkit.control.state<TalkitState>();
		const unread = secretKeys.at(-1)?.value ?? '';
		expect(unread).toHaveLength(32);
		expect(JSON.stringify(broken)).not.toContain(unread.slice(0, 12));
	});
});

describe('lists', () => {
	it('A list is read to its end, each page after the last ID of the one before', async () => {
		const { transcripts } = await talkit.control.state<TalkitState>();
		const [first] = transcripts;
		const many = Array.from({ length: 250 }, (_, index) => ({
			...(first as Transcript),
			id: 9000 - 3 * index,
		}));
		await talkit.control.setState<TalkitState>({ transcripts: many });
		const { items } = await runTalkit(talkit, {
			resource: 'transcript',
			operation: 'getAll',
			returnAll: true,
		});
		expect(items.map(({ json }) => json.id)).toEqual(many.map(({ id }) => id).reverse());
		const requests = await talkit.control.requests();
		expect(requests.map(({ query }) => query)).toEqual([
			{ limit: '100' },
			{ limit: '100', after_id: String(many[150]?.id) },
			{ limit: '100', after_id: String(many[50]?.id) },
		]);
	});
});

describe('downloads', () => {
	const download = {
		resource: 'transcript',
		operation: 'download',
		transcriptId: '={{ $json.id }}',
		format: '={{ $json.format }}',
	};
	const contentOf = (data = '') => Buffer.from(data, 'base64').toString('utf8');

	it('A download is named by headline and date', async () => {
		const { transcripts } = await talkit.control.state<TalkitState>();
		const completed = transcripts.find(({ id }) => id === 4711) as Transcript;
		const stem = `Visit to Fabrikam pilot ${completed.created_on.slice(0, 10)}`;
		const { items, error } = await runTalkit(
			talkit,
			{ ...download, binaryPropertyName: 'file' },
			{
				items: [
					{ id: 4711, format: 'text' },
					{ id: 4711, format: 'json' },
				],
			},
		);
		expect(error).toBeUndefined();
		const [text, json] = items.map(({ binary }) => binary?.file);
		expect(text).toMatchObject({ fileName: `${stem}.txt`, mimeType: 'text/plain' });
		expect(contentOf(text?.data)).toBe(completed.text);
		expect(json).toMatchObject({ fileName: `${stem}.json`, mimeType: 'application/json' });
		expect(JSON.parse(contentOf(json?.data))).toEqual(completed);
		const others = omit(completed, 'text');
		expect(items.map((item) => item.json)).toEqual([others, others]);
	});

	it('A download without text is reported', async () => {
		const { error } = await runTalkit(talkit, download, { items: [{ id: 4712, format: 'text' }] });
		expect(error?.message).toMatch(
			/^Talkit sent no text for this transcript\. Fields it sent: id, .*headline.*\. Wait until/,
		);
		const json = await runTalkit(talkit, download, { items: [{ id: 4712, format: 'json' }] });
		expect(json.items[0]?.binary?.data?.fileName).toMatch(/^Visit to Tailspin Toys .*\.json$/);
	});
});

describe('plugins', () => {
	it('Plugins are returned simplified, raw or with the chosen fields', async () => {
		const get = { resource: 'plugin', operation: 'get', pluginId: byId('12') };
		const keys = async (more: Record<string, NodeParameterValueType>) =>
			Object.keys((await runTalkit(talkit, { ...get, ...more })).items[0]?.json ?? {}).sort();
		expect((await keys({ output: 'simplified' })).length).toBeLessThanOrEqual(10);
		expect(await keys({ output: 'raw' })).toContain('crm_integration_id');
		expect(await keys({ output: 'selectedFields', fields: ['user_id', 'id'] })).toEqual([
			'id',
			'user_id',
		]);
	});

	it('A wrong developer key is reported with what to check', async () => {
		const { error } = await runTalkit(
			talkit,
			{ resource: 'plugin', operation: 'getAll' },
			{ credential: { developerApiKey: 'not-the-developer-key' } },
		);
		expect(error?.message).toBe(
			'Talkit rejected the credential: The developer key is not valid. Open the credential, enter a valid key or token, and test it.',
		);
	});
});

describe('pickers', () => {
	const open = async (
		search: string,
		parameters: Record<string, NodeParameterValueType>,
		filter?: string,
	) =>
		await pick({
			nodeType: new Talkit(),
			search,
			parameters,
			credentials: talkitCredentials(talkit.url),
			...(filter ? { filter } : {}),
		});
	const transcripts = { resource: 'transcript', operation: 'get' };

	it('The plugin picker lists the plugins by name', async () => {
		const { results } = await open('searchPlugins', { resource: 'plugin', operation: 'get' });
		expect(results).toEqual([
			{ name: 'Field Notes to CRM', value: '12' },
			{ name: 'Meeting Minutes', value: '15' },
		]);
	});

	it("The transcript picker lists the transcripts of the credential's installation by headline and date", async () => {
		const { results } = await open('searchTranscripts', transcripts, 'fabrikam');
		expect(results).toEqual([
			{
				name: expect.stringMatching(
					/^Visit to Fabrikam: pilot \(\d{4}-\d\d-\d\d \d\d:\d\d\)$/,
				) as string,
				value: '4711',
			},
		]);
	});

	it.each([
		['the installation that the node names', installationUuids.jonas, ['4714', '4709']],
		[
			"the credential's where each item names one",
			'={{ $json.id }}',
			['4712', '4711', '4708', '4705'],
		],
	])('The transcript picker lists the transcripts of %s', async (_which, installationUuid, ids) => {
		const options = { installationUuid };
		const { results } = await open('searchTranscripts', { ...transcripts, options });
		expect(results.map(({ value }) => value)).toEqual(ids);
	});
});
