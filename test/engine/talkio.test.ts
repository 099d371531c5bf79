import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { Talkio } from '../../nodes/Talkio/Talkio.node';
import {
	listEnvelopes,
	preferenceAnswers,
	tokenAnswers,
	type TalkioState,
	type User,
} from '../../simulator/talkio/state';
import { propertyRuns } from '../support/propertyRuns';
import { byId, fromList } from '../uses/use';
import { pick } from './support/pick';
import { simulated } from './support/simulated';
import { runTalkio, talkioCredentials } from './support/talkio';

const talkio = simulated('talkio');
const amelie = fromList('student-1001');

const credentials = (changes: IDataObject = {}) => talkioCredentials(talkio, changes);

const run = async (
	parameters: Parameters<typeof runTalkio>[1],
	more: Parameters<typeof runTalkio>[2] = {},
) => await runTalkio(talkio, parameters, more);

const state = async () => await talkio.control.state<TalkioState>();

/** Many members, whose IDs are `pupil-0`, `pupil-1` and so on. */
const pupils = (count: number): User[] =>
	Array.from({ length: count }, (_, index) => ({
		id: `pupil-${index}`,
		userName: `Pupil ${index}`,
		userType: 'member',
		createdAt: '2026-01-01T00:00:00.000Z',
	}));

describe('a list with entries of other types', () => {
	it('Get Many leaves out null and shows a text or a number as its value', async () => {
		await talkio.control.setFaults({
			errors: [{ status: 200, body: [null, 'text', 7, { id: 'pupil-1' }] }],
		});
		const { items } = await run({ resource: 'user', operation: 'getAll', output: 'raw' });
		expect(items.map(({ json }) => json)).toEqual([
			{ value: 'text' },
			{ value: 7 },
			{ id: 'pupil-1' },
		]);
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
	])('A list of %d users in the envelope is read to its end', async (existing, expected) => {
		await talkio.control.setState<TalkioState>({ users: pupils(existing) });
		const { items, error } = await run({ ...getAll, returnAll: true });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.id)).toEqual(pupils(expected).map(({ id }) => id));
	});

	it('A page holds at least ten records, and a smaller Limit cuts it', async () => {
		await talkio.control.setState<TalkioState>({ users: pupils(30) });
		const { items } = await run({ ...getAll, returnAll: false, limit: 3 });
		expect(items.map(({ json }) => json.id)).toEqual(['pupil-0', 'pupil-1', 'pupil-2']);
		expect(await asked()).toEqual([{ page: '1', limit: '10' }]);
	});

	it('A list is read in pages of the same size up to the Limit', async () => {
		await talkio.control.setState<TalkioState>({ users: pupils(250) });
		const { items } = await run({ ...getAll, returnAll: false, limit: 130 });
		expect(items).toHaveLength(130);
		expect(await asked()).toEqual([
			{ page: '1', limit: '100' },
			{ page: '2', limit: '100' },
		]);
	});

	it('A list of expired users is read whole, though its pages are shorter than requested', async () => {
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

	it('A list in the envelope fills the pickers', async () => {
		const list = async (search: string, filter?: string, parameters = {}) =>
			await pick({
				nodeType: new Talkio(),
				search,
				parameters: { userId: amelie, ...parameters },
				credentials: credentials(),
				...(filter === undefined ? {} : { filter }),
			});
		expect(await list('searchUsers', 'tanaka')).toEqual({
			results: [{ name: 'Yuki Tanaka (student-1003)', value: 'student-1003' }],
		});
		expect((await list('searchExpiredUsers')).results).toHaveLength(2);
		const { results } = await list('searchConversations');
		expect(results.map(({ value }) => value)).toEqual(['c-5002', 'c-5001']);
	});
});

describe('the picker of conversations', () => {
	it.each([[fromList('')], [byId('={{ $json.id }}')]])(
		'The conversation picker asks for the user first, with %j',
		async (userId) => {
			const picking = pick({
				nodeType: new Talkio(),
				search: 'searchConversations',
				parameters: { userId },
				credentials: credentials(),
			});
			await expect(picking).rejects.toThrow('Select the user first, or enter the conversation ID');
		},
	);
});

describe('the option Organization Slug', () => {
	const pathsOf = async () => (await talkio.control.requests()).map(({ path }) => path);
	const deletion = { resource: 'user', operation: 'delete', userId: byId('={{ $json.id }}') };
	const prefix = '/api/partner/v3/organizations';

	it('Each item is deleted in the organization that it names', async () => {
		const { items } = await run(
			{ ...deletion, options: { organizationSlug: '={{ $json.slug }}', maxConcurrentRequests: 1 } },
			{
				items: [
					{ id: 'student-1001', slug: ' riverside-languages ' },
					{ id: 'student-1001', slug: 'hillside-languages' },
				],
				onError: 'continueRegularOutput',
			},
		);
		expect(await pathsOf()).toEqual([
			`${prefix}/riverside-languages/users/student-1001`,
			`${prefix}/hillside-languages/users/student-1001`,
		]);
		expect(items[0]?.json).toEqual({ deleted: true });
		expect(items[1]?.json.error).toContain('Organization not found');
	});

	it.each([
		['={{ $json.nothing }}', 'Organization Slug is empty. Enter a value, or remove the field'],
		['={{ "" }}', 'Organization Slug is empty. Enter a value, or remove the field'],
		['a/users', `Organization Slug can't contain "/"`],
		['..', 'Organization Slug must be an ID'],
		['={{ {} }}', 'Organization Slug is empty'],
	])(
		'The slug %j deletes nothing, not even in the organization of the credential',
		async (organizationSlug, message) => {
			const { error } = await run(
				{ ...deletion, options: { organizationSlug } },
				{
					items: [{ id: 'student-1001' }],
				},
			);
			expect(error?.message).toContain(message);
			expect(await pathsOf()).toEqual([]);
		},
	);

	it('The pickers list the users of the organization that the option names', async () => {
		const picking = pick({
			nodeType: new Talkio(),
			search: 'searchUsers',
			parameters: { options: { organizationSlug: 'hillside-languages' } },
			credentials: credentials(),
		});
		await expect(picking).rejects.toThrow('Organization not found');
		expect(await pathsOf()).toEqual([`${prefix}/hillside-languages/users`]);
	});
});

describe('user IDs', () => {
	it('Create refuses what no other operation can name, in the same words, and trims alike', async () => {
		const ofUser = async (operation: string, id: string) => {
			const parameters = operation === 'create' ? { id, userName: 'Noor' } : { userId: byId(id) };
			return (await run({ resource: 'user', operation, ...parameters })).error?.message;
		};
		const idLike = fc.oneof(
			fc.string(),
			fc.base64String(),
			fc.webUrl(),
			fc.constantFrom('..', ' . ', '%2e%2e', 'a%2Fb', 'a?b', 'a#b', '\ud800', ' padded '),
		);
		await fc.assert(
			fc.asyncProperty(
				// A text that begins with "=" is an expression.
				idLike.filter((id) => id.trim() !== '' && !id.startsWith('=') && !/^https?:/i.test(id)),
				async (id) => {
					await talkio.control.reset();
					const refusal = await ofUser('create', id);
					const other = await ofUser('get', id);
					if (refusal === undefined) expect(other).toBeUndefined();
					else expect(other).toBe(refusal.replace('User ID', 'User'));
				},
			),
			{ numRuns: propertyRuns(50) },
		);
	});

	it.each(['https://example.com/users/1', 'YWJj/ZGVm'])('Create refuses the ID %s', async (id) => {
		const { error } = await run({ resource: 'user', operation: 'create', id, userName: 'Noor' });
		expect(error?.message).toContain(`User ID can't contain "/"`);
		expect(await talkio.control.requests()).toEqual([]);
	});
});

describe('embed: create', () => {
	const create = { resource: 'embed', operation: 'create', userId: amelie };

	it.each(tokenAnswers)(
		'Create returns a login link for a token answer with "%s"',
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

	it('Create leads to the dashboard when no path is given', async () => {
		const { items } = await run(create);
		expect(String(items[0]?.json.loginLink)).not.toContain('path=');
	});

	it('Create reports an answer that holds no login', async () => {
		await talkio.control.setFaults({ errors: [{ status: 200, body: { ok: true } }] });
		const { error } = await run(create);
		expect(error?.message).toBe(
			'Talkio returned no login link for this user. Check that the user is active.',
		);
	});
});

describe('organizationPreference: get', () => {
	it.each(preferenceAnswers)(
		'Get returns no preference or one for an answer of "%s"',
		async (preferenceAnswer) => {
			await talkio.control.setState<TalkioState>({ preferenceAnswer });
			const get = { resource: 'organizationPreference', operation: 'get' };
			const { items, error } = await run(
				{ ...get, userId: byId('={{ $json.id }}') },
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
		'Talkio never sends %j as a month',
		async (month) => {
			const { error } = await run({
				resource: 'usage',
				operation: 'getLegacyMonthly',
				userId: amelie,
				month,
			});
			expect(error?.message).toMatch(/^Month (must be a date like|is required)/);
			expect(await talkio.control.requests()).toEqual([]);
		},
	);

	it.each(['user+tag@example.com', 'Ünïcode id', "o'hara%20x"])(
		'Talkio asks for the user %j and no other',
		async (id) => {
			await talkio.control.setState<TalkioState>({ users: [{ ...(pupils(1)[0] as User), id }] });
			const { items, error } = await run({
				resource: 'user',
				operation: 'get',
				userId: byId(id),
			});
			expect(error).toBeUndefined();
			expect(items[0]?.json.id).toBe(id);
		},
	);

	it.each([
		['..', 'User must be an ID'],
		['../expired-users/x', "User can't contain"],
		[' ', 'User is required'],
	])('Talkio refuses the user ID %j', async (id, message) => {
		const { error } = await run({ resource: 'user', operation: 'delete', userId: byId(id) });
		expect(error?.message).toContain(message);
		expect(await talkio.control.requests()).toEqual([]);
	});

	it('Talkio accepts an answer without a body as a success', async () => {
		await talkio.control.setState<TalkioState>({ emptyAnswer: 'nothing' });
		const deleted = await run({ resource: 'user', operation: 'delete', userId: amelie });
		expect(deleted.items[0]?.json).toEqual({ deleted: true });
		const invited = await run({ resource: 'user', operation: 'invite', email: 'a@example.com' });
		expect(invited.items[0]?.json).toEqual({ success: true });
	});

	it('Update User sends only the given fields', async () => {
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

	it('Update User sends nothing when no field is given', async () => {
		const { error } = await run({ resource: 'user', operation: 'update', userId: amelie });
		expect(error?.message).toBe('Add at least one field under Update Fields');
		expect(await talkio.control.requests()).toEqual([]);
	});

	it.each([
		['/', 'a slash at its end'],
		['/api/partner/v3/organizations/riverside-languages/users', 'an address of the API'],
		['/api/partner/v3/', 'the path of the API'],
	])('Talkio accepts a Base URL with %s, %s', async (suffix) => {
		const { error } = await run(
			{ resource: 'user', operation: 'get', userId: amelie },
			{ credential: { baseUrl: `${talkio.url}${suffix}` } },
		);
		expect(error).toBeUndefined();
	});

	it.each([
		[{ baseUrl: '' }, 'Enter the Base URL in the credential'],
		[{ organizationSlug: ' ' }, 'Enter an Organization Slug in the credential'],
		[
			{ organizationSlug: 'a/b' },
			'Organization Slug can\'t contain "/", "\\", "?", "#" or control characters. Enter only the ID. Current value: "a/b"',
		],
	])('Talkio says what is wrong with the credential %j', async (credential, message) => {
		const { error } = await run(
			{ resource: 'user', operation: 'get', userId: amelie },
			{ credential },
		);
		expect(error?.message).toBe(message);
	});

	it.each([[{ apiKey: 'wrong-key' }], [{ providerSecret: 'wrong-provider' }]])(
		'Talkio reports that the credential %j is rejected, without showing it',
		async (credential) => {
			await talkio.control.setFaults({
				errors: [{ status: 401, body: { error: { message: `No: ${Object.values(credential)}` } } }],
			});
			const { error } = await run(
				{ resource: 'user', operation: 'get', userId: amelie },
				{ credential },
			);
			expect(error?.message).toBe(
				'Talkio rejected the credential: No: ***. Open the credential, enter a valid key or token, and test it.',
			);
		},
	);

	it('Talkio says what an answer without a list contained instead', async () => {
		await talkio.control.setFaults({
			errors: [{ status: 200, body: { total: 3, page: 1 } }],
		});
		const { error } = await run({ resource: 'user', operation: 'getAll', returnAll: true });
		expect(error?.message).toBe(
			'Talkio sent a response without a list. Fields it sent: total, page. Report this issue to the maintainers of this node.',
		);
	});
});
