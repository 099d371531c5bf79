import { Smalltalk } from '../../nodes/Smalltalk/Smalltalk.node';
import { smalltalkApi } from '../../nodes/Smalltalk/api';
import { talkIds } from '../../simulator/smalltalk/seed';
import { byId, byUrl, fromList, type ServiceUses } from './use';

const company = '76c84174-1404-93ln-75fe-pkllqpk37965l';

const townHall = expect.objectContaining({ id: talkIds.townHall, name: 'Autumn Town Hall' });

const anyRecord = expect.objectContaining({ id: expect.any(String) });

export const smalltalkUses: ServiceUses = {
	service: 'smalltalk',
	node: 'smalltalk',
	nodeType: () => new Smalltalk(),
	api: smalltalkApi,
	headers: { authorization: 'Bearer smalltalk-demo-token' },
	elsewhere: ['caption: createFile'],
	uses: [
		{
			resource: 'talk',
			operation: 'create',
			timezone: 'Europe/Berlin',
			parameters: {
				name: 'Weekly Q&A',
				additionalFields: {
					roomType: 'hosted_events',
					access: 'invite_only',
					themeId: '4330b714-416b-88gt-c462-rggilnq98821j',
					micBehavior: 'start_off',
					startTime: '2026-12-01T18:00',
					endTime: '2026-12-01T19:00:00Z',
					description: 'Bring your questions',
					subscriptionsAllowed: false,
				},
			},
			requests: [
				{
					method: 'POST',
					path: '/api/p/talk',
					body: {
						name: 'Weekly Q&A',
						room_type: 'hosted_events',
						access: 'invite_only',
						theme_id: '4330b714-416b-88gt-c462-rggilnq98821j',
						mic_behavior: 'start_off',
						start_time: '2026-12-01T17:00:00.000Z',
						end_time: '2026-12-01T19:00:00.000Z',
						description: 'Bring your questions',
						subscriptions_allowed: false,
					},
				},
			],
			items: [
				expect.objectContaining({
					id: expect.any(String),
					name: 'Weekly Q&A',
					short_url: expect.stringMatching(/^https:\/\/atslt\.com\/\w+$/),
					access: 'invite_only',
					mic_behavior: 'start_off',
					start_time: '2026-12-01T17:00:00.000+00:00',
				}),
			],
		},
		{
			resource: 'talk',
			operation: 'create',
			case: 'with a name only',
			parameters: { name: 'Now', additionalFields: { startTime: '', description: '' } },
			requests: [{ method: 'POST', path: '/api/p/talk', body: { name: 'Now' } }],
			items: [expect.objectContaining({ name: 'Now' })],
		},
		{
			resource: 'talk',
			operation: 'createJoinLink',
			parameters: {
				talkId: byUrl(`https://atsmalltalk.com/ti/${talkIds.townHall}`),
				additionalFields: {
					uid: '1234',
					displayName: 'Nathan',
					displayImg: 'https://example.com/nathan.png',
					role: 'member',
				},
			},
			requests: [
				{
					method: 'POST',
					path: '/api/p/talk/join',
					body: {
						talk_id: talkIds.townHall,
						uid: '1234',
						display_name: 'Nathan',
						display_img: 'https://example.com/nathan.png',
						role: 'member',
					},
				},
			],
			items: [{ url: expect.stringMatching(/^https:\/\/atslt\.com\/\w+$/) }],
		},
		{
			resource: 'talk',
			operation: 'get',
			parameters: { talkId: fromList(talkIds.townHall), output: 'raw' },
			requests: [
				{ method: 'GET', path: '/api/v1/partners/talks', query: { talk_id: talkIds.townHall } },
			],
			items: [townHall],
		},
		{
			resource: 'talk',
			operation: 'getAll',
			parameters: { returnAll: true },
			requests: [{ method: 'GET', path: '/api/v1/partners/talks' }],
			items: [townHall, ...Array.from({ length: 7 }, () => anyRecord)],
		},
		{
			resource: 'talk',
			operation: 'getAll',
			case: 'with a limit and two fields',
			parameters: { limit: 2, output: 'selectedFields', fields: ['id', 'name'] },
			requests: [{ method: 'GET', path: '/api/v1/partners/talks' }],
			items: [
				{ id: talkIds.townHall, name: 'Autumn Town Hall' },
				{ id: talkIds.onboarding, name: 'Welcome Session for New Colleagues' },
			],
		},
		{
			resource: 'recording',
			operation: 'getAll',
			case: 'of one talk',
			parameters: { returnAll: true, filters: { ofTalkId: byId(talkIds.townHall) } },
			requests: [
				{
					method: 'GET',
					path: '/api/v1/partners/recordings',
					query: { talk_id: talkIds.townHall },
				},
			],
			items: [
				expect.objectContaining({
					file_name: '48210377.mp4',
					start_time: '2026-05-03T15:01:00.000+00:00',
					transcription: expect.objectContaining({ language: 'en' }),
				}),
				expect.objectContaining({ file_name: '48210911.mp4', transcription: null }),
			],
		},
		{
			resource: 'recording',
			operation: 'getAll',
			case: 'of all talks',
			parameters: { returnAll: true },
			requests: [{ method: 'GET', path: '/api/v1/partners/recordings' }],
			items: [
				expect.objectContaining({ file_name: '48210377.mp4' }),
				expect.objectContaining({ file_name: '48210911.mp4' }),
				expect.objectContaining({ file_name: '47795204.mp4' }),
				expect.objectContaining({ file_name: '47960032.mp4' }),
			],
		},
		{
			resource: 'recording',
			operation: 'getAll',
			case: 'as text',
			parameters: {
				limit: 2,
				output: 'transcriptText',
				filters: { ofTalkId: byId(talkIds.townHall) },
			},
			requests: [
				{
					method: 'GET',
					path: '/api/v1/partners/recordings',
					query: { talk_id: talkIds.townHall },
				},
			],
			items: [
				{
					recording_id: expect.any(String),
					file_name: '48210377.mp4',
					text: expect.stringMatching(/^Welcome, everybody, to our autumn town hall\./),
				},
				{
					recording_id: expect.any(String),
					file_name: '48210911.mp4',
					text: null,
					transcription: null,
				},
			],
		},
		{
			resource: 'recording',
			operation: 'downloadTranscript',
			parameters: { recordingId: byId('2c82037b-ce56-2cyn-0f90-gonnjop88212l'), format: 'srt' },
			requests: [{ method: 'GET', path: '/api/v1/partners/recordings' }],
			items: [
				expect.objectContaining({
					id: '2c82037b-ce56-2cyn-0f90-gonnjop88212l',
					file_name: '47795204.mp4',
				}),
			],
		},
		{
			resource: 'group',
			operation: 'create',
			parameters: {
				name: 'Community Talks',
				additionalFields: {
					id: 'community',
					description: 'Join us!',
					rank: 2.5,
					visible: false,
				},
			},
			requests: [
				{
					method: 'POST',
					path: '/api/v1/partners/groups',
					body: {
						name: 'Community Talks',
						id: 'community',
						description: 'Join us!',
						rank: 2.5,
						visible: false,
					},
				},
			],
			items: [
				{
					id: 'community',
					name: 'Community Talks',
					description: 'Join us!',
					rank: 2.5,
					visible: false,
					currency: null,
					price: null,
					partner_id: expect.any(String),
				},
			],
		},
		{
			resource: 'group',
			operation: 'get',
			parameters: { groupId: byId(company) },
			requests: [
				{ method: 'GET', path: '/api/v1/partners/group_talks', query: { group_id: company } },
			],
			items: [expect.objectContaining({ id: company, name: 'Whole Company' })],
		},
		{
			resource: 'group',
			operation: 'getAll',
			parameters: { returnAll: true },
			requests: [{ method: 'GET', path: '/api/v1/partners/groups' }],
			items: [
				expect.objectContaining({ id: company, name: 'Whole Company' }),
				expect.objectContaining({ name: "Lunch 'n Learns" }),
				anyRecord,
			],
		},
		{
			resource: 'groupTalk',
			operation: 'getAll',
			parameters: { groupId: fromList(company), returnAll: true },
			requests: [
				{ method: 'GET', path: '/api/v1/partners/group_talks', query: { group_id: company } },
			],
			items: [
				townHall,
				expect.objectContaining({ id: talkIds.onboarding }),
				expect.objectContaining({ id: talkIds.officeHours }),
			],
		},
		{
			resource: 'groupTalk',
			operation: 'remove',
			parameters: { groupId: byId(company), talkIds: [talkIds.townHall] },
			requests: [
				{
					method: 'DELETE',
					path: '/api/v1/partners/group_talks',
					body: { group_id: company, talk_ids: [talkIds.townHall] },
				},
			],
			items: [
				{
					success: true,
					talk_groups: [{ talk_id: talkIds.townHall, partner_id: expect.any(String) }],
				},
			],
		},
		{
			resource: 'groupTalk',
			operation: 'set',
			parameters: {
				groupId: byId(company),
				talkIds: [talkIds.lunchTalk, talkIds.retrospective],
			},
			requests: [
				{
					method: 'PUT',
					path: '/api/v1/partners/group_talks',
					body: { group_id: company, talk_ids: [talkIds.lunchTalk, talkIds.retrospective] },
				},
			],
			items: [
				{ talk_id: talkIds.lunchTalk, partner_id: expect.any(String) },
				{ talk_id: talkIds.retrospective, partner_id: expect.any(String) },
			],
		},
	],
};
