import type { INodeCredentials } from 'n8n-workflow';

import { byId } from '../uses/use';
import { storeCredentials } from './support/nodes';
import { openPicker } from './support/picker';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

const amelie = byId('student-1001');
describe('Talkio in the editor', () => {
	let talkio: SimulatedVendor;
	let credentials: INodeCredentials;

	beforeAll(async () => {
		talkio = await simulate('talkio');
		credentials = await storeCredentials('talkio', talkio.baseUrl, 'talkio lists');
	});

	beforeEach(() => talkio.control.reset());

	afterAll(() => talkio.stop());

	it.each([
		['talkio', 1],
		['talkioTrigger', 2],
	])('The picker lists the users in %s', async (node, typeVersion) => {
		const users = await openPicker({
			node,
			typeVersion,
			parameter: 'userId',
			search: 'searchUsers',
			parameters: {},
			credentials,
		});
		expect(users).toContainEqual({ name: 'Amelie Fontaine (student-1001)', value: 'student-1001' });
		expect(users).toHaveLength(5);
	});

	it('The picker lists the conversations of the chosen user', async () => {
		const conversations = await openPicker({
			node: 'talkio',
			parameter: 'conversationId',
			search: 'searchConversations',
			parameters: { resource: 'conversation', operation: 'get', userId: amelie },
			credentials,
		});
		expect(conversations.map(({ value }) => value)).toEqual(['c-5002', 'c-5001']);
	});
});
