import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { omit } from '../../../nodes/shared/vendor/omit';
import { listEnvelopes, type TalkioState } from '../../../simulator/talkio/state';
import { ManualClock } from './support/manualClock';
import { useSimulator } from './support/useSimulator';

const headers = {
	'x-api-key': 'talkio-demo-key',
	'x-provider': 'talkio-demo-provider',
	'content-type': 'application/json',
};
const organization = '/api/partner/v3/organizations/riverside-languages';
const clock = new ManualClock();
const talkio = useSimulator('talkio', { clock, headers });
beforeEach(() => clock.restart());

function fixture<T = object>(name: string): T {
	const file = join(__dirname, '../../fixtures/talkio', `${name}.json`);
	return JSON.parse(readFileSync(file, 'utf8')) as T;
}

const call = (...[method, path, parts]: Parameters<typeof talkio.call>) =>
	talkio.call(method, `${organization}${path}`, parts);

const state = async () => await talkio.control.state<TalkioState>();

/** What stands at `a.b.c` in a body. */
const at = (body: unknown, path: string): unknown =>
	path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], body);

describe('the simulated Talkio takes the sample request that', () => {
	it('The simulated Talkio creates a user from the sample request, who can then be read', async () => {
		const body = fixture('user-create');
		expect((await call('POST', '/users', { body })).status).toBe(200);
		expect((await call('GET', '/users/user-1')).json()).toMatchObject(body);
		expect((await call('GET', '/users/user-1@example.com')).json()).toMatchObject(body);
		expect((await call('POST', '/users', { body })).status).toBe(409);
	});

	it('The simulated Talkio invites a user from the sample request', async () => {
		const body = fixture('user-invite');
		expect((await call('POST', '/users/invite', { body })).json()).toEqual({});
		await talkio.control.setState<TalkioState>({ emptyAnswer: 'nothing' });
		expect((await call('POST', '/users/invite', { body })).status).toBe(204);
	});

	it('The simulated Talkio updates settings from the sample request', async () => {
		const body = fixture('userSettings-update');
		const path = '/users/student-1003/settings';
		expect((await call('PUT', path, { body })).json()).toEqual(body);
		expect((await call('GET', path)).json()).toEqual(body);
	});

	it('The simulated Talkio sets the preferred organization once it is of the same partner', async () => {
		const body = fixture<{ organizationSlug: string }>('organizationPreference-update');
		const path = '/users/student-1001/organization-preference';
		expect((await call('GET', path)).text).toBe('null');
		expect((await call('PUT', path, { body })).status).toBe(400);
		await talkio.control.setState<TalkioState>({ organizations: [body.organizationSlug] });
		expect((await call('PUT', path, { body })).status).toBe(200);
		expect((await call('GET', path)).json()).toBe(body.organizationSlug);
	});
});

describe('the simulated Talkio answers with what the document names', () => {
	const documented = fixture<Record<string, string[]>>('documentedAnswers');

	it('The simulated Talkio answers with the documented fields for expired users, read by ID and by email address', async () => {
		for (const id of ['student-0911', 'lena.vogel@example.com']) {
			const user = (await call('GET', `/expired-users/${id}`)).json();
			for (const key of documented.expiredUser ?? [])
				expect(at(user, key)).toEqual(expect.any(String));
		}
	});

	it.each([
		['/users/student-1001/usage/stats', { date: '2026-11-20', timezone: 'America/New_York' }],
		['/users/student-0911/usage/stats', { date: '2026-11-20' }],
		['/users/student-1001/usage/monthly-stats', { month: '2026-11', language: 'en-US' }],
		['/users/student-0911/usage/monthly-stats', { month: '2026-11' }],
	] as Array<[string, Record<string, string>]>)(
		'The simulated Talkio answers with the documented fields for usage, at %s',
		async (path, query) => {
			const stats = (await call('GET', path, { query })).json();
			for (const key of documented.usageStats ?? [])
				expect(at(stats, key)).toEqual(expect.any(Number));
		},
	);

	it('The simulated Talkio answers a login with a token, its expiry, and a link that logs in until then', async () => {
		const { token, expiresAt, loginLink } = (
			await call('GET', '/users/student-1001/token')
		).json() as Record<string, string>;
		expect(new URL(String(loginLink)).searchParams.get('token')).toBe(token);
		const open = async () => (await fetch(String(loginLink), { redirect: 'manual' })).status;
		expect(await open()).toBe(302);
		clock.advance(Date.parse(String(expiresAt)) - clock.now());
		expect(await open()).toBe(401);
	});
});

describe('the simulated Talkio', () => {
	it.each([
		['no headers', { 'x-api-key': '', 'x-provider': '' }],
		['another key', { 'x-api-key': 'other' }],
		['another provider', { 'x-provider': 'other' }],
	])('The simulated Talkio refuses requests with %s', async (_what, other) => {
		const answer = await call('GET', '/users', { headers: other });
		expect(answer.status).toBe(401);
		expect(answer.json()).toEqual({ message: 'Invalid API key or provider' });
	});

	it('The simulated Talkio knows no other organization', async () => {
		const answer = await talkio.call('GET', '/api/partner/v3/organizations/other/users');
		expect(answer.status).toBe(404);
	});

	it.each([
		['GET', '/users?limit=9', undefined],
		['GET', '/users?limit=101', undefined],
		['GET', '/users?userType=admin', undefined],
		['GET', '/users/student-1001/usage/stats', undefined],
		['GET', '/users/student-1001/2026-13', undefined],
		['GET', '/users/student-1001/weekly-assessment/2026-11', undefined],
		['POST', '/users', { id: 'a', userName: 'A' }],
		['POST', '/users/invite', {}],
		['PUT', '/users/student-1001', { userType: 'member' }],
		['PUT', '/users/student-1001', {}],
		['PUT', '/users/student-1001/settings', { tutor: 'Emma' }],
	])('The simulated Talkio refuses %s %s with %j', async (method, path, body) => {
		expect((await call(method, path, { body })).status).toBe(400);
	});

	it.each([
		['GET', '/users/nobody'],
		['GET', '/expired-users/student-1001'],
		['GET', '/users/nobody/token'],
		['GET', '/users/student-0911/token'],
		['GET', '/users/student-0911/conversations'],
		['GET', '/users/student-1002/conversations/c-5001'],
		['GET', '/users/nobody/2026-11'],
		['DELETE', '/users/nobody'],
	])('The simulated Talkio does not find %s %s', async (method, path) => {
		const others = omit(headers, 'content-type');
		const answer = await fetch(`${talkio.url}/talkio${organization}${path}`, {
			method,
			headers: others,
		});
		expect(answer.status).toBe(404);
	});

	it('The simulated Talkio lists a user whose time is over as expired', async () => {
		const accountExpiresAt = new Date(clock.now() + 60_000).toISOString();
		const body = { ...fixture('user-create'), accountExpiresAt };
		await call('POST', '/users', { body });
		expect((await call('GET', '/users/user-1')).status).toBe(200);
		clock.advance(60_000);
		expect((await call('GET', '/users/user-1')).status).toBe(404);
		expect((await call('GET', '/expired-users/user-1')).json()).toMatchObject({
			memberType: 'member',
			expiredAt: accountExpiresAt,
		});
	});

	it('The simulated Talkio deletes active and expired users', async () => {
		const others = omit(headers, 'content-type');
		for (const id of ['student-1001', 'student-0911']) {
			const url = `${talkio.url}/talkio${organization}/users/${id}`;
			expect((await fetch(url, { method: 'DELETE', headers: others })).status).toBe(200);
		}
		const { users, expiredUsers } = await state();
		expect([...users, ...expiredUsers]).toHaveLength(5);
	});

	it.each(listEnvelopes)(
		'The simulated Talkio gives pages of ten unless asked for more, in the envelope "%s"',
		async (listEnvelope) => {
			const { users } = await state();
			const [first] = users;
			if (!first) throw new Error('The seed has users');
			const many = Array.from({ length: 25 }, (_, index) => ({ ...first, id: `u-${index}` }));
			await talkio.control.setState<TalkioState>({ listEnvelope, users: many });
			const idsOn = async (query: Record<string, string>) =>
				[...(await call('GET', '/users', { query })).text.matchAll(/"u-\d+"/g)].length;
			expect(await idsOn({})).toBe(10);
			expect(await idsOn({ page: '3' })).toBe(5);
			expect(await idsOn({ page: '4' })).toBe(0);
			expect(await idsOn({ limit: '100' })).toBe(25);
		},
	);
});
