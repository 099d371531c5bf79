import type { INodeCredentials } from 'n8n-workflow';

import { clientIds, roomIds } from '../../simulator/stenomatic/seed';
import { byId } from '../uses/use';
import { storeCredentials } from './support/nodes';
import { openPicker } from './support/picker';
import { simulate, type SimulatedVendor } from './support/simulated';

jest.setTimeout(60_000);

const museum = byId(clientIds.museum);
describe('Stenomatic in the editor', () => {
	let stenomatic: SimulatedVendor;
	let credentials: INodeCredentials;

	beforeAll(async () => {
		stenomatic = await simulate('stenomatic');
		credentials = await storeCredentials('stenomatic', stenomatic.baseUrl, 'stenomatic lists');
	});

	beforeEach(() => stenomatic.control.reset());

	afterAll(() => stenomatic.stop());

	it.each([
		['stenomatic', 1],
		['stenomaticTrigger', 2],
	])('The picker lists the clients, the own one first, in %s', async (node, typeVersion) => {
		const clients = await openPicker({
			node,
			typeVersion,
			parameter: 'clientId',
			search: 'searchRoomClients',
			parameters: {},
			credentials,
		});
		expect(clients.map(({ name }) => name)).toEqual([
			'My Own Client',
			'Harbour Museum',
			'Nordic Data Days',
			'St. Olaf Parish',
		]);
	});

	it('The picker lists the rooms of the chosen client', async () => {
		const rooms = await openPicker({
			node: 'stenomatic',
			parameter: 'roomId',
			search: 'searchRooms',
			parameters: { resource: 'room', operation: 'get', clientId: museum },
			credentials,
		});
		expect(rooms.map(({ value }) => value)).toEqual([roomIds.lecture, roomIds.tour]);
	});
});
