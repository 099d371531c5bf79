import type { IDataObject, NodeParameterValueType } from 'n8n-workflow';

import { talkIds } from '../../simulator/smalltalk/seed';
import { groupEnvelopes, type SmalltalkState } from '../../simulator/smalltalk/state';
import { simulated } from './support/simulated';
import { apiToken, runSmalltalk } from './support/smalltalk';

const smalltalk = simulated('smalltalk');
const rl = (mode: string, value: string) => ({ __rl: true, mode, value });
const groupId = '76c84174-1404-93ln-75fe-pkllqpk37965l';

interface Case {
	operation: string;
	parameters: Record<string, NodeParameterValueType>;
	request: { method: string; path: string; query?: object; body?: unknown };
	/** What the first item holds. */
	first: IDataObject;
	count: number;
}

const cases: Case[] = [
	{
		operation: 'talk:create',
		parameters: {
			resource: 'talk',
			operation: 'create',
			name: 'Weekly Q&A',
			additionalFields: {
				roomType: 'hosted_events',
				access: 'invite_only',
				themeId: 'theme-1',
				micBehavior: 'start_off',
				startTime: '2026-12-01T18:00',
				endTime: '2026-12-01T19:00:00Z',
				description: 'Bring your questions',
				subscriptionsAllowed: false,
			},
		},
		request: {
			method: 'POST',
			path: '/api/p/talk',
			body: {
				name: 'Weekly Q&A',
				room_type: 'hosted_events',
				access: 'invite_only',
				theme_id: 'theme-1',
				mic_behavior: 'start_off',
				start_time: '2026-12-01T17:00:00.000Z',
				end_time: '2026-12-01T19:00:00.000Z',
				description: 'Bring your questions',
				subscriptions_allowed: false,
			},
		},
		first: {
			name: 'Weekly Q&A',
			short_url: expect.stringMatching(/^https:\/\/atslt\.com\//) as never,
		},
		count: 1,
	},
	{
		operation: 'talk:create with a name only',
		parameters: {
			resource: 'talk',
			operation: 'create',
			name: 'Now',
			additionalFields: { startTime: '', description: '' },
		},
		request: { method: 'POST', path: '/api/p/talk', body: { name: 'Now' } },
		first: { name: 'Now' },
		count: 1,
	},
	{
		operation: 'talk:createJoinLink',
		parameters: {
			resource: 'talk',
			operation: 'createJoinLink',
			talkId: rl('url', `https://atsmalltalk.com/ti/${talkIds.townHall}`),
			additionalFields: {
				uid: '1234',
				displayName: 'Nathan',
				displayImg: 'https://example.com/img.png',
				role: 'member',
			},
		},
		request: {
			method: 'POST',
			path: '/api/p/talk/join',
			body: {
				talk_id: talkIds.townHall,
				uid: '1234',
				display_name: 'Nathan',
				display_img: 'https://example.com/img.png',
				role: 'member',
			},
		},
		first: { url: expect.stringMatching(/^https:\/\/atslt\.com\//) as never },
		count: 1,
	},
	{
		operation: 'talk:get',
		parameters: { resource: 'talk', operation: 'get', talkId: rl('list', talkIds.townHall) },
		request: {
			method: 'GET',
			path: '/api/v1/partners/talks',
			query: { talk_id: talkIds.townHall },
		},
		first: { id: talkIds.townHall, name: 'Autumn Town Hall' },
		count: 1,
	},
	{
		operation: 'talk:getAll',
		parameters: { resource: 'talk', operation: 'getAll', returnAll: true },
		request: { method: 'GET', path: '/api/v1/partners/talks', query: {} },
		first: { name: 'Autumn Town Hall' },
		count: 8,
	},
	{
		operation: 'talk:getAll with a limit',
		parameters: { resource: 'talk', operation: 'getAll', returnAll: false, limit: 3 },
		request: { method: 'GET', path: '/api/v1/partners/talks', query: {} },
		first: { name: 'Autumn Town Hall' },
		count: 3,
	},
	{
		operation: 'recording:getAll of one talk',
		parameters: {
			resource: 'recording',
			operation: 'getAll',
			returnAll: true,
			filters: { talkId: rl('id', talkIds.townHall) },
		},
		request: {
			method: 'GET',
			path: '/api/v1/partners/recordings',
			query: { talk_id: talkIds.townHall },
		},
		first: { file_name: '48210377.mp4' },
		count: 2,
	},
	{
		operation: 'recording:getAll of all talks',
		parameters: { resource: 'recording', operation: 'getAll', returnAll: true },
		request: { method: 'GET', path: '/api/v1/partners/recordings', query: {} },
		first: { file_name: '48210377.mp4' },
		count: 4,
	},
	{
		operation: 'group:create',
		parameters: {
			resource: 'group',
			operation: 'create',
			name: 'Community',
			additionalFields: { id: 'own-1', description: 'Join us!', rank: 2.5, visible: false },
		},
		request: {
			method: 'POST',
			path: '/api/v1/partners/groups',
			body: { id: 'own-1', name: 'Community', description: 'Join us!', rank: 2.5, visible: false },
		},
		first: { id: 'own-1', name: 'Community', rank: 2.5 },
		count: 1,
	},
	{
		operation: 'group:getAll',
		parameters: { resource: 'group', operation: 'getAll', returnAll: true },
		request: { method: 'GET', path: '/api/v1/partners/groups', query: {} },
		first: { name: 'Whole Company' },
		count: 3,
	},
	{
		operation: 'groupTalk:getAll',
		parameters: {
			resource: 'groupTalk',
			operation: 'getAll',
			returnAll: true,
			groupId: rl('list', groupId),
		},
		request: {
			method: 'GET',
			path: '/api/v1/partners/group_talks',
			query: { group_id: groupId },
		},
		first: { name: 'Autumn Town Hall' },
		count: 3,
	},
	{
		operation: 'groupTalk:set',
		parameters: {
			resource: 'groupTalk',
			operation: 'set',
			groupId: rl('id', groupId),
			talkIds: [talkIds.officeHours, talkIds.lunchTalk],
		},
		request: {
			method: 'PUT',
			path: '/api/v1/partners/group_talks',
			body: { group_id: groupId, talk_ids: [talkIds.officeHours, talkIds.lunchTalk] },
		},
		first: { talk_id: talkIds.officeHours },
		count: 2,
	},
	{
		operation: 'groupTalk:remove',
		parameters: {
			resource: 'groupTalk',
			operation: 'remove',
			groupId: rl('id', groupId),
			talkIds: [talkIds.townHall],
		},
		request: {
			method: 'DELETE',
			path: '/api/v1/partners/group_talks',
			body: { group_id: groupId, talk_ids: [talkIds.townHall] },
		},
		first: { deleted: true, talk_id: talkIds.townHall },
		count: 1,
	},
];

describe.each(cases)('$operation', ({ parameters, request, first, count }) => {
	it('sends what the vendor documents and hands its records on', async () => {
		const { items, error } = await runSmalltalk(smalltalk, parameters, {
			timezone: 'Europe/Berlin',
		});
		expect(error).toBeUndefined();
		const [received, ...others] = await smalltalk.control.requests();
		expect(others).toEqual([]);
		expect(received).toMatchObject({ ...request, status: 200 });
		expect(received?.headers?.authorization).toBe(`Bearer ${apiToken}`);
		if ('body' in request) expect(received?.body).toEqual(request.body);
		expect(items).toHaveLength(count);
		expect(items[0]?.json).toMatchObject(first);
	});

	it('links every record to the item it came from', async () => {
		const { items, error } = await runSmalltalk(smalltalk, parameters, { items: [{}, {}, {}] });
		expect(error).toBeUndefined();
		const sources = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(sources).toEqual([...sources].sort((a, b) => a - b));
		expect(new Set(sources)).toContain(0);
		for (const source of sources) expect([0, 1, 2]).toContain(source);
	});
});

describe('Smalltalk', () => {
	it.each(groupEnvelopes)(
		'finds a new group in an answer of the kind "%s"',
		async (groupEnvelope) => {
			await smalltalk.control.setState<SmalltalkState>({ groupEnvelope });
			const { items } = await runSmalltalk(smalltalk, {
				resource: 'group',
				operation: 'create',
				name: 'A',
			});
			expect(items.map(({ json }) => json)).toEqual([
				expect.objectContaining({ name: 'A', id: expect.any(String) as string }),
			]);
		},
	);

	it('says so when there is no talk with an ID', async () => {
		const { error } = await runSmalltalk(smalltalk, {
			resource: 'talk',
			operation: 'get',
			talkId: rl('id', 'no-such-talk'),
		});
		expect(error?.message).toBe(
			'There is no talk with this ID: check it, and that the talk belongs to this account',
		);
	});

	it.each([
		['a text', { talk: null, error: 'Plan limit reached' }],
		['an object', { talk: null, error: { message: 'Plan limit reached', code: 7 } }],
	])('takes a success with %s as `error` for a failure', async (_kind, body) => {
		await smalltalk.control.setFaults({ errors: [{ status: 200, body }] });
		const { error, items } = await runSmalltalk(smalltalk, {
			resource: 'talk',
			operation: 'create',
			name: 'A',
		});
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			'Smalltalk did not carry this out: Plan limit reached. Check the values of this operation.',
		);
	});

	it('strips "Bearer" from a token that was pasted with it', async () => {
		const { error } = await runSmalltalk(
			smalltalk,
			{ resource: 'group', operation: 'getAll' },
			{ credential: { apiToken: `bearer  ${apiToken} ` } },
		);
		expect(error).toBeUndefined();
	});

	it('takes talk IDs from an expression as text', async () => {
		const { error } = await runSmalltalk(
			smalltalk,
			{
				resource: 'groupTalk',
				operation: 'set',
				groupId: rl('id', groupId),
				talkIds: '={{ $json.ids }}',
			},
			{ items: [{ ids: `${talkIds.townHall}, ${talkIds.lunchTalk}` }] },
		);
		expect(error).toBeUndefined();
		const [request] = await smalltalk.control.requests();
		expect(request?.body).toEqual({
			group_id: groupId,
			talk_ids: [talkIds.townHall, talkIds.lunchTalk],
		});
	});

	it('never removes without saying which talks', async () => {
		const { error } = await runSmalltalk(smalltalk, {
			resource: 'groupTalk',
			operation: 'remove',
			groupId: rl('id', groupId),
			talkIds: '={{ [] }}',
		});
		expect(error?.message).toBe('Talk Names or IDs is empty: fill it in');
		expect(await smalltalk.control.requests()).toEqual([]);
	});

	it('gives a talk simplified, whole, or in the fields that were chosen', async () => {
		const get = { resource: 'talk', operation: 'get', talkId: rl('id', talkIds.townHall) };
		const keys = async (more: Record<string, NodeParameterValueType>) =>
			Object.keys((await runSmalltalk(smalltalk, { ...get, ...more })).items[0]?.json ?? {}).sort();
		expect((await keys({ output: 'simplified' })).length).toBeLessThanOrEqual(10);
		expect(await keys({ output: 'raw' })).toContain('partner_id');
		expect(await keys({ output: 'selectedFields', fields: ['price', 'id'] })).toEqual([
			'id',
			'price',
		]);
	});
});
