import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { locatorValue } from '../shared/locator';
import type { Request } from '../shared/request';
import { listSearch, type Picker } from '../shared/search';
import { stenomaticApi } from './api';
import { client } from './client';
import { clientOfList, ownClient } from './locators';
import { room, roomsOf } from './room';

const item = (id: unknown, name: unknown): INodeListSearchItems | undefined =>
	id === undefined || id === null ? undefined : { name: String(name || id), value: String(id) };

const clients: Picker = {
	operation: client.operations.getAll,
	item: ({ id, name }: IDataObject) => item(id, name),
};

/** The request for the rooms of the client that the node's parameters name. */
function roomsOfClient(context: ILoadOptionsFunctions): Request {
	const clientId = locatorValue(clientOfList.field, context.getCurrentNodeParameter('clientId'));
	if (clientId === undefined || String(clientId).startsWith('=')) {
		throw new NodeOperationError(
			context.getNode(),
			'Choose a Client first to see its rooms, or give the room by its ID',
		);
	}
	return roomsOf(String(clientId));
}

const rooms: Picker = {
	operation: room.operations.getAll,
	item: ({ id, title }: IDataObject) => item(id, title),
	request: roomsOfClient,
};

export const searchClients = listSearch(stenomaticApi, clients);

const own = { name: 'Own Client', value: ownClient };

/** The own client, which no list of the vendor names, and those of the customer. */
export async function searchRoomClients(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const found = await searchClients.call(this, filter, paginationToken);
	const isWanted = own.name.toLowerCase().includes(filter.toLowerCase());
	return isWanted ? { ...found, results: [own, ...found.results] } : found;
}

export const searchRooms = listSearch(stenomaticApi, rooms);
