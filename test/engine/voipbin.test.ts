import {
	agentIds,
	chatIds,
	demoAccessKey,
	demoPassword,
	designText,
	fileIds,
	messageIds,
	participantIds,
} from '../../simulator/voipbin/seed';
import type { VoipbinState } from '../../simulator/voipbin/state';
import { byId } from '../uses/use';
import { simulated } from './support/simulated';
import {
	accessKeyLogin,
	adminLogin,
	graceLogin,
	runVoipbin,
	voipbinCredential,
} from './support/voipbin';

const voipbin = simulated('voipbin');
const anId = expect.stringMatching(/^[\da-f]{8}-[\da-f-]{27}$/) as never;
const accessKeyId = '5f1f8f7e-9b3d-4c60-8465-b69e9f28b6dc';

const state = async () => await voipbin.control.state<VoipbinState>();

/** What the vendor received, without the login. */
const received = async () =>
	(await voipbin.control.requests()).filter(({ path }) => path !== '/auth/login');

describe('the output of a message', () => {
	it('Simplified keeps what is left of a deleted message', async () => {
		const { items } = await runVoipbin(voipbin, {
			resource: 'message',
			operation: 'delete',
			messageId: byId(messageIds.answer),
		});
		expect(Object.keys(items[0]?.json ?? {}).sort()).toEqual([
			'chat_id',
			'deleted',
			'id',
			'tm_delete',
		]);
	});

	it('Selected Fields returns the chosen fields and no other', async () => {
		const { items } = await runVoipbin(voipbin, {
			resource: 'message',
			operation: 'get',
			messageId: byId(messageIds.question),
			output: 'selectedFields',
			fields: ['id', 'text'],
		});
		expect(Object.keys(items[0]?.json ?? {}).sort()).toEqual(['id', 'text']);
	});
});

describe('items', () => {
	it('Items are linked to their results, in order', async () => {
		const { items } = await runVoipbin(
			voipbin,
			{
				resource: 'message',
				operation: 'send',
				chatId: byId(chatIds.project),
				text: '={{ $json.text }}',
				output: 'selectedFields',
				fields: ['chat_id', 'text'],
			},
			{ items: ['a', 'b', 'c'].map((text) => ({ text })) },
		);
		expect(items).toEqual(
			['a', 'b', 'c'].map((text, item) => ({
				json: { id: expect.any(String) as string, chat_id: chatIds.project, text },
				pairedItem: { item },
			})),
		);
	});

	it('Each item returns its own list', async () => {
		const { items } = await runVoipbin(
			voipbin,
			{
				resource: 'participant',
				operation: 'getAll',
				chatId: '={{ $json.chat }}',
				returnAll: true,
			},
			{ items: [{ chat: chatIds.direct }, { chat: chatIds.project }] },
		);
		expect(items.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([
			0, 0, 1, 1, 1,
		]);
	});

	it('A failed item continues as an error when the user wants it', async () => {
		const { items, error } = await runVoipbin(
			voipbin,
			{ resource: 'chat', operation: 'get', chatId: '={{ $json.chat }}' },
			{
				items: [{ chat: chatIds.others }, { chat: chatIds.project }],
				onError: 'continueRegularOutput',
			},
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		expect(items[0]).toMatchObject({
			json: {
				error:
					'VoIPBin denied access to the chat "7b2c3d4e-5f60-4172-8394-a5b6c7d8e9f0": You do not have permission to access this resource (PERMISSION_DENIED). Check the ID and that the agent is a member of the chat. [item 0]',
			},
			pairedItem: { item: 0 },
		});
		expect(items[1]?.json).toMatchObject({ id: chatIds.project });
	});
});

describe('what VoIPBin would answer with 500 is said before anything is sent', () => {
	it.each([
		[
			'a direct chat with nobody',
			{ resource: 'chat', operation: 'create', type: 'direct' },
			'A direct chat needs exactly one participant. Select one, or change Type to Group.',
		],
		[
			'a direct chat with two others',
			{
				resource: 'chat',
				operation: 'create',
				type: 'direct',
				participants: [agentIds.grace, agentIds.linus],
			},
			'A direct chat needs exactly one participant. Select one, or change Type to Group.',
		],
		[
			'a type that there is not',
			{ resource: 'chat', operation: 'create', type: '={{ "normal" }}' },
			'Type must be one of: direct, group, talk. Current value: "normal"',
		],
		[
			'an attachment without its ID',
			{
				resource: 'message',
				operation: 'send',
				chatId: byId(chatIds.project),
				text: 'Here it is',
				additionalFields: { attachments: { files: [{ fileId: '={{ null }}' }] } },
			},
			'File ID is required',
		],
		[
			'attachments that an expression gives, which n8n takes away',
			{
				resource: 'message',
				operation: 'send',
				chatId: byId(chatIds.project),
				text: 'Here it is',
				additionalFields: { attachments: '={{ ["f-1"] }}' },
			},
			'Attachments is empty. Add an entry, or remove the field',
		],
		[
			'a text with half of a character',
			{
				resource: 'message',
				operation: 'send',
				chatId: byId(chatIds.project),
				text: '={{ "a" + String.fromCharCode(0xd83d) }}',
			},
			'Text contains an invalid character. Current value: "a\ufffd"',
		],
		[
			'a change of nothing',
			{ resource: 'chat', operation: 'update', chatId: byId(chatIds.project) },
			'Add at least one field under Update Fields',
		],
		[
			'a key for an hour',
			{ resource: 'accessKey', operation: 'create', expiresInDays: 0.04 },
			'Expires In (Days) must be at least 1',
		],
		[
			'a key that stays as it is',
			{ resource: 'accessKey', operation: 'update', accessKeyId: byId(accessKeyId) },
			'Add at least one field under Update Fields',
		],
	])(
		'What VoIPBin would answer with 500 is reported before anything is sent: %s',
		async (_what, parameters, message) => {
			const { error } = await runVoipbin(voipbin, parameters);
			expect(error?.message).toBe(message);
			// To know whether one of two participants is the agent itself, VoIPBin is asked who it is.
			const sent = (await voipbin.control.requests()).filter(
				({ path }) => !/\/(login|me)$/.test(path),
			);
			expect(sent).toEqual([]);
		},
	);
});

describe('accessKey:update', () => {
	it('Update Access Key keeps what it does not change', async () => {
		const { items, error } = await runVoipbin(voipbin, {
			resource: 'accessKey',
			operation: 'update',
			accessKeyId: byId(accessKeyId),
			updateFields: { name: 'Archive' },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({ name: 'Archive', detail: 'For the nightly export' }),
		]);
		expect((await received()).map(({ method, body }) => [method, body])).toEqual([
			['GET', undefined],
			['PUT', { name: 'Archive', detail: 'For the nightly export' }],
		]);
	});
});

describe('lists', () => {
	it('A list ends with the last page, whose token is not empty', async () => {
		const { customer } = await state();
		const time = (index: number) => new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString();
		const messages = Array.from({ length: 250 }, (_, index) => ({
			id: `message-${index}`,
			customer_id: customer.id,
			owner_type: 'agent',
			owner_id: agentIds.grace,
			chat_id: chatIds.project,
			type: 'normal',
			text: String(index),
			medias: [],
			metadata: { reactions: [] },
			tm_create: time(index),
			tm_update: time(index),
			tm_delete: index % 5 === 0 ? time(index) : null,
		}));
		await voipbin.control.setState<VoipbinState>({ messages: messages as never });
		const list = {
			resource: 'message',
			operation: 'getAll',
			chatId: byId(chatIds.project),
			output: 'raw',
		};
		const all = await runVoipbin(voipbin, { ...list, returnAll: true });
		expect(all.items.map(({ json }) => json.id)).toEqual(
			messages
				.filter(({ tm_delete }) => tm_delete === null)
				.map(({ id }) => id)
				.reverse(),
		);
		expect((await received()).map(({ query }) => query)).toEqual([
			{ chat_id: chatIds.project, page_size: '100' },
			{ chat_id: chatIds.project, page_size: '100', page_token: '2026-01-01T02:30:00.000000Z' },
			{ chat_id: chatIds.project, page_size: '100', page_token: '2026-01-01T00:50:00.000000Z' },
			{ chat_id: chatIds.project, page_size: '100', page_token: expect.any(String) },
		]);

		await voipbin.control.clearRequests();
		const some = await runVoipbin(voipbin, { ...list, returnAll: false, limit: 90 });
		expect(some.items).toHaveLength(90);
		expect(await received()).toHaveLength(2);
	});

	it('A list is read from servers that write times without a zone and the year 9999 for never', async () => {
		await voipbin.control.setState<VoipbinState>({ edition: 'documented' });
		const { items } = await runVoipbin(voipbin, {
			resource: 'message',
			operation: 'getAll',
			chatId: byId(chatIds.project),
			returnAll: true,
			output: 'raw',
		});
		expect(items.map(({ json }) => [json.id, json.tm_delete])).toEqual([
			[messageIds.answer, '9999-01-01 00:00:00.000000'],
			[messageIds.question, '9999-01-01 00:00:00.000000'],
		]);
	});
});

describe('participant:remove', () => {
	it('Remove Participant returns the participant when the server answers with it', async () => {
		await voipbin.control.setState<VoipbinState>({ edition: 'documented' });
		const { items } = await runVoipbin(voipbin, {
			resource: 'participant',
			operation: 'remove',
			chatId: byId(chatIds.project),
			participantId: byId(participantIds.grace),
		});
		expect(items[0]?.json).toMatchObject({
			deleted: true,
			id: participantIds.grace,
			owner_id: agentIds.grace,
		});
	});
});

describe('the account', () => {
	it('Get Account shows the signing secret only where it is chosen by name', async () => {
		const get = { resource: 'customer', operation: 'get', fields: ['webhook_secret'] };
		const keys = async (output: string) =>
			Object.keys((await runVoipbin(voipbin, { ...get, output })).items[0]?.json ?? {});
		expect(await keys('simplified')).not.toContain('webhook_secret');
		expect(await keys('raw')).not.toContain('webhook_secret');
		expect(await keys('selectedFields')).toEqual(['id', 'webhook_secret']);
	});
});

describe('a login', () => {
	const me = { resource: 'agent', operation: 'getCurrent' };

	it('A login happens once and is kept', async () => {
		const credential = voipbinCredential(voipbin.url);
		await runVoipbin(voipbin, me, { credential, items: [{}, {}, {}] });
		await runVoipbin(voipbin, me, { credential });
		const requests = await voipbin.control.requests();
		const logins = requests.filter(({ path }) => path === '/auth/login');
		expect(logins.map(({ body }) => body)).toEqual([
			{ username: 'ada@northwind.example', password: demoPassword },
		]);
		expect(requests).toHaveLength(5);
	});

	it('An expired login is renewed once, and nothing is lost', async () => {
		const credential = voipbinCredential(voipbin.url);
		await runVoipbin(voipbin, me, { credential });
		await voipbin.control.setState<VoipbinState>({ jwtSecret: 'another-secret' });
		await voipbin.control.clearRequests();
		const { items, error } = await runVoipbin(
			voipbin,
			{ resource: 'message', operation: 'send', chatId: byId(chatIds.project), text: 'After all' },
			{ credential, items: [{}, {}, {}] },
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(3);
		const { messages } = await state();
		expect(messages.filter(({ text }) => text === 'After all')).toHaveLength(3);
		const requests = await voipbin.control.requests();
		expect(requests.filter(({ path }) => path === '/auth/login')).toHaveLength(1);
	});

	it.each(['http://{}/v1.0', 'http://{}', 'http://{}/', ' http://{}/v1.0/ '])(
		'A login goes to the root of the host of %j',
		async (form) => {
			const baseUrl = form.replace('{}', voipbin.url.replace('http://', ''));
			const credential = voipbinCredential(voipbin.url, { ...adminLogin, baseUrl });
			const { error } = await runVoipbin(voipbin, me, { credential });
			expect(error).toBeUndefined();
			expect((await voipbin.control.requests()).map(({ path }) => path)).toEqual([
				'/auth/login',
				'/v1.0/service_agents/me',
			]);
		},
	);

	it('A refused login is reported with what to check and shows no password', async () => {
		const credential = voipbinCredential(voipbin.url, {
			...adminLogin,
			password: 'wrong-password',
		});
		const { error } = await runVoipbin(voipbin, me, { credential });
		expect(error?.message).toBe('VoIPBin rejected the login. Check the username and password.');
		expect(JSON.stringify(error)).not.toContain('wrong-password');
	});

	it('A login waits when logins are limited', async () => {
		await voipbin.control.setFaults({
			errors: [{ path: '/auth/login', count: 1, status: 429, headers: { 'retry-after': '1' } }],
		});
		const { error, items } = await runVoipbin(voipbin, me);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
	});

	it('A login at a server that is not VoIPBin says so', async () => {
		const credential = voipbinCredential(voipbin.url, {
			...adminLogin,
			baseUrl: `${voipbin.url}/elsewhere`,
		});
		const { error } = await runVoipbin(voipbin, me, { credential });
		expect(error?.message).toBe(
			"Couldn't log in to VoIPBin (404). Check the Base URL in the credential.",
		);
	});
});

describe('a pasted token', () => {
	const login = async () => {
		const response = await fetch(`${voipbin.url}/auth/login`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ username: graceLogin.username, password: demoPassword }),
		});
		return ((await response.json()) as { token: string }).token;
	};
	const pasted = (token: string) =>
		voipbinCredential(voipbin.url, { authentication: 'token', token });
	const me = { resource: 'agent', operation: 'getCurrent' };

	it.each(['{}', ' {} ', 'Bearer {}'])('A token works as it is pasted: %j', async (form) => {
		const credential = pasted(form.replace('{}', await login()));
		const { items } = await runVoipbin(voipbin, me, { credential });
		expect(items[0]?.json).toMatchObject({ id: agentIds.grace });
	});

	it('An expired pasted token is reported with what to do, and no login is tried', async () => {
		const credential = pasted(await login());
		await voipbin.control.setState<VoipbinState>({ jwtSecret: 'another-secret' });
		await voipbin.control.clearRequests();
		const { error } = await runVoipbin(voipbin, me, { credential });
		expect(error?.message).toBe(
			'VoIPBin rejected the credential: The provided credentials are not valid (INVALID_CREDENTIALS). Tokens expire after seven days. Enter a new token in the credential or switch to Agent Login.',
		);
		expect((await voipbin.control.requests()).map(({ path }) => path)).not.toContain('/auth/login');
	});

	it('An access key pasted as a token is used as an access key', async () => {
		const credential = pasted(demoAccessKey);
		const { items } = await runVoipbin(
			voipbin,
			{ resource: 'customer', operation: 'get' },
			{ credential },
		);
		expect(items).toHaveLength(1);
		expect((await received())[0]?.query).toEqual({ accesskey: demoAccessKey });
	});
});

describe('an access key', () => {
	const credential = () => voipbinCredential(voipbin.url, accessKeyLogin);

	it('An access key opens the account', async () => {
		const { items, error } = await runVoipbin(
			voipbin,
			{ resource: 'accessKey', operation: 'getAll', returnAll: true },
			{ credential: credential() },
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		const [request] = await voipbin.control.requests();
		expect(request).toMatchObject({ query: { accesskey: demoAccessKey, page_size: '100' } });
		expect(request?.headers?.authorization).toBeUndefined();
	});

	it.each(['agent:getCurrent', 'channel:getAll', 'chat:getAll', 'file:getAll'])(
		'An access key is refused for %s before anything is sent',
		async (name) => {
			const [resource = '', operation = ''] = name.split(':');
			const { error } = await runVoipbin(
				voipbin,
				{ resource, operation },
				{ credential: credential() },
			);
			expect(error?.message).toBe(
				"This operation doesn't work with an access key. Use a credential with Agent Login.",
			);
			// To know whether one of two participants is the agent itself, VoIPBin is asked who it is.
			const sent = (await voipbin.control.requests()).filter(
				({ path }) => !/\/(login|me)$/.test(path),
			);
			expect(sent).toEqual([]);
		},
	);

	it('An access key appears in no error', async () => {
		await voipbin.control.setFaults({ errors: [{ status: 400 }] });
		const { error } = await runVoipbin(
			voipbin,
			{ resource: 'customer', operation: 'get' },
			{ credential: credential() },
		);
		expect(error?.message).toMatch(/^VoIPBin rejected the request \(400\)/);
		expect(`${JSON.stringify(error)} ${error?.stack}`).not.toContain(demoAccessKey);
	});
});

describe('errors', () => {
	const get = { resource: 'message', operation: 'get', messageId: byId('no-such-message') };

	it("An error shows VoIPBin's words and where to look them up", async () => {
		const { error } = await runVoipbin(voipbin, get);
		expect(error?.message).toBe(
			'VoIPBin couldn\'t find the message "no-such-message": The message was not found (MESSAGE_NOT_FOUND). Check the ID.',
		);
		expect(error?.description).toMatch(/Request ID: req_[0-9A-F]{16}/);
	});

	it.each([
		[
			403,
			{ error: 'DELETION_SCHEDULED', message: 'The account will be deleted.' },
			/: The account will be deleted \(DELETION_SCHEDULED\)\./,
		],
		[
			403,
			{
				error: {
					reason: 'ACCOUNT_FROZEN',
					message: 'Frozen.',
					details: [{ recovery_endpoint: 'POST /auth/unregister' }],
				},
			},
			/Reactivate it in VoIPBin \(POST \/auth\/unregister\)\.$/,
		],
		[
			500,
			{ error: { reason: 'INTERNAL', message: 'Oops' } },
			/Check the fields, and check VoIPBin/,
		],
		[401, { error: { reason: 'INVALID_CREDENTIALS' } }, /Check the username and password/],
	])('An error explains %i %j', async (status, body, message) => {
		await voipbin.control.setFaults({ errors: [{ path: '/v1.0/*', status, body }] });
		const { error } = await runVoipbin(voipbin, get);
		expect(error?.message).toMatch(message);
	});
});

describe('the limit of an account', () => {
	it('The published limit is kept, and every item is sent once', async () => {
		await voipbin.control.setState<VoipbinState>({ rateLimit: { perSecond: 20, burst: 5 } });
		const count = 25;
		const { items, error } = await runVoipbin(
			voipbin,
			{
				resource: 'message',
				operation: 'send',
				chatId: byId(chatIds.project),
				text: '={{ $json.n }}',
			},
			{ items: Array.from({ length: count }, (_, n) => ({ n: `item ${n}` })) },
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(count);
		const texts = (await state()).messages.map(({ text }) => text);
		expect(texts.filter((text) => text.startsWith('item '))).toHaveLength(count);
		expect(new Set(texts.filter((text) => text.startsWith('item '))).size).toBe(count);
	}, 60_000);
});

describe('files', () => {
	const upload = { resource: 'file', operation: 'upload', binaryPropertyName: 'data' };
	const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
	const binary = {
		data: {
			data: content.toString('base64'),
			mimeType: 'application/octet-stream',
			fileName: 'naïve file.bin',
		},
	};

	it('A file is uploaded with its bytes, its name and the type that Talk wants', async () => {
		const { items, error } = await runVoipbin(voipbin, { ...upload, output: 'raw' }, { binary });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({
			id: anId,
			filename: 'naïve file.bin',
			filesize: content.length,
		});
		const file = (await state()).files.find(({ id }) => id === items[0]?.json.id);
		expect(Buffer.from(file?.content ?? '', 'base64').equals(content)).toBe(true);
		const request = (await received()).find(({ method }) => method === 'POST');
		expect(request?.headers?.['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		expect(Number(request?.headers?.['content-length'])).toBeGreaterThan(content.length);
	});

	it('A file is uploaded under another name when one is given', async () => {
		const { items } = await runVoipbin(
			voipbin,
			{ ...upload, additionalFields: { fileName: 'report.pdf' } },
			{ binary },
		);
		expect(items[0]?.json).toMatchObject({ filename: 'report.pdf' });
	});

	it('A file is uploaded again after the login was renewed', async () => {
		const credential = voipbinCredential(voipbin.url);
		await runVoipbin(voipbin, { resource: 'agent', operation: 'getCurrent' }, { credential });
		await voipbin.control.setState<VoipbinState>({ jwtSecret: 'another-secret' });
		const { items, error } = await runVoipbin(voipbin, upload, { binary, credential });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ filesize: content.length });
	});

	it('A missing file is named', async () => {
		const { error } = await runVoipbin(voipbin, { ...upload, binaryPropertyName: 'picture' });
		expect(error?.message).toContain("'picture'");
		expect(await voipbin.control.requests()).toEqual([]);
	});

	it('A file is downloaded from the storage that VoIPBin points to, without the token', async () => {
		const { items, error } = await runVoipbin(voipbin, {
			resource: 'file',
			operation: 'download',
			fileId: byId(fileIds.design),
			binaryPropertyName: 'file',
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ id: fileIds.design });
		expect(items[0]?.binary?.file).toMatchObject({
			data: Buffer.from(designText).toString('base64'),
			fileName: 'design.txt',
			mimeType: 'text/plain',
		});
		expect((await received()).map(({ path, status }) => [path.split('/')[1], status])).toEqual([
			['v1.0', 200],
			['v1.0', 307],
			['storage', 200],
		]);
	});

	it('A download that breaks off starts again', async () => {
		await voipbin.control.setFaults({ drop: { when: 'midBody', path: '/storage/*', count: 1 } });
		const { items, error } = await runVoipbin(voipbin, {
			resource: 'file',
			operation: 'download',
			fileId: byId(fileIds.design),
		});
		expect(error).toBeUndefined();
		expect(Buffer.from(items[0]?.binary?.data?.data ?? '', 'base64').toString()).toBe(designText);
	});

	it('A download that breaks off every time is reported', async () => {
		await voipbin.control.setFaults({ drop: { when: 'midBody', path: '/storage/*' } });
		const { items, error } = await runVoipbin(voipbin, {
			resource: 'file',
			operation: 'download',
			fileId: byId(fileIds.design),
		});
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/^The download was interrupted 3 times/);
	});
});
