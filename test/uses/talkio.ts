import { Talkio } from '../../nodes/Talkio/Talkio.node';
import { talkioApi } from '../../nodes/Talkio/api';
import { byId, fromList, type ServiceUses } from './use';

const organization = '/api/partner/v3/organizations/riverside-languages';

export const talkioUses: ServiceUses = {
	service: 'talkio',
	node: 'talkio',
	nodeType: () => new Talkio(),
	api: talkioApi,
	headers: { 'x-api-key': 'talkio-demo-key', 'x-provider': 'talkio-demo-provider' },
	uses: [
		{
			resource: 'user',
			operation: 'create',
			parameters: {
				id: 'user-1',
				userName: 'User 1',
				userType: 'facilitator',
				additionalFields: { accountExpiresAt: '2027-02-22T19:35:25Z', email: 'user-1@example.com' },
			},
			requests: [
				{
					method: 'POST',
					path: `${organization}/users`,
					body: {
						id: 'user-1',
						userName: 'User 1',
						userType: 'facilitator',
						accountExpiresAt: '2027-02-22T19:35:25.000Z',
						email: 'user-1@example.com',
					},
				},
			],
			items: [expect.objectContaining({ id: 'user-1', userType: 'facilitator' })],
		},
		{
			resource: 'user',
			operation: 'create',
			case: 'with every field',
			timezone: 'Europe/Berlin',
			parameters: {
				id: 'user-1',
				userName: 'User 1',
				userType: 'member',
				additionalFields: {
					accountExpiresAt: '2027-02-22T20:35:25',
					email: 'user-1@example.com',
					phoneNumber: '+14155550123',
					productId: 'school-plan',
				},
			},
			requests: [
				{
					method: 'POST',
					path: `${organization}/users`,
					body: {
						id: 'user-1',
						userName: 'User 1',
						userType: 'member',
						email: 'user-1@example.com',
						phoneNumber: '+14155550123',
						accountExpiresAt: '2027-02-22T19:35:25.000Z',
						productId: 'school-plan',
					},
				},
			],
			items: [
				expect.objectContaining({
					id: 'user-1',
					userName: 'User 1',
					createdAt: expect.any(String),
				}),
			],
		},
		{
			resource: 'user',
			operation: 'upsert',
			parameters: {
				id: 'student-1001',
				userName: 'Amelie Martin',
				userType: 'facilitator',
				additionalFields: { email: 'amelie@example.com' },
			},
			requests: [
				{ method: 'GET', path: `${organization}/users/student-1001` },
				{
					method: 'PUT',
					path: `${organization}/users/student-1001`,
					body: { userName: 'Amelie Martin', email: 'amelie@example.com' },
				},
			],
			items: [
				expect.objectContaining({
					id: 'student-1001',
					userName: 'Amelie Martin',
					userType: 'member',
					created: false,
				}),
			],
		},
		{
			resource: 'user',
			operation: 'delete',
			parameters: { userId: byId('student-1001') },
			requests: [{ method: 'DELETE', path: `${organization}/users/student-1001` }],
			items: [{ deleted: true }],
		},
		{
			resource: 'user',
			operation: 'delete',
			case: 'with other values',
			parameters: { userId: byId('student-0911') },
			requests: [{ method: 'DELETE', path: `${organization}/users/student-0911` }],
			items: [expect.objectContaining({ deleted: true })],
		},
		{
			resource: 'user',
			operation: 'get',
			parameters: { userId: byId('amelie.fontaine@example.com') },
			requests: [{ method: 'GET', path: `${organization}/users/amelie.fontaine%40example.com` }],
			items: [expect.objectContaining({ id: 'student-1001' })],
		},
		{
			resource: 'user',
			operation: 'get',
			case: 'with a limit',
			parameters: { userId: fromList('student-1001') },
			requests: [{ method: 'GET', path: `${organization}/users/student-1001` }],
			items: [expect.objectContaining({ id: 'student-1001', userName: 'Amelie Fontaine' })],
		},
		{
			resource: 'user',
			operation: 'getAll',
			parameters: { returnAll: false, limit: 2, filters: { userType: 'member' } },
			requests: [
				{
					method: 'GET',
					path: `${organization}/users`,
					query: { page: '1', limit: '10', userType: 'member' },
				},
			],
			items: [
				expect.objectContaining({ id: 'student-1001' }),
				expect.objectContaining({ id: 'student-1002' }),
			],
		},
		{
			resource: 'user',
			operation: 'getAll',
			case: 'all of them',
			parameters: { returnAll: true, filters: { userType: 'facilitator' } },
			requests: [
				{
					method: 'GET',
					path: `${organization}/users`,
					query: { page: '1', limit: '100', userType: 'facilitator' },
				},
			],
			items: [
				expect.objectContaining({ id: 'teacher-7' }),
				expect.objectContaining({ id: 'teacher-8' }),
			],
		},
		{
			resource: 'user',
			operation: 'getToken',
			parameters: { userId: byId('student-1001') },
			requests: [{ method: 'GET', path: `${organization}/users/student-1001/token` }],
			items: [expect.objectContaining({ expiresAt: '2026-05-04T10:15:00.000Z' })],
		},
		{
			resource: 'user',
			operation: 'invite',
			parameters: { email: 'new@example.com' },
			requests: [
				{
					method: 'POST',
					path: `${organization}/users/invite`,
					body: { email: 'new@example.com' },
				},
			],
			items: [{ success: true }],
		},
		{
			resource: 'user',
			operation: 'invite',
			case: 'with every field',
			parameters: {
				email: 'user-1@example.com',
				additionalFields: { accountExpiresAt: '2027-02-22T19:35:25Z' },
			},
			requests: [
				{
					method: 'POST',
					path: `${organization}/users/invite`,
					body: { email: 'user-1@example.com', accountExpiresAt: '2027-02-22T19:35:25.000Z' },
				},
			],
			items: [expect.objectContaining({ success: true })],
		},
		{
			resource: 'user',
			operation: 'update',
			parameters: { userId: byId('student-1001'), updateFields: { productId: 'evening-plan' } },
			requests: [
				{
					method: 'PUT',
					path: `${organization}/users/student-1001`,
					body: { productId: 'evening-plan' },
				},
			],
			items: [expect.objectContaining({ productId: 'evening-plan' })],
		},
		{
			resource: 'user',
			operation: 'update',
			case: 'with every field',
			parameters: {
				userId: byId('student-1002'),
				updateFields: {
					accountExpiresAt: '2027-01-01T00:00:00Z',
					email: 'kwame@example.com',
					phoneNumber: '+233155550102',
					productId: 'evening-plan',
					userName: 'Kwame B.',
				},
			},
			requests: [
				{
					method: 'PUT',
					path: `${organization}/users/student-1002`,
					body: {
						accountExpiresAt: '2027-01-01T00:00:00.000Z',
						email: 'kwame@example.com',
						phoneNumber: '+233155550102',
						productId: 'evening-plan',
						userName: 'Kwame B.',
					},
				},
			],
			items: [expect.objectContaining({ id: 'student-1002', userName: 'Kwame B.' })],
		},
		{
			resource: 'userSettings',
			operation: 'get',
			parameters: { userId: byId('student-1001') },
			requests: [{ method: 'GET', path: `${organization}/users/student-1001/settings` }],
			items: [expect.objectContaining({ defaultTutor: 'Emma' })],
		},
		{
			resource: 'userSettings',
			operation: 'update',
			parameters: {
				userId: byId('student-1001'),
				updateFields: { readAloudSpeed: 2, hideIntroFlow: false },
			},
			requests: [
				{
					method: 'PUT',
					path: `${organization}/users/student-1001/settings`,
					body: { readAloudSpeed: 2, hideIntroFlow: false },
				},
			],
			items: [expect.objectContaining({ readAloudSpeed: 2 })],
		},
		{
			resource: 'userSettings',
			operation: 'update',
			case: 'with every field',
			parameters: {
				userId: fromList('student-1001'),
				updateFields: {
					defaultTutor: 'Emma',
					hideIntroFlow: false,
					practiceLanguage: 'en-GB',
					practiceLanguageProficiency: 'elementary',
					readAloudSpeed: 3,
					showChatRomanization: true,
					showChatTranslations: true,
					showLiveFeedback: true,
					uiLanguage: 'en-US',
					userLanguage: 'en-US',
				},
			},
			requests: [
				{
					method: 'PUT',
					path: `${organization}/users/student-1001/settings`,
					body: {
						userLanguage: 'en-US',
						practiceLanguage: 'en-GB',
						uiLanguage: 'en-US',
						practiceLanguageProficiency: 'elementary',
						readAloudSpeed: 3,
						showChatTranslations: true,
						showChatRomanization: true,
						showLiveFeedback: true,
						defaultTutor: 'Emma',
						hideIntroFlow: false,
					},
				},
			],
			items: [expect.objectContaining({ defaultTutor: 'Emma', hideIntroFlow: false })],
		},
		{
			resource: 'expiredUser',
			operation: 'get',
			parameters: { userId: byId('student-0911') },
			requests: [{ method: 'GET', path: `${organization}/expired-users/student-0911` }],
			items: [expect.objectContaining({ memberType: 'member' })],
		},
		{
			resource: 'expiredUser',
			operation: 'get',
			case: 'all of them',
			parameters: { userId: byId('lena.vogel@example.com') },
			requests: [{ method: 'GET', path: `${organization}/expired-users/lena.vogel%40example.com` }],
			items: [
				expect.objectContaining({
					id: 'student-0911',
					memberType: 'member',
					expiredAt: expect.any(String),
				}),
			],
		},
		{
			resource: 'expiredUser',
			operation: 'getAll',
			parameters: { returnAll: true },
			requests: [
				{
					method: 'GET',
					path: `${organization}/expired-users`,
					query: { page: '1', limit: '100' },
				},
			],
			items: [
				expect.objectContaining({ id: 'student-0911' }),
				expect.objectContaining({ id: 'student-0915' }),
			],
		},
		{
			resource: 'usage',
			operation: 'getDaily',
			parameters: { userId: byId('student-1001'), date: '2026-05-03T00:00:00' },
			requests: [
				{
					method: 'GET',
					path: `${organization}/users/student-1001/usage/stats`,
					query: { date: '2026-05-03' },
				},
			],
			items: [expect.objectContaining({ date: '2026-05-03' })],
		},
		{
			resource: 'usage',
			operation: 'getDaily',
			case: 'with every field',
			parameters: {
				userId: fromList('student-1001'),
				date: '2026-11-20T23:30:00.000-05:00',
				additionalFields: { timezone: 'America/New_York' },
			},
			requests: [
				{
					method: 'GET',
					path: `${organization}/users/student-1001/usage/stats`,
					query: { date: '2026-11-20', timezone: 'America/New_York' },
				},
			],
			items: [
				expect.objectContaining({
					date: '2026-11-20',
					conversations: { count: 2, user: { words: 184, wordsPerMinute: 62 } },
				}),
			],
		},
		{
			resource: 'usage',
			operation: 'getLegacyDuration',
			parameters: { userId: byId('student-1001'), month: '2026-04' },
			requests: [
				{
					method: 'GET',
					path: `${organization}/users/student-1001/usage/duration`,
					query: { month: '2026-04' },
				},
			],
			items: [expect.objectContaining({ month: '2026-04' })],
		},
		{
			resource: 'usage',
			operation: 'getLegacyDuration',
			case: 'with other values',
			parameters: { userId: fromList('student-1001'), month: '2026-11' },
			requests: [
				{
					method: 'GET',
					path: `${organization}/users/student-1001/usage/duration`,
					query: { month: '2026-11' },
				},
			],
			items: [expect.objectContaining({ month: '2026-11' })],
		},
		{
			resource: 'usage',
			operation: 'getLegacyMonthly',
			parameters: { userId: byId('student-1001'), month: '2026-04' },
			requests: [{ method: 'GET', path: `${organization}/users/student-1001/2026-04` }],
			items: [expect.objectContaining({ totals: { words: 2210, minutes: 41 } })],
		},
		{
			resource: 'usage',
			operation: 'getLegacyMonthly',
			case: 'in the time zone of the workflow',
			timezone: 'Europe/Berlin',
			parameters: { userId: fromList('student-1001'), month: '2026-11-20' },
			requests: [{ method: 'GET', path: `${organization}/users/student-1001/2026-11` }],
			items: [expect.objectContaining({ month: '2026-11', totals: { words: 2210, minutes: 41 } })],
		},
		{
			resource: 'usage',
			operation: 'getMonthly',
			parameters: {
				userId: byId('student-1001'),
				month: '2026-04',
				additionalFields: { language: 'en-GB' },
			},
			requests: [
				{
					method: 'GET',
					path: `${organization}/users/student-1001/usage/monthly-stats`,
					query: { month: '2026-04', language: 'en-GB' },
				},
			],
			items: [expect.objectContaining({ month: '2026-04' })],
		},
		{
			resource: 'usage',
			operation: 'getMonthly',
			case: 'with every field',
			parameters: {
				userId: fromList('student-1001'),
				month: '2026-11',
				additionalFields: { language: 'en-US', timezone: 'America/New_York' },
			},
			requests: [
				{
					method: 'GET',
					path: `${organization}/users/student-1001/usage/monthly-stats`,
					query: { month: '2026-11', language: 'en-US', timezone: 'America/New_York' },
				},
			],
			items: [expect.objectContaining({ month: '2026-11' })],
		},
		{
			resource: 'usage',
			operation: 'getReport',
			parameters: {
				users: 'selected',
				userIds: 'student-1001',
				fromMonth: '2026-03',
				toMonth: '2026-04',
				additionalFields: { language: 'en-GB', timezone: 'Europe/Berlin' },
			},
			requests: [
				{ method: 'GET', path: `${organization}/users/student-1001` },
				{
					method: 'GET',
					path: `${organization}/users/student-1001/usage/monthly-stats`,
					query: { month: '2026-03', language: 'en-GB', timezone: 'Europe/Berlin' },
				},
				{
					method: 'GET',
					path: `${organization}/users/student-1001/usage/monthly-stats`,
					query: { month: '2026-04', language: 'en-GB', timezone: 'Europe/Berlin' },
				},
			],
			items: ['2026-03', '2026-04'].map((period) =>
				expect.objectContaining({
					userId: 'student-1001',
					userName: 'Amelie Fontaine',
					period,
					'conversations.user.wordsPerMinute': expect.any(Number) as number,
				}),
			),
		},
		{
			resource: 'usage',
			operation: 'getWeeklyAssessment',
			parameters: { userId: byId('student-1001'), week: '2026-04-28' },
			requests: [
				{ method: 'GET', path: `${organization}/users/student-1001/weekly-assessment/2026-04-28` },
			],
			items: [expect.objectContaining({ level: 'B1' })],
		},
		{
			resource: 'usage',
			operation: 'getWeeklyAssessment',
			case: 'with every field',
			timezone: 'Europe/Berlin',
			parameters: {
				userId: fromList('student-1001'),
				week: '2026-11-20',
				additionalFields: { practiceLanguage: 'en-GB' },
			},
			requests: [
				{
					method: 'GET',
					path: `${organization}/users/student-1001/weekly-assessment/2026-11-20`,
					query: { practiceLanguage: 'en-GB' },
				},
			],
			items: [expect.objectContaining({ week: '2026-11-20', level: 'B1' })],
		},
		{
			resource: 'conversation',
			operation: 'get',
			parameters: { userId: byId('student-1001'), conversationId: byId('c-5001') },
			requests: [
				{ method: 'GET', path: `${organization}/users/student-1001/conversations/c-5001` },
			],
			items: [expect.objectContaining({ messages: expect.any(Array) })],
		},
		{
			resource: 'conversation',
			operation: 'getAll',
			parameters: {
				userId: byId('student-1001'),
				returnAll: true,
				filters: { promptTemplate: 'at-the-market' },
			},
			requests: [
				{
					method: 'GET',
					path: `${organization}/users/student-1001/conversations`,
					query: { page: '1', limit: '100', promptTemplateId: 'at-the-market' },
				},
			],
			items: [expect.objectContaining({ id: 'c-5002' })],
		},
		{
			resource: 'conversation',
			operation: 'getAll',
			case: 'all of them',
			parameters: {
				userId: fromList('student-1001'),
				returnAll: true,
				filters: { promptTemplate: 'books-literature' },
			},
			requests: [
				{
					method: 'GET',
					path: `${organization}/users/student-1001/conversations`,
					query: { page: '1', limit: '100', promptTemplateId: 'books-literature' },
				},
			],
			items: [expect.objectContaining({ id: 'c-5001', promptTemplateId: 'books-literature' })],
		},
		{
			resource: 'organizationPreference',
			operation: 'get',
			parameters: { userId: byId('student-1001') },
			requests: [
				{ method: 'GET', path: `${organization}/users/student-1001/organization-preference` },
			],
			items: [{ organizationSlug: null }],
		},
		{
			resource: 'organizationPreference',
			operation: 'get',
			case: 'with other values',
			parameters: { userId: byId('student-1002') },
			requests: [
				{ method: 'GET', path: `${organization}/users/student-1002/organization-preference` },
			],
			items: [expect.objectContaining({ organizationSlug: 'riverside-evening-school' })],
		},
		{
			resource: 'organizationPreference',
			operation: 'update',
			parameters: { userId: byId('student-1001'), organizationSlug: 'riverside-evening-school' },
			requests: [
				{
					method: 'PUT',
					path: `${organization}/users/student-1001/organization-preference`,
					body: { organizationSlug: 'riverside-evening-school' },
				},
			],
			items: [{ organizationSlug: 'riverside-evening-school' }],
		},
		{
			resource: 'embed',
			operation: 'create',
			parameters: {
				userId: byId('student-1001'),
				additionalFields: { path: 'app/chat?t=books-literature' },
			},
			requests: [{ method: 'GET', path: `${organization}/users/student-1001/token` }],
			items: [
				{
					userId: 'student-1001',
					loginLink: expect.stringMatching(/&path=app%2Fchat%3Ft%3Dbooks-literature$/),
					iframe: expect.stringMatching(/^<iframe src="http:\S+&amp;path=\S+" /),
					expiresAt: '2026-05-04T10:15:00.000Z',
				},
			],
		},
	],
};
