import {
	type IDataObject,
	type INodeExecutionData,
	type NodeParameterValueType,
} from 'n8n-workflow';

import { TalkioApi } from '../../credentials/TalkioApi.credentials';
import { TalkioTrigger } from '../../nodes/Talkio/TalkioTrigger.node';
import { omit } from '../../nodes/shared/vendor/omit';
import type { Conversation, TalkioState, User } from '../../simulator/talkio/state';
import { byId } from '../uses/use';
import { pollingNode } from './support/pollingNode';
import { simulated } from './support/simulated';

const talkio = simulated('talkio');

/** The trigger as it is published: what it remembers lasts from poll to poll. */
const published = (
	parameters: Record<string, NodeParameterValueType>,
	mode?: 'trigger' | 'manual',
) =>
	pollingNode({
		nodeType: new TalkioTrigger(),
		parameters,
		credentials: {
			talkioApi: {
				type: new TalkioApi(),
				data: {
					baseUrl: talkio.url,
					organizationSlug: 'riverside-languages',
					apiKey: 'talkio-demo-key',
					providerSecret: 'talkio-demo-provider',
				},
			},
		},
		...(mode ? { mode } : {}),
	});

const jsonOf = (items: INodeExecutionData[]) => items.map(({ json }) => json);
const idsOf = (items: INodeExecutionData[]) => items.map(({ json }) => json.id);

const state = async () => await talkio.control.state<TalkioState>();
const setState = async (changes: Partial<TalkioState>) => await talkio.control.setState(changes);

const someone = (id: string, more: Partial<User> = {}): User => ({
	id,
	userName: `User ${id}`,
	userType: 'member',
	createdAt: '2026-05-04T10:00:00.000Z',
	...more,
});

async function addUsers(...users: User[]) {
	await setState({ users: [...users, ...(await state()).users] });
}

const talk = (id: string, userId: string, more: Partial<Conversation> = {}): Conversation => ({
	id,
	userId,
	promptTemplateId: 'job-interview',
	createdAt: new Date().toISOString(),
	messages: [],
	...more,
});

async function addConversations(...conversations: Conversation[]) {
	await setState({ conversations: [...(await state()).conversations, ...conversations] });
}

describe('User Created', () => {
	const created = { events: ['userCreated'] };

	it('User Created returns each new user once, and none that existed before', async () => {
		const { poll } = published(created);
		expect(await poll()).toEqual([]);
		await addUsers(someone('new-1'));
		expect(jsonOf(await poll())).toEqual([
			{
				...someone('new-1'),
				event: 'userCreated',
				eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
			},
		]);
		expect(await poll()).toEqual([]);
	});

	it('The trigger polls the organization that Organization Slug names', async () => {
		const elsewhere = { ...created, options: { organizationSlug: 'hillside-languages' } };
		await expect(published(elsewhere).poll()).rejects.toThrow('Organization not found');
		const [request] = await talkio.control.requests();
		expect(request?.path).toBe('/api/partner/v3/organizations/hillside-languages/users');
		const nowhere = { ...created, options: { organizationSlug: ' ' } };
		await expect(published(nowhere).poll()).rejects.toThrow('Organization Slug is empty');
	});

	it.each([
		['a web page', { errors: [{ status: 200, body: '<!DOCTYPE html><title>Sign in</title>' }] }],
		['an empty body', { emptyBody: {} }],
	])(
		'A poll that gets %s fails, so that the next one returns no old user',
		async (_what, faults) => {
			const { poll } = published(created);
			await talkio.control.setFaults(faults);
			await expect(poll()).rejects.toThrow('Talkio');
			await talkio.control.setFaults({});
			expect(await poll()).toEqual([]);
			await addUsers(someone('new-1'));
			expect(idsOf(await poll())).toEqual(['new-1']);
		},
	);

	it('A poll leaves out entries that are no objects, and continues with the others', async () => {
		const { poll } = published(created);
		await poll();
		const list = [null, 'text', 7, ['x'], someone('new-1')];
		await talkio.control.setFaults({ errors: [{ status: 200, body: { data: list } }] });
		expect(idsOf(await poll())).toEqual(['new-1']);
		await talkio.control.setFaults({});
		await addUsers(someone('new-1'), someone('new-2'));
		expect(idsOf(await poll())).toEqual(['new-2']);
	});

	it('User Created returns no user again whose date is written in another way', async () => {
		const { poll } = published(created);
		await addUsers(someone('new-1', { createdAt: '2026-05-04T10:00:00.000Z' }));
		await poll();
		const { users } = await state();
		const rewritten = users.map((user) => ({
			...user,
			createdAt: user.createdAt.replace('.000Z', 'Z'),
		}));
		await setState({ users: rewritten });
		expect(await poll()).toEqual([]);
		await setState({
			users: users.map((user) => ({ ...user, createdAt: user.createdAt.replace('Z', '+00:00') })),
		});
		expect(await poll()).toEqual([]);
	});

	it('User Created finds a user whose account is older than their membership', async () => {
		const { poll } = published(created);
		await poll();
		await addUsers(someone('joined', { createdAt: '2019-01-01T00:00:00.000Z' }));
		expect(idsOf(await poll())).toEqual(['joined']);
	});

	it('User Created returns a user who was deleted and comes back', async () => {
		const { poll } = published(created);
		await poll();
		await addUsers(someone('back'));
		expect(idsOf(await poll())).toEqual(['back']);
		await setState({ users: [] });
		await poll();
		await addUsers(someone('back', { createdAt: '2026-06-01T10:00:00.000Z' }));
		expect(idsOf(await poll())).toEqual(['back']);
	});

	it('User Created reads lists of many pages, whatever is added meanwhile', async () => {
		const many = Array.from({ length: 250 }, (_, index) => someone(`old-${index}`));
		await setState({ users: many });
		const { poll } = published(created);
		expect(await poll()).toEqual([]);
		await addUsers(someone('first'));
		await setState({ users: [...(await state()).users, someone('last')] });
		expect(idsOf(await poll()).sort()).toEqual(['first', 'last']);
		expect(await poll()).toEqual([]);
	});

	it('User Created counts only users of the chosen type', async () => {
		const { poll } = published({ ...created, options: { userType: 'facilitator' } });
		await poll();
		await addUsers(someone('pupil'), someone('teacher', { userType: 'facilitator' }));
		expect(idsOf(await poll())).toEqual(['teacher']);
	});

	it('User Created starts with existing users when asked to', async () => {
		const { poll } = published({ ...created, options: { startFrom: 'beginning' } });
		expect(await poll()).toHaveLength(5);
		expect(await poll()).toEqual([]);
	});

	it('User Created starts over from now when its settings change', async () => {
		const { poll, change } = published(created);
		await poll();
		await addUsers(someone('before the change'));
		change({ options: { userType: 'member' } });
		expect(await poll()).toEqual([]);
		await addUsers(someone('after the change'));
		expect(idsOf(await poll())).toEqual(['after the change']);
	});
});

describe('User Expired', () => {
	const expired = { events: ['userExpired'] };

	it('User Expired returns each expired user once', async () => {
		const { poll } = published(expired);
		expect(await poll()).toEqual([]);
		const accountExpiresAt = new Date(Date.now() - 1000).toISOString();
		await addUsers(someone('over', { accountExpiresAt }));
		expect(jsonOf(await poll())).toMatchObject([
			{ id: 'over', memberType: 'member', expiredAt: accountExpiresAt, event: 'userExpired' },
		]);
		expect(await poll()).toEqual([]);
	});

	it('User Expired returns a user who expires a second time', async () => {
		const { poll } = published(expired);
		await poll();
		const { expiredUsers } = await state();
		const again = expiredUsers.map((user) => ({ ...user, expiredAt: new Date().toISOString() }));
		await setState({ expiredUsers: again.slice(0, 1) });
		expect(idsOf(await poll())).toEqual([again[0]?.id]);
	});

	it('User Expired finds a user whose expiry date is long past', async () => {
		const { poll } = published(expired);
		await poll();
		const accountExpiresAt = '2024-01-01T00:00:00.000Z';
		await addUsers(someone('late', { accountExpiresAt }));
		expect(idsOf(await poll())).toEqual(['late']);
	});

	it('User Expired tells expired users without dates apart', async () => {
		const { expiredUsers } = await state();
		const undated = expiredUsers.map((user) => omit(user, 'expiredAt')) as never[];
		await setState({ expiredUsers: undated });
		const { poll } = published(expired);
		expect(await poll()).toEqual([]);
		await setState({ expiredUsers: [...undated, { id: 'x', userName: 'X' } as never] });
		expect(idsOf(await poll())).toEqual(['x']);
	});
});

describe('Conversation Created', () => {
	const created = { events: ['conversationCreated'], conversationsOf: 'one' };
	const ofAmelie = { ...created, userId: byId('student-1001') };
	const ofAll = { ...created, conversationsOf: 'all' };

	it('Conversation Created returns new conversations of one user', async () => {
		const { poll } = published(ofAmelie);
		expect(await poll()).toEqual([]);
		await addConversations(talk('c-1', 'student-1001'), talk('c-2', 'student-1002'));
		expect(jsonOf(await poll())).toMatchObject([
			{ id: 'c-1', userId: 'student-1001', event: 'conversationCreated' },
		]);
		expect(await poll()).toEqual([]);
	});

	it('Conversation Created returns new conversations of all users, oldest first', async () => {
		const users = Array.from({ length: 120 }, (_, index) => someone(`u-${index}`));
		await setState({ users });
		const { poll } = published(ofAll);
		expect(await poll()).toEqual([]);
		await addConversations(
			talk('younger', 'u-3', { createdAt: '2026-05-02T00:00:00.000Z' }),
			talk('older', 'u-119', { createdAt: '2026-05-01T00:00:00.000Z' }),
		);
		expect(idsOf(await poll())).toEqual(['older', 'younger']);
		expect(await poll()).toEqual([]);
	});

	it('Conversation Created continues when a user is gone', async () => {
		const { poll } = published(ofAll);
		await poll();
		await addConversations(talk('c-1', 'student-1003'));
		const path = '/api/partner/v3/organizations/riverside-languages/users/student-1001/*';
		await talkio.control.setFaults({
			errors: [{ path, status: 404, body: { message: 'User not found' } }],
		});
		expect(idsOf(await poll())).toEqual(['c-1']);
	});

	it('Conversation Created returns what it has read when Talkio fails, and continues there', async () => {
		const users = Array.from({ length: 20 }, (_, index) => someone(`u-${index}`));
		await setState({ users });
		const { poll } = published(ofAll);
		await poll();
		await addConversations(talk('early', 'u-1'), talk('late', 'u-19'));
		const path = '/api/partner/v3/organizations/riverside-languages/users/u-17/*';
		await talkio.control.setFaults({ errors: [{ path, status: 500, body: { message: 'Down' } }] });
		expect(idsOf(await poll())).toEqual(['early']);
		await expect(poll()).rejects.toThrow('Talkio is unavailable (500): Down');
		await talkio.control.setFaults({});
		expect(idsOf(await poll())).toEqual(['late']);
		await talkio.control.clearRequests();
		expect(await poll()).toEqual([]);
		expect(await talkio.control.requests()).toHaveLength(21);
	});

	it('Conversation Created counts only conversations of the chosen template', async () => {
		const { poll } = published({ ...ofAmelie, options: { promptTemplate: 'job-interview' } });
		await poll();
		await addConversations(
			talk('c-1', 'student-1001'),
			talk('c-2', 'student-1001', { promptTemplateId: 'other' }),
		);
		expect(idsOf(await poll())).toEqual(['c-1']);
	});

	it('Conversation Created asks for a user when one is needed', async () => {
		const { poll } = published({ ...created, userId: { __rl: true, mode: 'list', value: '' } });
		await expect(poll()).rejects.toThrow('User is required');
	});
});

describe('the trigger', () => {
	const events = ['conversationCreated', 'userCreated', 'userExpired'];
	const all = { events, conversationsOf: 'all' };

	it('The Talkio Trigger watches several events at once, each with its own state', async () => {
		const { poll } = published(all);
		expect(await poll()).toEqual([]);
		await addUsers(someone('new'));
		await addConversations(talk('c-1', 'student-1001'));
		expect(jsonOf(await poll()).map(({ event, id }) => [event, id])).toEqual([
			['conversationCreated', 'c-1'],
			['userCreated', 'new'],
		]);
	});

	it('A test run shows an example of each event and remembers nothing', async () => {
		const { poll } = published(all, 'manual');
		const first = jsonOf(await poll());
		expect(first.map(({ event }) => event)).toEqual(events);
		expect(first[2]).toMatchObject({ id: 'student-0915' });
		expect(jsonOf(await poll())).toEqual(first);
	});

	it('A test run says so when there is nothing to show', async () => {
		await setState({ users: [] });
		const { poll } = published({ events: ['userCreated'] }, 'manual');
		await expect(poll()).rejects.toThrow(
			'No test data in Talkio yet. Create a record and try again, or publish the workflow and wait for an event.',
		);
	});

	it('A rejected credential fails the poll and is not shown', async () => {
		await setState({ apiKey: 'another' });
		const { poll } = published({ events: ['userCreated'] });
		const failure = (await poll().catch((error: Error) => error)) as Error;
		expect(failure.message).toContain('Talkio rejected the credential');
		expect(failure.message).not.toContain('talkio-demo-key');
	});

	it('Nothing is lost that happened while Talkio was down', async () => {
		const { poll } = published(all);
		await poll();
		await addUsers(someone('meanwhile'));
		await talkio.control.setFaults({ errors: [{ status: 500 }] });
		await expect(poll()).rejects.toThrow('Talkio is unavailable (500)');
		await talkio.control.setFaults({});
		expect(idsOf(await poll())).toEqual(['meanwhile']);
	});

	it('An event has the same ID each time', async () => {
		const { poll } = published({ events: ['userCreated'], options: { startFrom: 'beginning' } });
		const again = published({ events: ['userCreated'], options: { startFrom: 'beginning' } });
		const eventIds = (items: INodeExecutionData[]) =>
			items.map(({ json }: { json: IDataObject }) => json.eventId);
		const given = eventIds(await poll());
		expect(eventIds(await again.poll())).toEqual(given);
		expect(new Set(given).size).toBe(5);
	});
});

describe("n8n's cause of a failed poll", () => {
	it.each([
		[
			{ status: 429, headers: { 'retry-after': '900' } },
			{ cause: 'rate-limited', retryAfterMs: 900_000 },
		],
		[{ status: 401 }, { cause: 'credential-invalid' }],
		[{ status: 404 }, { cause: 'configuration-invalid' }],
	])('%j', async (error, failure) => {
		const { poll } = published({ events: ['userCreated'] });
		await talkio.control.setFaults({ errors: [error] });
		await expect(poll()).rejects.toMatchObject({ failure });
	});
});
