import { groupEnvelopes, newTalk, type SmalltalkState } from '../../../simulator/smalltalk/state';
import { seed } from '../../../simulator/smalltalk/seed';
import { sampleEvents } from '../../../simulator/smalltalk/sampleEvents';
import { requestHeaders, useSmalltalk } from './support/smalltalk';

const talkPath = '/api/p/talk';
const joinPath = '/api/p/talk/join';
const talksPath = '/api/v1/partners/talks';
const recordingsPath = '/api/v1/partners/recordings';
const groupsPath = '/api/v1/partners/groups';
const groupTalksPath = '/api/v1/partners/group_talks';

/** RFC 9562: hexadecimal digits in groups of 8, 4, 4, 4 and 12. */
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

const smalltalk = useSmalltalk();
const state = () => smalltalk.control.state<SmalltalkState>();

describe('authentication', () => {
	const endpoints = [
		['POST', talkPath],
		['GET', talksPath],
		['POST', joinPath],
		['GET', recordingsPath],
		['POST', groupsPath],
		['GET', groupsPath],
		['PUT', groupTalksPath],
		['GET', groupTalksPath],
		['DELETE', groupTalksPath],
	] as const;

	it.each(endpoints)(
		'The simulated Smalltalk refuses %s %s with another token',
		async (method, path) => {
			const headers = { authorization: 'Bearer another-token' };
			const answer = await smalltalk.call(method, path, { headers });
			expect(answer.status).toBe(401);
			expect(answer.json()).toEqual({ error: 'Invalid API token' });
		},
	);

	it.each(['', 'smalltalk-demo-token', 'Basic smalltalk-demo-token', 'Bearer'])(
		'The simulated Smalltalk refuses %j as authorization',
		async (authorization) => {
			const answer = await smalltalk.call('GET', talksPath, { headers: { authorization } });
			expect(answer.status).toBe(401);
		},
	);

	it('The simulated Smalltalk takes the token of its state', async () => {
		await smalltalk.control.setState<SmalltalkState>({ token: 'renewed' });
		expect((await smalltalk.call('GET', talksPath)).status).toBe(401);
		const headers = { authorization: 'Bearer renewed' };
		expect((await smalltalk.call('GET', talksPath, { headers })).status).toBe(200);
	});

	it('The simulated Smalltalk checks authentication before the request', async () => {
		const headers = { authorization: 'Bearer another-token' };
		for (const body of [{}, '{']) {
			expect((await smalltalk.call('POST', talkPath, { headers, body })).status).toBe(401);
		}
	});
});

describe('parameters', () => {
	const refused: [string, string, object][] = [
		['POST', talkPath, {}],
		['POST', talkPath, { name: '' }],
		['POST', talkPath, { name: ' ' }],
		['POST', talkPath, { name: 7 }],
		['POST', talkPath, { name: 'A', room_type: 'ballroom' }],
		['POST', talkPath, { name: 'A', access: 'nobody' }],
		['POST', talkPath, { name: 'A', mic_behavior: 'off' }],
		['POST', talkPath, { name: 'A', start_time: 'tomorrow' }],
		['POST', talkPath, { name: 'A', end_time: 1672531200 }],
		['POST', talkPath, { name: 'A', subscriptions_allowed: 'true' }],
		['POST', talkPath, { name: 'A', roomType: 'questions' }],
		['POST', joinPath, {}],
		['POST', joinPath, { talk_id: 'A', role: 'owner' }],
		['POST', groupsPath, { description: 'A' }],
		['POST', groupsPath, { name: 'A', rank: '4' }],
		['POST', groupsPath, { name: 'A', visible: 1 }],
		['PUT', groupTalksPath, { talk_ids: ['A'] }],
		['PUT', groupTalksPath, { group_id: 'A' }],
		['PUT', groupTalksPath, { group_id: 'A', talk_ids: '[A, B]' }],
		['DELETE', groupTalksPath, { group_id: 'A' }],
		['DELETE', groupTalksPath, { group_id: 'A', talk_ids: [] }],
	];

	it.each(refused)(
		'The simulated Smalltalk refuses in %s %s the parameter %j',
		async (method, path, body) => {
			const before = await state();
			const answer = await smalltalk.call(method, path, { body });
			expect(answer.status).toBe(400);
			expect(answer.json()).toEqual({ error: expect.stringMatching(/./) });
			expect(await state()).toEqual(before);
		},
	);

	it('The simulated Smalltalk names a field that the document does not know', async () => {
		const answer = await smalltalk.call('POST', talkPath, {
			body: { name: 'A', roomType: 'default' },
		});
		expect(answer.json()).toEqual({ error: expect.stringContaining('roomType') });
	});

	it.each(['{"name":', '"name"', '[]', 'name=A', ''])(
		'The simulated Smalltalk refuses %j as a body',
		async (body) => {
			const answer = await smalltalk.call('POST', talkPath, { body });
			expect(answer.status).toBe(400);
			expect(answer.json()).toEqual({ error: expect.stringMatching(/./) });
		},
	);

	it('The simulated Smalltalk asks for the group whose talks to list', async () => {
		expect((await smalltalk.call('GET', groupTalksPath)).status).toBe(400);
	});

	it.each([
		['POST', joinPath, { talk_id: 'nowhere' }],
		['PUT', groupTalksPath, { group_id: 'nowhere', talk_ids: ['nowhere'] }],
		['DELETE', groupTalksPath, { group_id: 'nowhere', talk_ids: ['nowhere'] }],
	])('The simulated Smalltalk finds in %s %s no %j', async (method, path, body) => {
		const answer = await smalltalk.call(method, path, { body });
		expect(answer.status).toBe(404);
		expect(answer.json()).toEqual({ error: expect.stringContaining('not found') });
	});

	it('The simulated Smalltalk answers an injected error in its envelope', async () => {
		await smalltalk.control.setFaults({ errors: [{ status: 503 }] });
		const answer = await smalltalk.call('GET', talksPath);
		expect(answer.status).toBe(503);
		expect(answer.json()).toEqual({ error: 'Error 503' });
	});

	it('The simulated Smalltalk answers an unknown address in its envelope', async () => {
		const answer = await smalltalk.call('GET', '/api/v2/talks');
		expect(answer.status).toBe(404);
		expect(answer.json()).toEqual({ error: 'Not found' });
	});
});

describe('talks', () => {
	it('The simulated Smalltalk keeps all nine parameters of a new talk', async () => {
		const body = {
			name: 'Quarterly Review',
			room_type: 'questions',
			access: 'invite_only',
			theme_id: '690c6c3c-db13-4b97-aad9-51aab24a23d8',
			mic_behavior: 'start_off',
			start_time: '2026-04-01T10:00:00+02:00',
			end_time: '2026-04-01T09:00:00Z',
			description: 'Bring your numbers',
			subscriptions_allowed: false,
		};
		await smalltalk.call('POST', talkPath, { body });
		expect((await state()).talks.at(-1)).toMatchObject({
			...body,
			start_time: '2026-04-01T08:00:00.000Z',
			end_time: '2026-04-01T09:00:00.000Z',
		});
	});

	it('A simulated talk has the defaults of the document and starts now', async () => {
		const now = new Date(smalltalk.clock.now()).toISOString();
		await smalltalk.call('POST', talkPath, { body: { name: 'Now', start_time: '', end_time: '' } });
		expect((await state()).talks.at(-1)).toMatchObject({
			room_type: 'default',
			access: 'anyone',
			mic_behavior: 'start_on',
			start_time: now,
			end_time: null,
			created_at: now,
		});
	});

	it('A new simulated talk is listed, alone by its ID', async () => {
		const created = (await smalltalk.call('POST', talkPath, { body: { name: 'New' } })).json();
		const { short_url, ...talk } = (created as { talk: { id: string; short_url: string } }).talk;
		expect(short_url).toMatch(/^https:\/\/atslt\.com\/[a-z]{8}$/);
		const answer = await smalltalk.call('GET', talksPath, { query: { talk_id: talk.id } });
		expect(answer.json()).toEqual({ talks: [talk], error: null });
	});

	it('An unknown talk ID gives an empty list', async () => {
		const answer = await smalltalk.call('GET', talksPath, { query: { talk_id: 'nowhere' } });
		expect(answer.status).toBe(200);
		expect(answer.json()).toEqual({ talks: [], error: null });
	});

	it('The simulated Smalltalk lists as many talks as a test adds', async () => {
		const owner = await state();
		const talks = Array.from({ length: 5000 }, (_, index) =>
			newTalk({ name: `Talk ${index}` }, owner, smalltalk.clock.now()),
		);
		await smalltalk.control.setState<SmalltalkState>({ talks });
		const listed = (await smalltalk.call('GET', talksPath)).json() as { talks: { name: string }[] };
		expect(listed.talks.map(({ name }) => name)).toEqual(talks.map(({ name }) => name));
	});
});

describe('join links', () => {
	const display = { display_name: 'Fran', display_img: 'https://example.com/img.png' };

	it('The simulated Smalltalk makes a join link for a user', async () => {
		const talk_id = (await state()).talks[0]!.id;
		const body = { talk_id, uid: '1234', role: 'member', ...display };
		const { url } = (await smalltalk.call('POST', joinPath, { body })).json() as { url: string };
		expect(url).toMatch(/^https:\/\/atslt\.com\/[a-z]{7}$/);
		expect((await state()).joinLinks).toEqual([{ url, ...body }]);
	});

	it('The simulated Smalltalk makes a join link for nobody in particular, and then ignores name and picture', async () => {
		const talk_id = (await state()).talks[0]!.id;
		const body = { talk_id, uid: '', ...display };
		const { url } = (await smalltalk.call('POST', joinPath, { body })).json() as { url: string };
		expect((await state()).joinLinks).toEqual([{ url, talk_id }]);
	});
});

describe('recordings', () => {
	it('The simulated Smalltalk lists the recordings of one talk', async () => {
		const { recordings } = await state();
		const { talk_id } = recordings[0]!;
		const answer = await smalltalk.call('GET', recordingsPath, { query: { talk_id } });
		const listed = (answer.json() as { recordings: { id: string }[] }).recordings;
		expect(listed.map(({ id }) => id)).toEqual(
			recordings.filter((recording) => recording.talk_id === talk_id).map(({ id }) => id),
		);
	});

	it('The simulated Smalltalk lists no recordings for a talk without any', async () => {
		const answer = await smalltalk.call('GET', recordingsPath, { query: { talk_id: 'nowhere' } });
		expect(answer.json()).toEqual({ recordings: [], error: null });
	});
});

describe('groups', () => {
	it('The simulated Smalltalk keeps the values of a new group', async () => {
		const body = {
			id: 'my-own-id',
			name: 'Friends',
			description: 'All',
			rank: 2.5,
			visible: false,
		};
		await smalltalk.call('POST', groupsPath, { body });
		expect((await state()).groups.at(-1)).toMatchObject(body);
	});

	it('A simulated group of which only the name is known comes last, for all to see', async () => {
		const { groups } = await state();
		await smalltalk.call('POST', groupsPath, { body: { name: 'Friends' } });
		expect((await state()).groups.at(-1)).toMatchObject({
			name: 'Friends',
			description: '',
			rank: groups.length + 1,
			visible: true,
		});
	});

	it.each(groupEnvelopes)(
		'The simulated Smalltalk answers a new group in the envelope %s',
		async (groupEnvelope) => {
			await smalltalk.control.setState<SmalltalkState>({ groupEnvelope });
			const answer = await smalltalk.call('POST', groupsPath, { body: { name: 'Friends' } });
			const group = (await state()).groups.at(-1);
			const expected = {
				groups: { groups: [group], error: null },
				group: { group, error: null },
				data: { data: [group], error: null },
				created: { created: [group], error: null },
				list: [group],
				bare: group,
			};
			expect(answer.json()).toEqual(expected[groupEnvelope]);
		},
	);

	it('A simulated group gets exactly the given talks, each once, and other groups are left alone', async () => {
		const { groups, groupTalks, talks, partnerId } = await state();
		const group_id = groups[0]!.id;
		const [first, second] = [talks[4]!.id, talks[5]!.id];
		const body = { group_id, talk_ids: [first, second, first] };
		const answer = await smalltalk.call('PUT', groupTalksPath, { body });
		const pairs = [first, second].map((talk_id) => ({ talk_id, partner_id: partnerId }));
		expect(answer.json()).toEqual({ talk_groups: pairs, error: null });
		expect((await state()).groupTalks).toEqual([
			...groupTalks.filter((groupTalk) => groupTalk.group_id !== group_id),
			{ group_id, talk_id: first },
			{ group_id, talk_id: second },
		]);
	});

	it('A simulated group gets no talks when one of them is unknown', async () => {
		const { groups, groupTalks, talks } = await state();
		const body = { group_id: groups[0]!.id, talk_ids: [talks[4]!.id, 'nowhere'] };
		const answer = await smalltalk.call('PUT', groupTalksPath, { body });
		expect(answer.status).toBe(404);
		expect((await state()).groupTalks).toEqual(groupTalks);
	});

	it('The simulated Smalltalk removes the named talks that are in the group, and lists the rest', async () => {
		const { groupTalks, partnerId } = await state();
		const { group_id } = groupTalks[0]!;
		const [removed, ...left] = groupTalks
			.filter((groupTalk) => groupTalk.group_id === group_id)
			.map(({ talk_id }) => talk_id);
		const body = { group_id, talk_ids: [removed, 'nowhere'] };
		const answer = await smalltalk.call('DELETE', groupTalksPath, { body });
		expect(answer.json()).toEqual({
			talk_groups: [{ talk_id: removed, partner_id: partnerId }],
			error: null,
		});
		const listed = await smalltalk.call('GET', groupTalksPath, { query: { group_id } });
		const { group, talks } = listed.json() as { group: { id: string }; talks: { id: string }[] };
		expect(group.id).toBe(group_id);
		expect(talks.map(({ id }) => id).sort()).toEqual(left.sort());
	});

	it('The simulated Smalltalk removes a talk from the named group only', async () => {
		const { groups, groupTalks } = await state();
		const { talk_id } = groupTalks[0]!;
		const other = { group_id: groups.at(-1)!.id, talk_id };
		await smalltalk.control.setState<SmalltalkState>({ groupTalks: [groupTalks[0]!, other] });
		const body = { group_id: groupTalks[0]!.group_id, talk_ids: [talk_id] };
		await smalltalk.call('DELETE', groupTalksPath, { body });
		expect((await state()).groupTalks).toEqual([other]);
	});

	it('The simulated Smalltalk takes the content type of the samples on every method, even without a body', async () => {
		expect(requestHeaders['content-type']).toBe('application/json; charset=utf-8');
		expect((await smalltalk.call('GET', groupsPath)).status).toBe(200);
		expect((await smalltalk.call('DELETE', groupTalksPath)).status).toBe(400);
	});
});

describe('seeded data', () => {
	const seeded = seed(Date.parse('2026-03-02T09:00:00.000Z'));
	const talkIds = seeded.talks.map(({ id }) => id);

	it('The seed has talks, recordings and groups enough for a picker', () => {
		expect(seeded.talks).toHaveLength(8);
		expect(new Set(seeded.talks.map(({ name }) => name)).size).toBe(8);
		expect(seeded.recordings).toHaveLength(4);
		expect(seeded.groups).toHaveLength(3);
	});

	it("The seed has unique IDs that are no UUIDs, as in the document's samples", () => {
		const ids = [seeded.talks, seeded.recordings, seeded.groups].flat().map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.filter((id) => uuid.test(id))).toEqual([]);
		expect(newTalk({ name: 'New' }, seeded, 0).id).not.toMatch(uuid);
	});

	it('The seed refers to records that exist', () => {
		const { recordings, groups, groupTalks } = seeded;
		const groupIds = groups.map(({ id }) => id);
		for (const { talk_id } of [...recordings, ...groupTalks]) expect(talkIds).toContain(talk_id);
		for (const { group_id } of groupTalks) expect(groupIds).toContain(group_id);
	});

	it('The seed has talks in the past and to come', () => {
		const starts = seeded.talks.map(({ start_time }) => Date.parse(start_time));
		const now = Date.parse('2026-03-02T09:00:00.000Z');
		expect(starts.filter((start) => start < now)).toHaveLength(4);
		expect(starts.filter((start) => start > now)).toHaveLength(4);
	});

	it('The seed has a transcription to fetch when its event comes, and one that is not ready yet', () => {
		const { talk_id } = sampleEvents.transcription_ready.body;
		const ofTalk = seeded.recordings.filter((recording) => recording.talk_id === talk_id);
		const transcription = ofTalk.find((recording) => recording.transcription)?.transcription;
		expect(transcription?.text).toBe(transcription?.segments.map(({ text }) => text).join(' '));
		expect(ofTalk.some((recording) => recording.transcription === null)).toBe(true);
	});

	it('The seed has sample events about its own talks', () => {
		const { recording_saved, transcription_ready, next_caption } = sampleEvents;
		expect(talkIds).toContain(recording_saved.body.talk_id);
		expect(talkIds).toContain(transcription_ready.body.talk_id);
		expect(talkIds).toContain(next_caption.body.talkId);
	});
});
