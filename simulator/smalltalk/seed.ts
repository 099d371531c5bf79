import { newTalk, type SmalltalkState } from './state';

const partnerId = 'd7ea369b-4041-7ejn-ab96-glhhjlg68543l';

const users = {
	nadia: '516e4718-389e-dfyx-4581-qimjrqn28650l',
	tomas: '055e6986-3a32-e0hi-deb2-kjrrshr73913l',
};

/** The talks that the sample events and the other records speak of. */
export const talkIds = {
	townHall: 'cf8d5caf-c06c-d2uo-4cd3-goggkmm00807l',
	onboarding: 'ab7ae3b1-52d1-67mi-4edc-phhrogl73550j',
	designReview: '92c93494-dddb-66sg-bf58-qhqmigj04842l',
	customerAdvisory: '1d796288-88f7-5cwm-702b-lmpklmk35716j',
	securityQuestions: '5b758c6e-b6f0-19sw-ac0d-llmlrrl36220l',
	lunchTalk: 'f8a3a16a-4690-5fro-12a8-mnpjnhm25167l',
	officeHours: '6f9d5f40-f423-58kz-a2e7-qllongp28883j',
	retrospective: '890d415d-6343-a3pk-f117-ogrspmj02952l',
};

const groupIds = {
	company: '76c84174-1404-93ln-75fe-pkllqpk37965l',
	customers: '7d59ba49-1ec5-99vr-a48b-rjgqqsp78556j',
	learning: 'e51071a1-a4fc-d4io-2e82-pgnsrmq61400j',
};

const themeId = '4330b714-416b-88gt-c462-rggilnq98821j';

const dayMs = 24 * 60 * 60 * 1000;

/** The organisation of the demo: talks of the last and the next days, seen from `now`. */
export function seed(now: number): SmalltalkState {
	/** So many days from today, at this hour and minute (UTC). */
	const at = (days: number, hours: number, minutes = 0) => {
		const date = new Date(now + days * dayMs);
		date.setUTCHours(hours, minutes, 0, 0);
		return date.toISOString();
	};
	const owner = { partnerId, userId: users.nadia };
	const created = (days: number) => ({ created_at: at(days, 8, 12), updated_at: at(days, 8, 12) });

	return {
		token: 'smalltalk-demo-token',
		partnerId,
		userId: users.nadia,
		talks: [
			newTalk(
				{
					id: talkIds.townHall,
					name: 'Autumn Town Hall',
					description: 'Where we stand after three quarters, and what comes next',
					room_type: 'hosted_events',
					mic_behavior: 'start_off',
					theme_id: themeId,
					short_url: 'https://atslt.com/udbutezz',
					start_time: at(-1, 15),
					end_time: at(-1, 16),
					...created(-21),
				},
				owner,
				now,
			),
			newTalk(
				{
					id: talkIds.onboarding,
					name: 'Welcome Session for New Colleagues',
					description: 'Who is who, where things are, and time for questions',
					access: 'invite_only',
					short_url: 'https://atslt.com/jpftpslf',
					start_time: at(-3, 9, 30),
					end_time: at(-3, 10, 30),
					...created(-14),
				},
				owner,
				now,
			),
			newTalk(
				{
					id: talkIds.designReview,
					name: 'Design Review: Mobile Checkout',
					description: 'Two proposals for the payment step',
					access: 'invite_only',
					short_url: 'https://atslt.com/nnfhtwpa',
					created_by_id: users.tomas,
					start_time: at(-2, 13),
					end_time: at(-2, 14),
					...created(-9),
				},
				owner,
				now,
			),
			newTalk(
				{
					id: talkIds.customerAdvisory,
					name: 'Customer Advisory Board',
					description: 'Twelve customers on the plans for spring',
					room_type: 'hosted_events',
					access: 'invite_only',
					mic_behavior: 'start_off',
					short_url: 'https://atslt.com/xdyhxcos',
					start_time: at(4, 16),
					end_time: at(4, 17, 30),
					...created(-7),
				},
				owner,
				now,
			),
			newTalk(
				{
					id: talkIds.securityQuestions,
					name: 'Ask the Security Team Anything',
					room_type: 'questions',
					mic_behavior: 'start_off',
					short_url: 'https://atslt.com/ryknzfkb',
					created_by_id: users.tomas,
					start_time: at(2, 14),
					...created(-6),
				},
				owner,
				now,
			),
			newTalk(
				{
					id: talkIds.lunchTalk,
					name: "Lunch 'n Learn: Reading a Balance Sheet",
					description: 'Bring your lunch; no previous knowledge needed',
					theme_id: themeId,
					short_url: 'https://atslt.com/pcbjnflo',
					start_time: at(1, 11, 30),
					end_time: at(1, 12, 15),
					...created(-5),
				},
				owner,
				now,
			),
			newTalk(
				{
					id: talkIds.officeHours,
					name: 'Support Office Hours',
					description: 'Drop in with whatever does not work',
					subscriptions_allowed: false,
					short_url: 'https://atslt.com/icfuzmxy',
					start_time: at(0, 7),
					...created(-4),
				},
				owner,
				now,
			),
			newTalk(
				{
					id: talkIds.retrospective,
					name: 'Release Retrospective 4.2',
					short_url: 'https://atslt.com/cvihfbkb',
					created_by_id: users.tomas,
					start_time: at(6, 10),
					end_time: at(6, 11),
					...created(-2),
				},
				owner,
				now,
			),
		],
		joinLinks: [],
		recordings: [
			{
				talk_id: talkIds.townHall,
				id: '98f3a65a-b9a2-4eqt-a9a7-hglknln11315j',
				created_at: at(-1, 16, 4),
				start_time: at(-1, 15, 1),
				file_name: '48210377.mp4',
				share_permission: 'private',
				created_by_id: users.nadia,
				user_id: users.nadia,
				transcription: {
					language: 'en',
					text: 'Welcome, everybody, to our autumn town hall. We have a short agenda: the numbers, the roadmap, and your questions. Revenue is eleven percent above last year, and churn is at its lowest since we started. That is thanks to the support team, who answered ninety percent of tickets within an hour. Next quarter we open the beta of live captions in six languages. If you would like to try it, write to me after this call.',
					segments: [
						{
							start: 0,
							end: 9.4,
							speaker: 'Nadia Okafor',
							text: 'Welcome, everybody, to our autumn town hall. We have a short agenda: the numbers, the roadmap, and your questions.',
						},
						{
							start: 9.4,
							end: 21.8,
							speaker: 'Nadia Okafor',
							text: 'Revenue is eleven percent above last year, and churn is at its lowest since we started. That is thanks to the support team, who answered ninety percent of tickets within an hour.',
						},
						{
							start: 22.1,
							end: 31.5,
							speaker: 'Tomas Lindqvist',
							text: 'Next quarter we open the beta of live captions in six languages. If you would like to try it, write to me after this call.',
						},
					],
				},
			},
			{
				talk_id: talkIds.townHall,
				id: '68ac153f-98dd-e6yy-bbd8-lrplghj79217j',
				created_at: at(-1, 16, 31),
				start_time: at(-1, 16, 5),
				file_name: '48210911.mp4',
				share_permission: 'private',
				created_by_id: users.nadia,
				user_id: users.tomas,
				transcription: null,
			},
			{
				talk_id: talkIds.onboarding,
				id: '2c82037b-ce56-2cyn-0f90-gonnjop88212l',
				created_at: at(-3, 10, 36),
				start_time: at(-3, 9, 31),
				file_name: '47795204.mp4',
				share_permission: 'private',
				created_by_id: users.nadia,
				user_id: users.nadia,
				transcription: {
					language: 'en',
					text: 'Good morning, and a warm welcome to the seven of you who started this week. Every question is a good one today. Where do I find the holiday calendar? It is pinned in the people channel.',
					segments: [
						{
							start: 0,
							end: 7.2,
							speaker: 'Nadia Okafor',
							text: 'Good morning, and a warm welcome to the seven of you who started this week. Every question is a good one today.',
						},
						{
							start: 8,
							end: 10.1,
							speaker: 'Priya Raman',
							text: 'Where do I find the holiday calendar?',
						},
						{
							start: 10.6,
							end: 13,
							speaker: 'Nadia Okafor',
							text: 'It is pinned in the people channel.',
						},
					],
				},
			},
			{
				talk_id: talkIds.designReview,
				id: '326083f7-d4b5-04mw-3067-moogios43849k',
				created_at: at(-2, 14, 3),
				start_time: at(-2, 13, 2),
				file_name: '47960032.mp4',
				share_permission: 'private',
				created_by_id: users.tomas,
				user_id: users.tomas,
				transcription: null,
			},
		],
		groups: [
			{
				id: groupIds.company,
				name: 'Whole Company',
				description: 'Open to everybody who works here',
				rank: 1,
				visible: true,
				currency: null,
				price: null,
				partner_id: partnerId,
			},
			{
				id: groupIds.learning,
				name: "Lunch 'n Learns",
				description: 'Forty-five minutes, once a week',
				rank: 2.00000000000001,
				visible: true,
				currency: null,
				price: null,
				partner_id: partnerId,
			},
			{
				id: groupIds.customers,
				name: 'Customer Conversations',
				description: 'By invitation',
				rank: 3,
				visible: false,
				currency: null,
				price: null,
				partner_id: partnerId,
			},
		],
		groupTalks: [
			{ group_id: groupIds.company, talk_id: talkIds.townHall },
			{ group_id: groupIds.company, talk_id: talkIds.onboarding },
			{ group_id: groupIds.company, talk_id: talkIds.officeHours },
			{ group_id: groupIds.learning, talk_id: talkIds.lunchTalk },
			{ group_id: groupIds.learning, talk_id: talkIds.securityQuestions },
			{ group_id: groupIds.customers, talk_id: talkIds.customerAdvisory },
		],
		groupEnvelope: 'groups',
	};
}
