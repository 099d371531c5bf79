import { defaultSettings, type Conversation, type TalkioState } from './state';

const dayMs = 24 * 60 * 60 * 1000;

/** A language school: people who learn, two who teach, and two whose plan is over. */
export function seed(now: number): TalkioState {
	const at = (days: number, hours = 8) => {
		const date = new Date(now + days * dayMs);
		date.setUTCHours(hours, 0, 0, 0);
		return date.toISOString();
	};
	const conversation = (
		id: string,
		userId: string,
		promptTemplateId: string,
		days: number,
		lines: readonly string[],
	): Conversation => ({
		id,
		userId,
		promptTemplateId,
		createdAt: at(days, 17),
		messages: lines.map((text, index) => ({
			role: index % 2 === 0 ? 'tutor' : 'user',
			text,
			at: new Date(Date.parse(at(days, 17)) + index * 15_000).toISOString(),
		})),
	});
	return {
		apiKey: 'talkio-demo-key',
		provider: 'talkio-demo-provider',
		organizationSlug: 'riverside-languages',
		organizations: ['riverside-languages', 'riverside-evening-school'],
		users: [
			{
				id: 'student-1001',
				userName: 'Amelie Fontaine',
				userType: 'member',
				email: 'amelie.fontaine@example.com',
				phoneNumber: '+33155550101',
				accountExpiresAt: at(200),
				productId: 'school-plan',
				createdAt: at(-90),
			},
			{
				id: 'student-1002',
				userName: 'Kwame Boateng',
				userType: 'member',
				email: 'kwame.boateng@example.com',
				productId: 'school-plan',
				createdAt: at(-61),
			},
			{
				id: 'teacher-7',
				userName: 'Ingrid Solberg',
				userType: 'facilitator',
				email: 'ingrid.solberg@example.com',
				createdAt: at(-200),
			},
			{
				id: 'student-1003',
				userName: 'Yuki Tanaka',
				userType: 'member',
				email: 'yuki.tanaka@example.com',
				accountExpiresAt: at(30),
				productId: 'evening-plan',
				createdAt: at(-12),
			},
			{
				id: 'teacher-8',
				userName: 'Mateo Rivas',
				userType: 'facilitator',
				email: 'mateo.rivas@example.com',
				createdAt: at(-150),
			},
		],
		expiredUsers: [
			{
				id: 'student-0911',
				userName: 'Lena Vogel',
				memberType: 'member',
				email: 'lena.vogel@example.com',
				accountExpiresAt: at(-20),
				productId: 'school-plan',
				createdAt: at(-300),
				expiredAt: at(-20),
			},
			{
				id: 'student-0915',
				userName: 'Tariq Haddad',
				memberType: 'member',
				email: 'tariq.haddad@example.com',
				accountExpiresAt: at(-6),
				productId: 'evening-plan',
				createdAt: at(-280),
				expiredAt: at(-6),
			},
		],
		conversations: [
			conversation('c-5001', 'student-1001', 'books-literature', -3, [
				'Which book did you read last?',
				'I have read a novel about a lighthouse.',
				'Well said. What did you like about it?',
			]),
			conversation('c-5002', 'student-1001', 'at-the-market', -1, [
				'Good morning! What would you like?',
				'Two kilo of apples, please.',
			]),
			conversation('c-5003', 'student-1002', 'job-interview', -2, [
				'Tell me about yourself.',
				'I am an engineer from Accra.',
			]),
		],
		settings: { 'student-1003': { ...defaultSettings, practiceLanguage: 'fr-FR' } },
		preferences: { 'student-1002': 'riverside-evening-school' },
		tokens: [],
		listEnvelope: 'data',
		tokenAnswer: 'link',
		preferenceAnswer: 'slug',
		emptyAnswer: 'object',
		expiredPageSize: 100,
	};
}
