import type { IDataObject, NodeParameterValueType } from 'n8n-workflow';

import { TalkioApi } from '../../credentials/TalkioApi.credentials';
import { talkioApi } from '../../nodes/Talkio/api';
import { Talkio } from '../../nodes/Talkio/Talkio.node';
import {
	listEnvelopes,
	preferenceAnswers,
	tokenAnswers,
	type TalkioState,
	type User,
} from '../../simulator/talkio/state';
import { pick } from './support/pick';
import { simulated } from './support/simulated';
import { runNode, type NodeRun } from './support/workflow';

const organization = '/api/partner/v3/organizations/riverside-languages';
const talkio = simulated('talkio');
const rl = (mode: string, value: string) => ({ __rl: true, mode, value });
const amelie = rl('list', 'student-1001');
const kwame = rl('id', 'student-1002');

const credentialData = () => ({
	baseUrl: talkio.url,
	organizationSlug: 'riverside-languages',
	apiKey: 'talkio-demo-key',
	providerSecret: 'talkio-demo-provider',
});

const credentials = (changes: IDataObject = {}) => ({
	talkioApi: { type: new TalkioApi(), data: { ...credentialData(), ...changes } as never },
});

/** Runs the Talkio node against the simulator. */
async function run(
	parameters: Record<string, NodeParameterValueType>,
	{
		credential,
		...more
	}: Partial<Pick<NodeRun, 'items' | 'onError' | 'timezone'>> & { credential?: IDataObject } = {},
) {
	return await runNode({
		nodeType: new Talkio(),
		parameters,
		credentials: credentials(credential),
		...more,
	});
}

const state = async () => await talkio.control.state<TalkioState>();

/** Many members, whose IDs are `pupil-0`, `pupil-1` and so on. */
const pupils = (count: number): User[] =>
	Array.from({ length: count }, (_, index) => ({
		id: `pupil-${index}`,
		userName: `Pupil ${index}`,
		userType: 'member',
		createdAt: '2026-01-01T00:00:00.000Z',
	}));

interface Case {
	resource: string;
	operation: string;
	parameters: Record<string, NodeParameterValueType>;
	request: { method: string; path: string; query?: IDataObject; body?: IDataObject };
	/** What the first item holds. */
	first: IDataObject;
	count?: number;
	/** The same request a second time is refused. */
	once?: boolean;
}

const cases: Case[] = [
	{
		resource: 'user',
		operation: 'create',
		parameters: {
			id: 'user-1',
			userName: 'User 1',
			userType: 'member',
			additionalFields: {
				accountExpiresAt: '2027-02-22T20:35:25',
				email: 'user-1@example.com',
				phoneNumber: '+14155550123',
				productId: 'school-plan',
			},
		},
		request: {
			method: 'POST',
			path: '/users',
			body: {
				id: 'user-1',
				userName: 'User 1',
				userType: 'member',
				email: 'user-1@example.com',
				phoneNumber: '+14155550123',
				accountExpiresAt: '2027-02-22T19:35:25.000Z',
				productId: 'school-plan',
			},
		},
		first: { id: 'user-1', userName: 'User 1', createdAt: expect.any(String) as never },
		once: true,
	},
	{
		resource: 'user',
		operation: 'invite',
		parameters: {
			email: 'user-1@example.com',
			additionalFields: { accountExpiresAt: '2027-02-22T19:35:25Z' },
		},
		request: {
			method: 'POST',
			path: '/users/invite',
			body: { email: 'user-1@example.com', accountExpiresAt: '2027-02-22T19:35:25.000Z' },
		},
		first: { success: true },
	},
	{
		resource: 'user',
		operation: 'get',
		parameters: { userId: amelie },
		request: { method: 'GET', path: '/users/student-1001' },
		first: { id: 'student-1001', userName: 'Amelie Fontaine' },
	},
	{
		resource: 'user',
		operation: 'getAll',
		parameters: { returnAll: true, filters: { userType: 'facilitator' } },
		request: {
			method: 'GET',
			path: '/users',
			query: { page: '1', limit: '100', userType: 'facilitator' },
		},
		first: { id: 'teacher-7' },
		count: 2,
	},
	{
		resource: 'user',
		operation: 'update',
		parameters: {
			userId: kwame,
			updateFields: {
				accountExpiresAt: '2027-01-01T00:00:00Z',
				email: 'kwame@example.com',
				phoneNumber: '+233155550102',
				productId: 'evening-plan',
				userName: 'Kwame B.',
			},
		},
		request: {
			method: 'PUT',
			path: '/users/student-1002',
			body: {
				accountExpiresAt: '2027-01-01T00:00:00.000Z',
				email: 'kwame@example.com',
				phoneNumber: '+233155550102',
				productId: 'evening-plan',
				userName: 'Kwame B.',
			},
		},
		first: { id: 'student-1002', userName: 'Kwame B.' },
	},
	{
		resource: 'user',
		operation: 'delete',
		parameters: { userId: rl('id', 'student-0911') },
		request: { method: 'DELETE', path: '/users/student-0911' },
		first: { deleted: true },
		once: true,
	},
	{
		resource: 'user',
		operation: 'getToken',
		parameters: { userId: amelie },
		request: { method: 'GET', path: '/users/student-1001/token' },
		first: {
			token: expect.any(String) as never,
			expiresAt: expect.any(String) as never,
			loginLink: expect.stringContaining('/authentication/partner/?token=') as never,
		},
	},
	{
		resource: 'userSettings',
		operation: 'get',
		parameters: { userId: amelie },
		request: { method: 'GET', path: '/users/student-1001/settings' },
		first: { practiceLanguage: 'en-GB', readAloudSpeed: 3 },
	},
	{
		resource: 'userSettings',
		operation: 'update',
		parameters: {
			userId: amelie,
			updateFields: {
				defaultTutor: 'Emma',
				hideIntroFlow: false,
				practiceLanguage: 'en-GB',
				practiceLanguageProficiency: 'elementary',
				readAloudSpeed: 3,
				showChatRomanization: true,
				showChatTranslations: true,
				showLiveFeedback: true,
				uiLanguage: 'en-US',
				userLanguage: 'en-US',
			},
		},
		request: {
			method: 'PUT',
			path: '/users/student-1001/settings',
			body: {
				userLanguage: 'en-US',
				practiceLanguage: 'en-GB',
				uiLanguage: 'en-US',
				practiceLanguageProficiency: 'elementary',
				readAloudSpeed: 3,
				showChatTranslations: true,
				showChatRomanization: true,
				showLiveFeedback: true,
				defaultTutor: 'Emma',
				hideIntroFlow: false,
			},
		},
		first: { defaultTutor: 'Emma', hideIntroFlow: false },
	},
	{
		resource: 'expiredUser',
		operation: 'get',
		parameters: { userId: rl('id', 'lena.vogel@example.com') },
		request: { method: 'GET', path: '/expired-users/lena.vogel%40example.com' },
		first: { id: 'student-0911', memberType: 'member', expiredAt: expect.any(String) as never },
	},
	{
		resource: 'expiredUser',
		operation: 'getAll',
		parameters: { returnAll: true },
		request: { method: 'GET', path: '/expired-users', query: { page: '1', limit: '100' } },
		first: { id: 'student-0911', memberType: 'member' },
		count: 2,
	},
	{
		resource: 'usage',
		operation: 'getDaily',
		parameters: {
			userId: amelie,
			date: '2026-11-20T23:30:00.000-05:00',
			additionalFields: { timezone: 'America/New_York' },
		},
		request: {
			method: 'GET',
			path: '/users/student-1001/usage/stats',
			query: { date: '2026-11-20', timezone: 'America/New_York' },
		},
		first: { date: '2026-11-20', conversations: { count: 2, user: expect.anything() as never } },
	},
	{
		resource: 'usage',
		operation: 'getMonthly',
		parameters: {
			userId: amelie,
			month: '2026-11',
			additionalFields: { language: 'en-US', timezone: 'America/New_York' },
		},
		request: {
			method: 'GET',
			path: '/users/student-1001/usage/monthly-stats',
			query: { month: '2026-11', language: 'en-US', timezone: 'America/New_York' },
		},
		first: { month: '2026-11' },
	},
	{
		resource: 'usage',
		operation: 'getWeeklyAssessment',
		parameters: {
			userId: amelie,
			week: '2026-11-20',
			additionalFields: { practiceLanguage: 'en-GB' },
		},
		request: {
			method: 'GET',
			path: '/users/student-1001/weekly-assessment/2026-11-20',
			query: { practiceLanguage: 'en-GB' },
		},
		first: { week: '2026-11-20', level: 'B1' },
	},
	{
		resource: 'usage',
		operation: 'getLegacyMonthly',
		parameters: { userId: amelie, month: '2026-11-20' },
		request: { method: 'GET', path: '/users/student-1001/2026-11' },
		first: { month: '2026-11', totals: { words: 2210, minutes: 41 } },
	},
	{
		resource: 'usage',
		operation: 'getLegacyDuration',
		parameters: { userId: amelie, month: '2026-11' },
		request: {
			method: 'GET',
			path: '/users/student-1001/usage/duration',
			query: { month: '2026-11' },
		},
		first: { month: '2026-11' },
	},
	{
		resource: 'conversation',
		operation: 'get',
		parameters: { userId: amelie, conversationId: rl('list', 'c-5001') },
		request: { method: 'GET', path: '/users/student-1001/conversations/c-5001' },
		first: { id: 'c-5001', messages: expect.arrayContaining([]) as never },
	},
	{
		resource: 'conversation',
		operation: 'getAll',
		parameters: {
			userId: amelie,
			returnAll: true,
			filters: { promptTemplate: 'books-literature' },
		},
		request: {
			method: 'GET',
			path: '/users/student-1001/conversations',
			query: { page: '1', limit: '100', promptTemplateId: 'books-literature' },
		},
		first: { id: 'c-5001', promptTemplateId: 'books-literature' },
	},
	{
		resource: 'organizationPreference',
		operation: 'get',
		parameters: { userId: kwame },
		request: { method: 'GET', path: '/users/student-1002/organization-preference' },
		first: { organizationSlug: 'riverside-evening-school' },
	},
	{
		resource: 'organizationPreference',
		operation: 'update',
		parameters: { userId: amelie, organizationSlug: 'riverside-evening-school' },
		request: {
			method: 'PUT',
			path: '/users/student-1001/organization-preference',
			body: { organizationSlug: 'riverside-evening-school' },
		},
		first: { organizationSlug: 'riverside-evening-school' },
	},
	{
		resource: 'embed',
		operation: 'create',
		parameters: {
			userId: amelie,
			additionalFields: { hideChatSidebar: true, path: 'app/chat?t=books-literature' },
		},
		request: { method: 'GET', path: '/users/student-1001/token' },
		first: {
			userId: 'student-1001',
			loginLink: expect.stringMatching(
				/&path=app%2Fchat%3Ft%3Dbooks-literature&hide-chat-sidebar=true$/,
			) as never,
			iframe: expect.stringMatching(/^<iframe src="http:.+&amp;path=.+"><\/iframe>$/) as never,
			expiresAt: expect.stringMatching(/^\d{4}-/) as never,
		},
	},
];

it('tests every operation of the node', () => {
	const tested = cases.map(({ resource, operation }) => `${resource}: ${operation}`);
	const existing = Object.entries(talkioApi.resources).flatMap(([resource, { operations }]) =>
		Object.keys(operations).map((operation) => `${resource}: ${operation}`),
	);
	expect(tested.sort()).toEqual(existing.sort());
});

describe.each(cases)('$resource: $operation', (one) => {
	const { resource, operation, request, first, count = 1, once = false } = one;
	const parameters = { resource, operation, ...one.parameters };

	it('sends what the vendor documents and hands its records on', async () => {
		const { items, error } = await run(parameters, { timezone: 'Europe/Berlin' });
		expect(error).toBeUndefined();
		const [received, ...others] = await talkio.control.requests();
		expect(others).toEqual([]);
		expect(received).toMatchObject({
			method: request.method,
			path: `${organization}${request.path}`,
			query: request.query ?? {},
			headers: { 'x-api-key': 'talkio-demo-key', 'x-provider': 'talkio-demo-provider' },
		});
		expect(received?.body).toEqual(request.body);
		expect(items).toHaveLength(count);
		expect(items[0]?.json).toMatchObject(first);
	});

	it('links every record to the item it came from', async () => {
		if (once) {
			await talkio.control.setFaults({
				errors: [{ status: 200, body: { ...first, id: 'again' }, afterHandling: false }],
			});
		}
		const { items, error } = await run(parameters, { items: [{}, {}, {}] });
		expect(error).toBeUndefined();
		const sources = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(sources).toEqual([0, 1, 2].flatMap((item) => Array<number>(count).fill(item)));
	});

	it('goes on after an item that fails, when asked to', async () => {
		await talkio.control.setFaults({
			errors: [{ status: 400, count: 1, body: { message: 'Not today' } }],
		});
		const { items, error } = await run(
			{ ...parameters, options: { maxConcurrentRequests: 1 } },
			{ items: [{}, {}], onError: 'continueRegularOutput' },
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1 + count);
		expect(items[0]).toMatchObject({
			json: {
				error:
					'Talkio did not accept the request (400): Not today. Check the values of this operation.',
			},
			pairedItem: { item: 0 },
		});
		expect(items[1]).toMatchObject({ json: first, pairedItem: { item: 1 } });
	});
});

describe.each(listEnvelopes)('a list in the envelope "%s"', (listEnvelope) => {
	const getAll = { resource: 'user', operation: 'getAll' };
	const asked = async () => (await talkio.control.requests()).map(({ query }) => query);

	beforeEach(async () => await talkio.control.setState<TalkioState>({ listEnvelope }));

	it.each([
		[0, 0],
		[1, 1],
		[100, 100],
		[205, 205],
	])('of %d users is read to its end', async (existing, expected) => {
		await talkio.control.setState<TalkioState>({ users: pupils(existing) });
		const { items, error } = await run({ ...getAll, returnAll: true });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(pupils(expected).map(({ id }) => id));
	});

	it('is asked for ten where fewer are wanted, and cut', async () => {
		await talkio.control.setState<TalkioState>({ users: pupils(30) });
		const { items } = await run({ ...getAll, returnAll: false, limit: 3 });
		expect(items.map(({ json }) => json.id)).toEqual(['pupil-0', 'pupil-1', 'pupil-2']);
		expect(await asked()).toEqual([{ page: '1', limit: '10' }]);
	});

	it('is read in pages of the same size up to the limit', async () => {
		await talkio.control.setState<TalkioState>({ users: pupils(250) });
		const { items } = await run({ ...getAll, returnAll: false, limit: 130 });
		expect(items).toHaveLength(130);
		expect(await asked()).toEqual([
			{ page: '1', limit: '100' },
			{ page: '2', limit: '100' },
		]);
	});

	it('of expired users is read whole, though the pages are shorter than asked for', async () => {
		const expiredUsers = pupils(35).map(({ userType: memberType, ...pupil }) => ({
			...pupil,
			memberType,
			expiredAt: '2026-02-01T00:00:00.000Z',
		}));
		await talkio.control.setState<TalkioState>({ expiredUsers, expiredPageSize: 10 });
		const { items, error } = await run({
			resource: 'expiredUser',
			operation: 'getAll',
			returnAll: true,
		});
		expect(error).toBeUndefined();
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(35);
	});

	it('fills the pickers', async () => {
		const list = async (search: string, filter?: string, parameters = {}) =>
			await pick({
				nodeType: new Talkio(),
				search,
				parameters: { userId: amelie, ...parameters },
				credentials: credentials(),
				...(filter === undefined ? {} : { filter }),
			});
		expect(await list('searchUsers', 'tanaka')).toEqual({
			results: [{ name: 'Yuki Tanaka', value: 'student-1003' }],
		});
		expect((await list('searchExpiredUsers')).results).toHaveLength(2);
		const { results } = await list('searchConversations');
		expect(results.map(({ value }) => value)).toEqual(['c-5001', 'c-5002']);
	});
});

describe('the picker of conversations', () => {
	it.each([[rl('list', '')], [rl('id', '={{ $json.id }}')]])(
		'asks for the user first, with %j',
		async (userId) => {
			const picking = pick({
				nodeType: new Talkio(),
				search: 'searchConversations',
				parameters: { userId },
				credentials: credentials(),
			});
			await expect(picking).rejects.toThrow('Choose a User first to see its conversations');
		},
	);
});

describe('embed: create', () => {
	const create = { resource: 'embed', operation: 'create', userId: amelie };

	it.each(tokenAnswers)(
		'gives a link that logs in, from a token answer with "%s"',
		async (tokenAnswer) => {
			await talkio.control.setState<TalkioState>({ tokenAnswer });
			const { items, error } = await run({
				...create,
				additionalFields: { path: '/app/chat?t=books & more' },
			});
			expect(error).toBeUndefined();
			const { loginLink, expiresAt } = items[0]?.json ?? {};
			const { tokens } = await state();
			expect(Date.parse(String(expiresAt))).toBe(tokens[0]?.expiresAt);
			const page = await fetch(String(loginLink), { redirect: 'manual' });
			expect(page.status).toBe(302);
			expect(page.headers.get('location')).toBe('/app/chat?t=books & more');
		},
	);

	it('leads to the dashboard where no path is given', async () => {
		const { items } = await run(create);
		expect(String(items[0]?.json.loginLink)).not.toContain('path=');
	});

	it('says so when the answer holds no login', async () => {
		await talkio.control.setFaults({ errors: [{ status: 200, body: { ok: true } }] });
		const { error } = await run(create);
		expect(error?.message).toBe(
			'Talkio gave neither a login link nor a token for this user: check that the user is active',
		);
	});
});

describe('organizationPreference: get', () => {
	it.each(preferenceAnswers)(
		'hands on none and one, answered as "%s"',
		async (preferenceAnswer) => {
			await talkio.control.setState<TalkioState>({ preferenceAnswer });
			const get = { resource: 'organizationPreference', operation: 'get' };
			const { items, error } = await run(
				{ ...get, userId: rl('id', '={{ $json.id }}') },
				{ items: [{ id: 'student-1001' }, { id: 'student-1002' }] },
			);
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json)).toEqual([
				{ organizationSlug: null },
				{ organizationSlug: 'riverside-evening-school' },
			]);
		},
	);
});

describe('Talkio', () => {
	it.each(['token', 'settings', '2026-13', '26-11', '={{ "" }}'])(
		'never sends %j as a month',
		async (month) => {
			const { error } = await run({
				resource: 'usage',
				operation: 'getLegacyMonthly',
				userId: amelie,
				month,
			});
			expect(error?.message).toMatch(/^Month is /);
			expect(await talkio.control.requests()).toEqual([]);
		},
	);

	it.each(['user+tag@example.com', 'Ünïcode id', "o'hara%20x"])(
		'asks for the user %j and no other',
		async (id) => {
			await talkio.control.setState<TalkioState>({ users: [{ ...(pupils(1)[0] as User), id }] });
			const { items, error } = await run({
				resource: 'user',
				operation: 'get',
				userId: rl('id', id),
			});
			expect(error).toBeUndefined();
			expect(items[0]?.json.id).toBe(id);
		},
	);

	it.each([
		['..', 'User cannot be ".."'],
		['../expired-users/x', 'User contains a character that no ID has'],
		[' ', 'User is empty'],
	])('refuses the user ID %j', async (id, message) => {
		const { error } = await run({ resource: 'user', operation: 'delete', userId: rl('id', id) });
		expect(error?.message).toContain(message);
		expect(await talkio.control.requests()).toEqual([]);
	});

	it('takes an answer without a body for a success', async () => {
		await talkio.control.setState<TalkioState>({ emptyAnswer: 'nothing' });
		const deleted = await run({ resource: 'user', operation: 'delete', userId: amelie });
		expect(deleted.items[0]?.json).toEqual({ deleted: true });
		const invited = await run({ resource: 'user', operation: 'invite', email: 'a@example.com' });
		expect(invited.items[0]?.json).toEqual({ success: true });
	});

	it('sends only what was given', async () => {
		await run({
			resource: 'user',
			operation: 'create',
			id: 'a',
			userName: 'A',
			userType: 'member',
		});
		const [request] = await talkio.control.requests();
		expect(request?.body).toEqual({ id: 'a', userName: 'A', userType: 'member' });
	});

	it('does not send an update that changes nothing', async () => {
		const { error } = await run({ resource: 'user', operation: 'update', userId: amelie });
		expect(error?.message).toBe('Update Fields is empty: add at least one field to change');
		expect(await talkio.control.requests()).toEqual([]);
	});

	it.each([
		['/', 'a slash at its end'],
		['/api/partner/v3/organizations/riverside-languages/users', 'an address of the API'],
		['/api/partner/v3/', 'the path of the API'],
	])('takes a base URL with %s, %s', async (suffix) => {
		const { error } = await run(
			{ resource: 'user', operation: 'get', userId: amelie },
			{ credential: { baseUrl: `${talkio.url}${suffix}` } },
		);
		expect(error).toBeUndefined();
	});

	it.each([
		[{ baseUrl: '' }, 'The Base URL of the credential is empty: fill it in'],
		[{ organizationSlug: ' ' }, 'The Organization Slug of the credential is empty: fill it in'],
		[
			{ organizationSlug: 'a/b' },
			'The Organization Slug of the credential contains a character that no ID has (/ \\ ? # or a control character): give only the ID',
		],
	])('says what is wrong with the credential %j', async (credential, message) => {
		const { error } = await run(
			{ resource: 'user', operation: 'get', userId: amelie },
			{ credential },
		);
		expect(error?.message).toBe(message);
	});

	it.each([[{ apiKey: 'wrong-key' }], [{ providerSecret: 'wrong-provider' }]])(
		'says that the credential %j is not accepted, without showing it',
		async (credential) => {
			await talkio.control.setFaults({
				errors: [{ status: 401, body: { error: { message: `No: ${Object.values(credential)}` } } }],
			});
			const { error } = await run(
				{ resource: 'user', operation: 'get', userId: amelie },
				{ credential },
			);
			expect(error?.message).toBe(
				'Talkio did not accept the credential: No: ***. Open the credential, enter the current key or token, and test it.',
			);
		},
	);

	it('says what an answer without a list had instead', async () => {
		await talkio.control.setFaults({
			errors: [{ status: 200, body: { total: 3, page: 1 } }],
		});
		const { error } = await run({ resource: 'user', operation: 'getAll', returnAll: true });
		expect(error?.message).toBe(
			'The answer has no list that could be recognized, only total, page: please report this to the maintainers of this node',
		);
	});
});
