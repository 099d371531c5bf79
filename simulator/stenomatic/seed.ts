import { newRoom, type StenomaticState } from './state';

const customerId = '0b0f6c3a-6d0e-4c8b-8a43-2f7d9c1e5b60';

/** The clients that the rooms and the usage speak of. */
export const clientIds = {
	own: '7c1d2e90-53ab-4f0e-9d14-8a6b0c7f3e21',
	museum: '3f2b8c1e-9a4d-4c57-8e11-5d0a6b7c9f24',
	conference: 'a94e07d3-2c68-4b1f-b5d9-6e83f10c4a72',
	parish: 'd05b9a1c-7e34-49d2-86f7-1b2c3d4e5f60',
};

export const roomIds = {
	townHall: 'autumn-town-hall',
	tour: 'fjk-qwrt-mnb',
	lecture: 'hbv-xoip-zrt',
	keynote: 'keynote-2026',
	service: 'lqe-avnd-tuw',
};

const dayMs = 24 * 60 * 60 * 1000;
const minute = 60e9;

/** The customer of the demo: rooms of the last days, seen from `now`. */
export function seed(now: number): StenomaticState {
	/** So many days from today, at this hour and minute (UTC). */
	const at = (days: number, hours: number, minutes = 0) =>
		new Date(now + days * dayMs).setUTCHours(hours, minutes, 0, 0);
	const iso = (...when: Parameters<typeof at>) => new Date(at(...when)).toISOString();
	const client = (id: string, name: string) => ({ id, name, parent_customer_id: customerId });

	return {
		apiKey: 'stenomatic-demo-key',
		customerId,
		ownClientId: clientIds.own,
		clients: [
			client(clientIds.museum, 'Harbour Museum'),
			client(clientIds.conference, 'Nordic Data Days'),
			client(clientIds.parish, 'St. Olaf Parish'),
		],
		rooms: [
			newRoom(
				clientIds.own,
				{
					id: roomIds.townHall,
					title: 'Autumn Town Hall',
					description: 'Where we stand after three quarters, and what comes next',
					from_language: 'en-US',
					to_languages: ['de-DE', 'nb-NO', 'pl-PL'],
					start_date: iso(-1, 15),
					end_date: iso(-1, 16),
					passwords: { speaker: 'lighthouse-7', participant: 'welcome-all' },
					usage_in_seconds: { total: 3540, twenty_four_hour: 3540 },
				},
				at(-21, 8, 12),
			),
			newRoom(
				clientIds.museum,
				{
					id: roomIds.tour,
					title: 'Guided Tour: The Whaling Years',
					description: 'Saturdays at eleven, in five languages',
					from_language: 'nb-NO',
					to_languages: ['en-GB', 'de-DE', 'fr-FR', 'es-ES', 'ja-JP'],
					passwords: { speaker: 'harpoon-42', participant: 'northwind' },
					usage_in_seconds: { total: 41_220, twenty_four_hour: 0 },
				},
				at(-60, 10, 30),
			),
			newRoom(
				clientIds.museum,
				{
					id: roomIds.lecture,
					title: 'Evening Lecture: Maps of the Polar Sea',
					from_language: 'en-GB',
					to_languages: ['nb-NO'],
					start_date: iso(3, 18),
					end_date: iso(3, 19, 30),
					sponsorship_credit_title: 'Presented by',
					sponsorship_title: 'Fjord Savings Bank',
					sponsorship_description: 'For the culture of the coast',
					sponsorship_info_url: 'example.com/fjord',
				},
				at(-9, 13),
			),
			newRoom(
				clientIds.conference,
				{
					id: roomIds.keynote,
					title: 'Opening Keynote',
					description: 'What a query costs the planet',
					from_language: 'en-US',
					to_languages: ['sv-SE', 'da-DK', 'fi-FI'],
					start_date: iso(6, 9),
					end_date: iso(6, 10),
					passwords: { speaker: 'aurora-19', participant: 'data-days' },
				},
				at(-4, 9),
			),
			newRoom(
				clientIds.parish,
				{
					id: roomIds.service,
					title: 'Sunday Service',
					from_language: 'nb-NO',
					to_languages: ['uk-UA', 'en-GB'],
					usage_in_seconds: { total: 18_900, twenty_four_hour: 0 },
				},
				at(-120, 7),
			),
		],
		usage: [
			{
				client_id: clientIds.own,
				at: at(-1, 15),
				counter: 'speech_recognition',
				nanoseconds: 59 * minute,
			},
			{
				client_id: clientIds.own,
				at: at(-1, 15),
				counter: 'voice_translate',
				nanoseconds: 59 * minute,
			},
			{
				client_id: clientIds.museum,
				at: at(-7, 11),
				counter: 'speech_recognition',
				nanoseconds: 52 * minute,
			},
			{
				client_id: clientIds.museum,
				at: at(-7, 11),
				counter: 'voice_translate',
				nanoseconds: 48 * minute,
			},
			{
				client_id: clientIds.parish,
				at: at(-6, 10),
				counter: 'speech_recognition',
				nanoseconds: 64 * minute,
			},
		],
		mayGiveRoomIds: true,
		ownRoomsPath: '/clients/me/rooms',
		transcriptions: {
			[roomIds.townHall]: [
				{
					language: 'en-US',
					text: 'Welcome, everybody, to our autumn town hall. We have a short agenda: the numbers, the roadmap, and your questions.',
				},
				{
					language: 'de-DE',
					text: 'Willkommen zu unserer Herbstversammlung. Wir haben drei Punkte: die Zahlen, den Fahrplan und Ihre Fragen.',
				},
			],
		},
	};
}
