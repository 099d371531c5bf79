import type { IDataObject } from 'n8n-workflow';

import { poll } from '../../scripts/poll';
import type { TalkioState, User } from '../../simulator/talkio/state';
import { simulated } from './support/simulated';
import { runTalkio } from './support/talkio';

const talkio = simulated('talkio');
const organization = '/api/partner/v3/organizations/riverside-languages';

const state = async () => await talkio.control.state<TalkioState>();

const received = async () =>
	(await talkio.control.requests()).map(
		({ method, path }) => `${method} ${path.replace(`${organization}/`, '')}`,
	);

describe('Create or Update', () => {
	const upsert = {
		resource: 'user',
		operation: 'upsert',
		id: '={{ $json.id }}',
		userName: '={{ $json.name }}',
		userType: 'member',
	};
	const expiredId = async () => String((await state()).expiredUsers[0]?.id);

	it('A user who is missing is created, one who is there is updated, and the output says which', async () => {
		const { items, error } = await runTalkio(talkio, upsert, {
			items: [
				{ id: 'new-1', name: 'New One' },
				{ id: 'student-1001', name: 'Amelie Martin' },
			],
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => [json.id, json.userName, json.created])).toEqual([
			['new-1', 'New One', true],
			['student-1001', 'Amelie Martin', false],
		]);
		const { users } = await state();
		expect(users.find(({ id }) => id === 'new-1')).toMatchObject({ userName: 'New One' });
		expect(users.find(({ id }) => id === 'student-1001')).toMatchObject({
			userName: 'Amelie Martin',
			email: 'amelie.fontaine@example.com',
		});
	});

	it('Settings are applied afterwards, and sent neither to create nor to update', async () => {
		const { items } = await runTalkio(
			talkio,
			{
				...upsert,
				additionalFields: { email: 'one@example.com', uiLanguage: 'de-DE', readAloudSpeed: 2 },
			},
			{ items: [{ id: 'new-1', name: 'New One' }] },
		);
		expect(items[0]?.json).toMatchObject({ created: true, email: 'one@example.com' });
		const requests = await talkio.control.requests();
		expect(requests.map(({ method, body }) => [method, body])).toEqual([
			['GET', undefined],
			['GET', undefined],
			['POST', { id: 'new-1', userName: 'New One', userType: 'member', email: 'one@example.com' }],
			['PUT', { uiLanguage: 'de-DE', readAloudSpeed: 2 }],
		]);
	});

	it('Settings that are refused say that the user was created', async () => {
		await talkio.control.setFaults({
			errors: [{ status: 422, path: `${organization}/users/new-1/settings` }],
		});
		const { error } = await runTalkio(
			talkio,
			{ ...upsert, additionalFields: { uiLanguage: 'xx' } },
			{ items: [{ id: 'new-1', name: 'New One' }] },
		);
		expect(error?.message).toContain("The user was created, but the settings weren't changed.");
	});

	it.each([
		['fail', 'has expired. Select what to do in Options > If User Has Expired'],
		[undefined, 'has expired. Select what to do in Options > If User Has Expired'],
	])(
		'An expired user is an error with the choice %s, and nothing is changed',
		async (choice, words) => {
			const id = await expiredId();
			const options = choice === undefined ? {} : { ifUserHasExpired: choice };
			const { error } = await runTalkio(
				talkio,
				{ ...upsert, options },
				{ items: [{ id, name: 'Back again' }] },
			);
			expect(error?.message).toContain(words);
			expect((await received()).filter((request) => !request.startsWith('GET'))).toEqual([]);
		},
	);

	it('An expired user can be returned or skipped, which a hint counts', async () => {
		const id = await expiredId();
		const items = [{ id, name: 'Back again' }];
		const returned = await runTalkio(
			talkio,
			{ ...upsert, options: { ifUserHasExpired: 'return' } },
			{ items },
		);
		expect(returned.items[0]?.json).toMatchObject({ id, created: false, expired: true });
		const skipped = await runTalkio(
			talkio,
			{ ...upsert, options: { ifUserHasExpired: 'skip' } },
			{ items: [...items, { id: 'new-1', name: 'New One' }] },
		);
		expect(skipped.items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			['new-1', { item: 1 }],
		]);
		const [task] = skipped.run.data.resultData.runData.Subject ?? [];
		expect(task?.hints).toMatchObject([{ message: '1 item was skipped: the user has expired.' }]);
		expect((await received()).filter((request) => request.startsWith('PUT'))).toEqual([]);
	});

	it.each([400, 401, 403, 500])(
		'Status %d is no missing user, and nothing is created',
		async (status) => {
			await talkio.control.setFaults({
				errors: [{ status, path: `${organization}/users/new-1` }],
			});
			const { error } = await runTalkio(talkio, upsert, {
				items: [{ id: 'new-1', name: 'New One' }],
			});
			expect(error?.message).toContain(String(status));
			expect((await received()).filter((request) => request.startsWith('POST'))).toEqual([]);
		},
	);

	it('An email address in place of the ID is named, with the ID to use', async () => {
		const { error } = await runTalkio(talkio, upsert, {
			items: [{ id: 'amelie.fontaine@example.com', name: 'Amelie' }],
		});
		expect(error?.message).toContain(
			'User ID is the email address of the user "student-1001". Enter that ID',
		);
		expect(await received()).toHaveLength(1);
	});

	it('Two runs at once create a user once, and the one that is refused says so', async () => {
		const run = async () =>
			await runTalkio(talkio, upsert, { items: [{ id: 'new-1', name: 'New One' }] });
		await talkio.control.setFaults({ latencyMs: 30 });
		const results = await Promise.all([run(), run()]);
		const refused = results.filter(({ error }) => error);
		expect(refused).toHaveLength(1);
		expect(refused[0]?.error?.message).toContain(
			'If another run has just created the user, run this again to update it.',
		);
		expect((await state()).users.filter(({ id }) => id === 'new-1')).toHaveLength(1);
	});
});

describe('Usage: Get Report', () => {
	const report = {
		resource: 'usage',
		operation: 'getReport',
		fromMonth: '2026-03',
		toMonth: '2026-04',
	};
	const pairs = (items: Array<{ json: IDataObject }>) =>
		items.map(({ json }) => `${String(json.userId)} ${String(json.period)}`);

	const setUsers = async (count: number) => {
		const users: User[] = Array.from({ length: count }, (_, index) => ({
			id: `pupil-${String(index).padStart(3, '0')}`,
			userName: `Pupil ${index}`,
			userType: 'member',
			createdAt: '2026-01-01T00:00:00.000Z',
		}));
		await talkio.control.setState<TalkioState>({ users });
		return users.map(({ id }) => id);
	};

	it('There is one flat row for each user and month, in order', async () => {
		const ids = await setUsers(130);
		const { items, error } = await runTalkio(talkio, report);
		expect(error).toBeUndefined();
		expect(pairs(items)).toEqual(ids.flatMap((id) => [`${id} 2026-03`, `${id} 2026-04`]));
		const [row] = items;
		expect(Object.keys(row?.json ?? {}).slice(0, 3)).toEqual(['userId', 'userName', 'period']);
		for (const value of Object.values(row?.json ?? {})) expect(typeof value).not.toBe('object');
	});

	it('Days are reported too, of expired users as well', async () => {
		const { users, expiredUsers } = await state();
		const { items, error } = await runTalkio(talkio, {
			...report,
			users: 'all',
			interval: 'day',
			fromDate: '2026-02-27',
			toDate: '2026-03-01',
		});
		expect(error).toBeUndefined();
		const days = ['2026-02-27', '2026-02-28', '2026-03-01'];
		expect(pairs(items)).toEqual(
			[...users, ...expiredUsers].flatMap(({ id }) => days.map((day) => `${id} ${day}`)),
		);
	});

	it('A report that needs too many requests says how many before it sends them', async () => {
		await setUsers(20);
		const { error } = await runTalkio(talkio, { ...report, options: { maxRequests: 39 } });
		expect(error?.message).toBe(
			'The report needs 40 requests for 20 users and 2 periods, but Options > Max Requests is 39. Increase it, or choose fewer users or periods',
		);
		expect(await received()).toEqual(['GET users']);
	});

	it('A user that fails stops the report, and is a row with an error where the node goes on', async () => {
		const [, failing = ''] = await setUsers(3);
		await talkio.control.setFaults({
			errors: [{ status: 400, path: `${organization}/users/${failing}/usage/monthly-stats` }],
		});
		expect((await runTalkio(talkio, report)).error?.message).toContain('400');
		const { items, error } = await runTalkio(talkio, report, { onError: 'continueRegularOutput' });
		expect(error).toBeUndefined();
		expect(pairs(items)).toHaveLength(6);
		const failed = items.filter(({ json }) => json.error !== undefined);
		expect(pairs(failed)).toEqual([`${failing} 2026-03`, `${failing} 2026-04`]);
		expect(failed[0]).toMatchObject({ pairedItem: { item: 0 } });
	});

	it('Failed rows leave by the error output where the user wants it', async () => {
		const [failing = ''] = await setUsers(2);
		await talkio.control.setFaults({
			errors: [{ status: 400, path: `${organization}/users/${failing}/usage/monthly-stats` }],
		});
		const { run } = await runTalkio(talkio, report, { onError: 'continueErrorOutput' });
		const [done = [], failed = []] = run.data.resultData.runData.Subject?.[0]?.data?.main ?? [];
		expect(pairs(done ?? [])).toHaveLength(2);
		expect(failed?.map(({ json }) => String(json.error))).toEqual([
			expect.stringContaining('Period: 2026-03'),
			expect.stringContaining('Period: 2026-04'),
		]);
	});

	it('Selected users may be expired, and one that nobody knows is an error', async () => {
		const id = String((await state()).expiredUsers[0]?.id);
		const selected = { ...report, users: 'selected' };
		const { items } = await runTalkio(talkio, { ...selected, userIds: `student-1001, ${id}` });
		expect(new Set(items.map(({ json }) => json.userId))).toEqual(new Set(['student-1001', id]));
		expect(items.every(({ json }) => typeof json.userName === 'string')).toBe(true);
		const { error } = await runTalkio(talkio, { ...selected, userIds: 'nobody' });
		expect(error?.message).toContain('nobody');
	});

	it.each([
		[{ fromMonth: '2026-05' }, "From Month can't be after To Month"],
		[
			{ interval: 'day', fromDate: '2026-03-02', toDate: '2026-03-01' },
			"From Date can't be after To Date",
		],
		[
			{ interval: 'day', fromDate: '2020-01-01', toDate: '2026-03-01' },
			"A report can't have more than 1000 days or months",
		],
	])('%j is refused before anything is sent', async (parameters, message) => {
		const { error } = await runTalkio(talkio, { ...report, ...parameters });
		expect(error?.message).toBe(message);
		expect(await received()).toEqual([]);
	});

	it('A report keeps to the limit of concurrent requests and ends when it is cancelled', async () => {
		await setUsers(40);
		await talkio.control.setFaults({ latencyMs: 40 });
		const begun = async () =>
			await poll(async () => (await received()).length > 5 || undefined, {
				timeout: () => 'The report did not begin in time',
			});
		const { error } = await runTalkio(
			talkio,
			{ ...report, options: { maxConcurrentRequests: 2 } },
			{ onStarted: (cancel) => void begun().then(cancel) },
		);
		expect(error?.message ?? 'canceled').toMatch(/cancel/i);
		expect((await received()).length).toBeLessThan(60);
	});
});
