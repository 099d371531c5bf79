import type { NodeParameterValueType } from 'n8n-workflow';

import { talkIds } from '../../simulator/smalltalk/seed';
import { groupEnvelopes, type SmalltalkState } from '../../simulator/smalltalk/state';
import { byId } from '../uses/use';
import { simulated } from './support/simulated';
import { apiToken, runSmalltalk } from './support/smalltalk';

const smalltalk = simulated('smalltalk');
const groupId = '76c84174-1404-93ln-75fe-pkllqpk37965l';

describe('Smalltalk', () => {
	it.each(groupEnvelopes)(
		'A new group is found in an answer of the kind "%s"',
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

	it('Get Talk reports an ID that no talk has', async () => {
		const { error } = await runSmalltalk(smalltalk, {
			resource: 'talk',
			operation: 'get',
			talkId: byId('no-such-talk'),
		});
		expect(error?.message).toBe(
			'No talk found with ID "no-such-talk". Check the ID and that the talk belongs to this account.',
		);
	});

	it.each([
		['a text', { talk: null, error: 'Plan limit reached' }],
		['an object', { talk: null, error: { message: 'Plan limit reached', code: 7 } }],
	])('A success with %s as `error` counts as a failure', async (_kind, body) => {
		await smalltalk.control.setFaults({ errors: [{ status: 200, body }] });
		const { error, items } = await runSmalltalk(smalltalk, {
			resource: 'talk',
			operation: 'create',
			name: 'A',
		});
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			"Smalltalk rejected the request: Plan limit reached. Check the node's fields.",
		);
	});

	it('"Bearer" is removed from a token that was pasted with it', async () => {
		const { error } = await runSmalltalk(
			smalltalk,
			{ resource: 'group', operation: 'getAll' },
			{ credential: { apiToken: `bearer  ${apiToken} ` } },
		);
		expect(error).toBeUndefined();
	});

	it('Talk IDs from an expression may be text', async () => {
		const { error } = await runSmalltalk(
			smalltalk,
			{
				resource: 'groupTalk',
				operation: 'set',
				groupId: byId(groupId),
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

	it.each([
		[{ displayName: 'Nathan' }, 'Display Name requires a User ID'],
		[{ displayImg: 'https://example.com/img.png' }, 'Display Image URL requires a User ID'],
	])('A join link with %j and no User ID is refused', async (additionalFields, message) => {
		const { error } = await runSmalltalk(smalltalk, {
			resource: 'talk',
			operation: 'createJoinLink',
			talkId: byId(talkIds.townHall),
			additionalFields,
		});
		expect(error?.message).toContain(message);
		expect(await smalltalk.control.requests()).toEqual([]);
	});

	it('Remove never runs without the talks to remove', async () => {
		const { error } = await runSmalltalk(smalltalk, {
			resource: 'groupTalk',
			operation: 'remove',
			groupId: byId(groupId),
			talkIds: '={{ [] }}',
		});
		expect(error?.message).toBe('Talk Names or IDs is required. Select at least one option');
		expect(await smalltalk.control.requests()).toEqual([]);
	});

	it('Get Talk returns the simplified talk, the raw one or the chosen fields', async () => {
		const get = { resource: 'talk', operation: 'get', talkId: byId(talkIds.townHall) };
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
