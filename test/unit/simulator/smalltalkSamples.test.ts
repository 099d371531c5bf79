import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sampleEvents } from '../../../simulator/smalltalk/sampleEvents';
import type { SmalltalkState } from '../../../simulator/smalltalk/state';
import { differences } from './support/differences';
import { useSmalltalk } from './support/smalltalk';

const fixtures = join(__dirname, '../../fixtures/smalltalk');

function vendorSample(name: string): unknown {
	return JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8'));
}

describe("each answer of the simulated Smalltalk, held against the vendor's sample", () => {
	const smalltalk = useSmalltalk();

	const state = () => smalltalk.control.state<SmalltalkState>();

	async function compare(sample: string, ...request: Parameters<typeof smalltalk.call>) {
		const answer = await smalltalk.call(...request);
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
		return differences(vendorSample(sample), answer.json());
	}

	it('Creating a simulated talk answers as in the sample', async () => {
		const body = {
			name: 'My Talk',
			room_type: 'hosted_events',
			access: 'anyone',
			mic_behavior: 'start_off',
			start_time: '',
			theme_id: '690c6c3c-db13-4b97-aad9-51aab24a23d8',
		};
		expect(await compare('talk-create', 'POST', '/api/p/talk', { body })).toEqual([]);
	});

	it('Listing the simulated talks answers as in the sample', async () => {
		expect(await compare('talk-getAll', 'GET', '/api/v1/partners/talks')).toEqual([]);
	});

	it('Listing one simulated talk answers as in the sample', async () => {
		const { talks } = await state();
		const query = { talk_id: talks[0]!.id };
		expect(await compare('talk-getAll', 'GET', '/api/v1/partners/talks', { query })).toEqual([]);
	});

	it('Creating a simulated join link answers as in the sample', async () => {
		const { talks } = await state();
		const body = {
			talk_id: talks[0]!.id,
			uid: '1234',
			display_name: 'Fran Ismali (@fran-ismali)',
			display_img: 'https://example.com/img.png',
		};
		expect(await compare('talk-createJoinLink', 'POST', '/api/p/talk/join', { body })).toEqual([]);
	});

	it('Listing the simulated recordings answers as in the sample, which shows nothing of their transcription', async () => {
		expect(await compare('recording-getAll', 'GET', '/api/v1/partners/recordings')).toEqual([
			'$.recordings[].transcription.language: not in the sample',
			'$.recordings[].transcription.segments: not in the sample',
			'$.recordings[].transcription.text: not in the sample',
			'$.recordings[].transcription: object in the sample, null here',
		]);
	});

	it('Creating a simulated group answers as in the sample', async () => {
		const body = {
			id: 'df6829ae-35bf-42ls-851e-sdfoijg82224j',
			name: 'Smalltalk Community',
			description: 'join us!',
			rank: 4,
			visible: true,
		};
		expect(await compare('group-create', 'POST', '/api/v1/partners/groups', { body })).toEqual([]);
	});

	it('Listing the simulated groups answers as in the sample', async () => {
		expect(await compare('group-getAll', 'GET', '/api/v1/partners/groups')).toEqual([]);
	});

	it('Setting the talks of a simulated group answers as in the sample', async () => {
		const { groups, talks } = await state();
		const body = { group_id: groups[0]!.id, talk_ids: [talks[0]!.id, talks[1]!.id] };
		expect(await compare('groupTalk-set', 'PUT', '/api/v1/partners/group_talks', { body })).toEqual(
			[],
		);
	});

	it('Listing the talks of a simulated group answers as in the sample, which has no end and always a theme', async () => {
		const { groupTalks } = await state();
		const query = { group_id: groupTalks[0]!.group_id };
		expect(
			await compare('groupTalk-getAll', 'GET', '/api/v1/partners/group_talks', { query }),
		).toEqual([
			'$.talks[].end_time: null in the sample, time with Z here',
			'$.talks[].theme_id: string in the sample, null here',
		]);
	});

	it('Removing talks from a simulated group answers as in the sample', async () => {
		const { groupTalks } = await state();
		const { group_id, talk_id } = groupTalks[0]!;
		const body = { group_id, talk_ids: [talk_id] };
		expect(
			await compare('groupTalk-remove', 'DELETE', '/api/v1/partners/group_talks', { body }),
		).toEqual([]);
	});
});

describe('the sample events of the simulated Smalltalk', () => {
	it.each(Object.entries(sampleEvents))(
		'The simulated Smalltalk sends %s as in the sample',
		(name, event) => {
			expect(event.event_name).toBe(name);
			expect(differences(vendorSample(`event-${name}`), event)).toEqual([]);
		},
	);

	it('The simulated Smalltalk has every event of the document', () => {
		expect(Object.keys(sampleEvents).sort()).toEqual([
			'next_caption',
			'recording_saved',
			'talk_join',
			'transcription_ready',
		]);
	});
});
