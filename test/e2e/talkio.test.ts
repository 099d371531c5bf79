import type { INodeCredentials } from 'n8n-workflow';

import { talkioApi } from '../../nodes/Talkio/api';
import { testCredential } from './support/credentialTest';
import { storeCredentials } from './support/nodes';
import { testOperations } from './support/operations';
import { openPicker } from './support/picker';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const organization = '/api/partner/v3/organizations/riverside-languages';
const amelie = byId('student-1001');
const ofAmelie = `${organization}/users/student-1001`;

testOperations({
	vendor: 'talkio',
	node: 'talkio',
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
			received: {
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
			items: [expect.objectContaining({ id: 'user-1', userType: 'facilitator' })],
		},
		{
			resource: 'user',
			operation: 'delete',
			parameters: { userId: amelie },
			received: { method: 'DELETE', path: ofAmelie },
			items: [{ deleted: true }],
		},
		{
			resource: 'user',
			operation: 'get',
			parameters: { userId: byId('amelie.fontaine@example.com') },
			received: { method: 'GET', path: `${organization}/users/amelie.fontaine%40example.com` },
			items: [expect.objectContaining({ id: 'student-1001' })],
		},
		{
			resource: 'user',
			operation: 'getAll',
			parameters: { returnAll: false, limit: 2, filters: { userType: 'member' } },
			received: {
				method: 'GET',
				path: `${organization}/users`,
				query: { page: '1', limit: '10', userType: 'member' },
			},
			items: [
				expect.objectContaining({ id: 'student-1001' }),
				expect.objectContaining({ id: 'student-1002' }),
			],
		},
		{
			resource: 'user',
			operation: 'getToken',
			parameters: { userId: amelie },
			received: { method: 'GET', path: `${ofAmelie}/token` },
			items: [expect.objectContaining({ expiresAt: '2026-05-04T10:15:00.000Z' })],
		},
		{
			resource: 'user',
			operation: 'invite',
			parameters: { email: 'new@example.com' },
			received: {
				method: 'POST',
				path: `${organization}/users/invite`,
				body: { email: 'new@example.com' },
			},
			items: [{ success: true }],
		},
		{
			resource: 'user',
			operation: 'update',
			parameters: { userId: amelie, updateFields: { productId: 'evening-plan' } },
			received: { method: 'PUT', path: ofAmelie, body: { productId: 'evening-plan' } },
			items: [expect.objectContaining({ productId: 'evening-plan' })],
		},
		{
			resource: 'userSettings',
			operation: 'get',
			parameters: { userId: amelie },
			received: { method: 'GET', path: `${ofAmelie}/settings` },
			items: [expect.objectContaining({ defaultTutor: 'Emma' })],
		},
		{
			resource: 'userSettings',
			operation: 'update',
			parameters: { userId: amelie, updateFields: { readAloudSpeed: 2, hideIntroFlow: false } },
			received: {
				method: 'PUT',
				path: `${ofAmelie}/settings`,
				body: { readAloudSpeed: 2, hideIntroFlow: false },
			},
			items: [expect.objectContaining({ readAloudSpeed: 2 })],
		},
		{
			resource: 'expiredUser',
			operation: 'get',
			parameters: { userId: byId('student-0911') },
			received: { method: 'GET', path: `${organization}/expired-users/student-0911` },
			items: [expect.objectContaining({ memberType: 'member' })],
		},
		{
			resource: 'expiredUser',
			operation: 'getAll',
			parameters: { returnAll: true },
			received: {
				method: 'GET',
				path: `${organization}/expired-users`,
				query: { page: '1', limit: '100' },
			},
			items: [
				expect.objectContaining({ id: 'student-0911' }),
				expect.objectContaining({ id: 'student-0915' }),
			],
		},
		{
			resource: 'usage',
			operation: 'getDaily',
			parameters: { userId: amelie, date: '2026-05-03T00:00:00' },
			received: { method: 'GET', path: `${ofAmelie}/usage/stats`, query: { date: '2026-05-03' } },
			items: [expect.objectContaining({ date: '2026-05-03' })],
		},
		{
			resource: 'usage',
			operation: 'getMonthly',
			parameters: { userId: amelie, month: '2026-04', additionalFields: { language: 'en-GB' } },
			received: {
				method: 'GET',
				path: `${ofAmelie}/usage/monthly-stats`,
				query: { month: '2026-04', language: 'en-GB' },
			},
			items: [expect.objectContaining({ month: '2026-04' })],
		},
		{
			resource: 'usage',
			operation: 'getWeeklyAssessment',
			parameters: { userId: amelie, week: '2026-04-28' },
			received: { method: 'GET', path: `${ofAmelie}/weekly-assessment/2026-04-28` },
			items: [expect.objectContaining({ level: 'B1' })],
		},
		{
			resource: 'usage',
			operation: 'getLegacyMonthly',
			parameters: { userId: amelie, month: '2026-04' },
			received: { method: 'GET', path: `${ofAmelie}/2026-04` },
			items: [expect.objectContaining({ totals: { words: 2210, minutes: 41 } })],
		},
		{
			resource: 'usage',
			operation: 'getLegacyDuration',
			parameters: { userId: amelie, month: '2026-04' },
			received: {
				method: 'GET',
				path: `${ofAmelie}/usage/duration`,
				query: { month: '2026-04' },
			},
			items: [expect.objectContaining({ month: '2026-04' })],
		},
		{
			resource: 'conversation',
			operation: 'get',
			parameters: { userId: amelie, conversationId: byId('c-5001') },
			received: { method: 'GET', path: `${ofAmelie}/conversations/c-5001` },
			items: [expect.objectContaining({ messages: expect.any(Array) })],
		},
		{
			resource: 'conversation',
			operation: 'getAll',
			parameters: {
				userId: amelie,
				returnAll: true,
				filters: { promptTemplate: 'at-the-market' },
			},
			received: {
				method: 'GET',
				path: `${ofAmelie}/conversations`,
				query: { page: '1', limit: '100', promptTemplateId: 'at-the-market' },
			},
			items: [expect.objectContaining({ id: 'c-5002' })],
		},
		{
			resource: 'organizationPreference',
			operation: 'get',
			parameters: { userId: amelie },
			received: { method: 'GET', path: `${ofAmelie}/organization-preference` },
			items: [{ organizationSlug: null }],
		},
		{
			resource: 'organizationPreference',
			operation: 'update',
			parameters: { userId: amelie, organizationSlug: 'riverside-evening-school' },
			received: {
				method: 'PUT',
				path: `${ofAmelie}/organization-preference`,
				body: { organizationSlug: 'riverside-evening-school' },
			},
			items: [{ organizationSlug: 'riverside-evening-school' }],
		},
		{
			resource: 'embed',
			operation: 'create',
			parameters: { userId: amelie, additionalFields: { path: 'app/chat?t=books-literature' } },
			received: { method: 'GET', path: `${ofAmelie}/token` },
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
});

describe('Talkio in the editor', () => {
	let talkio: SimulatedVendor;
	let credentials: INodeCredentials;

	beforeAll(async () => {
		talkio = await simulate('talkio');
		credentials = await storeCredentials('talkio', talkio.baseUrl, 'talkio lists');
	});

	beforeEach(() => talkio.control.reset());

	afterAll(() => talkio.stop());

	it('tests its credential with a page of users', async () => {
		const data = {
			baseUrl: talkio.baseUrl,
			organizationSlug: 'riverside-languages',
			apiKey: 'talkio-demo-key',
			providerSecret: 'talkio-demo-provider',
		};
		const pasted = ` ${talkio.baseUrl}${organization}/users `;
		for (const baseUrl of [data.baseUrl, `${data.baseUrl}/`, pasted]) {
			expect(await testCredential('talkioApi', { ...data, baseUrl })).toMatchObject({
				status: 'OK',
			});
		}
		expect((await talkio.control.requests())[0]).toMatchObject({
			method: 'GET',
			path: `${organization}/users`,
			query: { page: '1', limit: '10' },
			status: 200,
		});
		for (const wrong of [
			{ apiKey: 'other' },
			{ providerSecret: 'other' },
			{ organizationSlug: 'other' },
			{ baseUrl: `${talkio.baseUrl}/other` },
		]) {
			const tested = await testCredential('talkioApi', { ...data, ...wrong });
			expect(tested).toMatchObject({ status: 'Error' });
		}
	});

	it.each([
		['talkio', 1],
		['talkioTrigger', 2],
	])('lists the users in %s', async (node, typeVersion) => {
		const users = await openPicker({
			node,
			typeVersion,
			parameter: 'userId',
			search: 'searchUsers',
			parameters: {},
			credentials,
		});
		expect(users).toContainEqual({ name: 'Amelie Fontaine', value: 'student-1001' });
		expect(users).toHaveLength(5);
	});

	it('lists the conversations of the user that was chosen', async () => {
		const conversations = await openPicker({
			node: 'talkio',
			parameter: 'conversationId',
			search: 'searchConversations',
			parameters: { resource: 'conversation', operation: 'get', userId: amelie },
			credentials,
		});
		expect(conversations.map(({ value }) => value)).toEqual(['c-5001', 'c-5002']);
	});
});
