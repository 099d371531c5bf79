import { Stenomatic } from '../../nodes/Stenomatic/Stenomatic.node';
import { stenomaticApi } from '../../nodes/Stenomatic/api';
import { clientIds, roomIds } from '../../simulator/stenomatic/seed';
import { byId, fromList, type ServiceUses } from './use';

export const stenomaticUses: ServiceUses = {
	service: 'stenomatic',
	node: 'stenomatic',
	nodeType: () => new Stenomatic(),
	api: stenomaticApi,
	headers: { authorization: 'Bearer stenomatic-demo-key' },
	uses: [
		{
			resource: 'client',
			operation: 'create',
			parameters: { name: 'City Theatre' },
			requests: [{ method: 'POST', path: '/v1/clients', body: { name: 'City Theatre' } }],
			items: [expect.objectContaining({ name: 'City Theatre' })],
		},
		{
			resource: 'client',
			operation: 'getAll',
			parameters: { returnAll: false, limit: 1 },
			requests: [{ method: 'GET', path: '/v1/clients' }],
			items: [expect.objectContaining({ id: clientIds.museum, name: 'Harbour Museum' })],
		},
		{
			resource: 'room',
			operation: 'create',
			parameters: {
				clientId: byId(clientIds.museum),
				title: 'Opening Night',
				fromLanguage: 'en-us',
				toLanguages: 'de-DE, fr-FR',
				additionalFields: { speakerPassword: 'harpoon-7', sponsorshipTitle: 'Northwind Audio' },
			},
			requests: [
				{
					method: 'POST',
					path: `/v1/clients/${clientIds.museum}/rooms`,
					body: {
						title: 'Opening Night',
						from_language: 'en-US',
						to_languages: ['de-DE', 'fr-FR'],
						passwords: { speaker: 'harpoon-7' },
						sponsorship_title: 'Northwind Audio',
					},
				},
			],
			items: [
				{
					id: expect.stringMatching(/^[a-z]{3}-[a-z]{4}-[a-z]{3}$/),
					title: 'Opening Night',
					description: '',
					from_language: 'en-US',
					to_languages: ['de-DE', 'fr-FR'],
					start_date: null,
					end_date: null,
					create_date: '2026-05-04T10:00:00.000Z',
					update_date: '2026-05-04T10:00:00.000Z',
					is_archived: false,
				},
			],
		},
		{
			resource: 'room',
			operation: 'create',
			case: 'for a client',
			parameters: {
				clientId: fromList(clientIds.museum),
				title: 'Opening Night',
				fromLanguage: 'en_us',
				toLanguages: 'de-de, ZH-hant-tw',
				additionalFields: {
					description: 'With the curator',
					sponsorshipCreditTitle: 'Presented by',
					sponsorshipTitle: 'Northwind Audio',
					sponsorshipDescription: 'Audio for every stage',
					sponsorshipInfoUrl: 'example.com',
					participantPassword: 'welcome',
					speakerPassword: 'harpoon-7',
				},
			},
			requests: [
				{
					method: 'POST',
					path: `/v1/clients/${clientIds.museum}/rooms`,
					body: {
						title: 'Opening Night',
						from_language: 'en-US',
						to_languages: ['de-DE', 'zh-Hant-TW'],
						description: 'With the curator',
						sponsorship_credit_title: 'Presented by',
						sponsorship_title: 'Northwind Audio',
						sponsorship_description: 'Audio for every stage',
						sponsorship_info_url: 'example.com',
						passwords: { participant: 'welcome', speaker: 'harpoon-7' },
					},
				},
			],
			items: [
				expect.objectContaining({
					title: 'Opening Night',
					to_languages: ['de-DE', 'zh-Hant-TW'],
					start_date: null,
				}),
			],
		},
		{
			resource: 'room',
			operation: 'create',
			case: 'for the own client, with what is required only',
			parameters: {
				clientId: fromList('me'),
				title: 'Stand-up',
				fromLanguage: 'en-US',
				additionalFields: { description: '', roomId: '' },
			},
			requests: [
				{
					method: 'POST',
					path: '/v1/clients/me/rooms',
					body: { title: 'Stand-up', from_language: 'en-US' },
				},
			],
			items: [expect.objectContaining({ title: 'Stand-up', to_languages: [] })],
		},
		{
			resource: 'room',
			operation: 'get',
			parameters: {
				roomId: byId(roomIds.tour),
				output: 'selectedFields',
				fields: ['id', 'from_language'],
			},
			requests: [{ method: 'GET', path: `/v1/rooms/${roomIds.tour}` }],
			items: [{ id: roomIds.tour, from_language: 'nb-NO' }],
		},
		{
			resource: 'room',
			operation: 'getAll',
			parameters: { clientId: fromList('me'), returnAll: true },
			requests: [{ method: 'GET', path: '/v1/clients/me/rooms' }],
			items: [expect.objectContaining({ id: roomIds.townHall })],
		},
		{
			resource: 'room',
			operation: 'getAll',
			case: 'of a client',
			parameters: { returnAll: true, clientId: fromList(clientIds.museum) },
			requests: [{ method: 'GET', path: `/v1/clients/${clientIds.museum}/rooms` }],
			items: [
				expect.objectContaining({ id: roomIds.tour }),
				expect.objectContaining({ id: roomIds.lecture }),
			],
		},
		{
			resource: 'room',
			operation: 'getAll',
			case: 'of a client with a limit',
			parameters: { returnAll: false, limit: 1, clientId: fromList(clientIds.museum) },
			requests: [{ method: 'GET', path: `/v1/clients/${clientIds.museum}/rooms` }],
			items: [expect.objectContaining({ id: roomIds.tour })],
		},
		{
			resource: 'room',
			operation: 'getPasswords',
			parameters: { roomId: byId(roomIds.tour) },
			requests: [{ method: 'GET', path: `/v1/rooms/${roomIds.tour}/passwords` }],
			items: [{ speaker: 'harpoon-42', participant: 'northwind' }],
		},
		{
			resource: 'room',
			operation: 'getStreamUrl',
			parameters: { roomId: byId(roomIds.tour), speakerName: 'John Doe', language: 'en-GB' },
			requests: [
				{
					method: 'POST',
					path: `/v1/rooms/${roomIds.tour}/stream_url`,
					body: { speaker_name: 'John Doe', language: 'en-GB' },
				},
			],
			items: [{ url: 'rtmps://rtmp.stenomatic.com/z?lang=en-GB&name=John+Doe' }],
		},
		{
			resource: 'room',
			operation: 'getStreamUrl',
			case: 'with every field',
			parameters: {
				roomId: fromList(roomIds.tour),
				speakerName: 'John Doe',
				language: 'EN-gb',
				additionalFields: { phrases: ['phrase 1', 'phrase 2'] },
			},
			requests: [
				{
					method: 'POST',
					path: `/v1/rooms/${roomIds.tour}/stream_url`,
					body: { speaker_name: 'John Doe', language: 'en-GB', phrases: ['phrase 1', 'phrase 2'] },
				},
			],
			items: [
				expect.objectContaining({
					url: 'rtmps://rtmp.stenomatic.com/z?lang=en-GB&name=John+Doe&phrases=phrase+1&phrases=phrase+2',
				}),
			],
		},
		{
			resource: 'room',
			operation: 'update',
			parameters: {
				roomId: byId(roomIds.tour),
				updateFields: { title: 'The room', isArchived: true },
			},
			requests: [
				{
					method: 'PATCH',
					path: `/v1/rooms/${roomIds.tour}`,
					body: { title: 'The room', is_archived: true },
				},
			],
			items: [expect.objectContaining({ title: 'The room', is_archived: true })],
		},
		{
			resource: 'room',
			operation: 'update',
			case: 'with every field',
			timezone: 'Europe/Berlin',
			parameters: {
				roomId: fromList(roomIds.tour),
				updateFields: {
					title: 'The room',
					description: 'Renamed',
					fromLanguage: 'nb-no',
					toLanguages: ['en-GB'],
					startDate: '2026-12-01T18:00',
					endDate: '2026-12-01T19:00:00Z',
					closedCaptionsEndpoint: 'https://example.com/captions',
					isArchived: true,
					sponsorshipCreditTitle: 'With',
					sponsorshipDescription: 'Thanks',
					sponsorshipInfoUrl: 'example.com',
					sponsorshipTitle: 'Fjord',
				},
			},
			requests: [
				{
					method: 'PATCH',
					path: `/v1/rooms/${roomIds.tour}`,
					body: {
						title: 'The room',
						description: 'Renamed',
						from_language: 'nb-NO',
						to_languages: ['en-GB'],
						start_date: '2026-12-01T17:00:00.000Z',
						end_date: '2026-12-01T19:00:00.000Z',
						closed_captions_endpoint: 'https://example.com/captions',
						is_archived: true,
						sponsorship_credit_title: 'With',
						sponsorship_description: 'Thanks',
						sponsorship_info_url: 'example.com',
						sponsorship_title: 'Fjord',
					},
				},
			],
			items: [expect.objectContaining({ id: roomIds.tour, title: 'The room', is_archived: true })],
		},
		{
			resource: 'transcription',
			operation: 'getAll',
			parameters: { roomId: byId(roomIds.townHall), returnAll: true },
			requests: [{ method: 'GET', path: `/v1/rooms/${roomIds.townHall}/transcriptions` }],
			items: [
				expect.objectContaining({ language: 'en-US' }),
				expect.objectContaining({ language: 'de-DE' }),
			],
		},
		{
			resource: 'transcription',
			operation: 'download',
			parameters: { roomId: byId(roomIds.townHall) },
			requests: [{ method: 'GET', path: `/v1/rooms/${roomIds.townHall}/transcriptions` }],
			items: [
				{ room_id: roomIds.townHall, language: 'en-US' },
				{ room_id: roomIds.townHall, language: 'de-DE' },
			],
		},
		{
			resource: 'transcription',
			operation: 'download',
			case: 'in one language',
			parameters: { roomId: byId(roomIds.townHall), additionalFields: { language: 'de_de' } },
			requests: [{ method: 'GET', path: `/v1/rooms/${roomIds.townHall}/transcriptions` }],
			items: [{ room_id: roomIds.townHall, language: 'de-DE' }],
		},
		{
			resource: 'usage',
			operation: 'getForClient',
			parameters: {
				clientId: byId(clientIds.museum),
				from: '2026-04-27T00:00:00Z',
				to: '2026-04-28T00:00:00Z',
			},
			requests: [
				{
					method: 'GET',
					path: `/v1/clients/${clientIds.museum}/api_usage`,
					query: { from: '1777248000000', to: '1777334400000' },
				},
			],
			items: [
				{
					speech_recognition_seconds: 3120,
					voice_translate_seconds: 2880,
				},
			],
		},
		{
			resource: 'usage',
			operation: 'getForClient',
			case: 'in the time zone of the workflow',
			timezone: 'Europe/Berlin',
			parameters: {
				clientId: fromList(clientIds.museum),
				from: '2026-03-01',
				to: '2026-03-02T00:00:00Z',
			},
			requests: [
				{
					method: 'GET',
					path: `/v1/clients/${clientIds.museum}/api_usage`,
					query: { from: '1772319600000', to: '1772409600000' },
				},
			],
			items: [expect.objectContaining({ speech_recognition_seconds: 0 })],
		},
		{
			resource: 'usage',
			operation: 'getForCustomer',
			parameters: { from: '2026-04-27T00:00:00Z', to: '2026-04-28T00:00:00Z', output: 'raw' },
			requests: [
				{
					method: 'GET',
					path: '/v1/customers/me/api_usage',
					query: { from: '1777248000000', to: '1777334400000' },
				},
			],
			items: [{ speech_recognition: 3120000000000, voice_translate: 2880000000000 }],
		},
		{
			resource: 'usage',
			operation: 'getForCustomer',
			case: 'in the time zone of the workflow',
			timezone: 'Europe/Berlin',
			parameters: { from: '2026-03-01', to: '2026-03-02T00:00:00Z' },
			requests: [
				{
					method: 'GET',
					path: '/v1/customers/me/api_usage',
					query: { from: '1772319600000', to: '1772409600000' },
				},
			],
			items: [expect.objectContaining({ voice_translate_seconds: 0 })],
		},
	],
};
