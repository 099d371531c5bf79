import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { encodeSegment } from '../shared/path';
import { listSearch, type Picker } from '../shared/search';
import { stenomaticApi } from './api';
import { client } from './client';
import { ownClient } from './locators';
import { ownRooms, room } from './room';

const item = (id: unknown, name: unknown): INodeListSearchItems | undefined =>
	id === undefined || id === null ? undefined : { name: String(name || id), value: String(id) };

const clients: Picker = {
	operation: client.operations.getAll,
	item: ({ id, name }: IDataObject) => item(id, name),
};

/** Where the rooms of the node's chosen client are listed. */
function pathOfRooms(context: ILoadOptionsFunctions): string {
	const chosen = context.getCurrentNodeParameter('clientId', { extractValue: true });
	if (typeof chosen !== 'string' || chosen === '' || chosen.startsWith('=')) {
		throw new NodeOperationError(
			context.getNode(),
			'Choose a Client first to see its rooms, or give the room by its ID',
		);
	}
	return chosen === ownClient
		? ownRooms.path
		: room.operations.getAll.path.replace('{client_id}', encodeSegment(chosen, 'Client'));
}

const rooms: Picker = {
	operation: room.operations.getAll,
	item: ({ id, title }: IDataObject) => item(id, title),
	request: (context) => ({ path: pathOfRooms(context) }),
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
