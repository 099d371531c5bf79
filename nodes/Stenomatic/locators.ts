import { locator } from '../shared/locator';
import { local } from '../shared/operation';

/** Stands for the client that the API key belongs to, as `/customers/me` does for the customer. */
export const ownClient = 'me';

const clientId = 'e.g. 3f2b8c1e-9a4d-4c57-8e11-5d0a6b7c9f24';

/** Picks a client of the customer: from the list or by ID. */
export const clientLocator = (description: string) =>
	locator({ displayName: 'Client', search: 'searchClients', description, idPlaceholder: clientId });

/** Picks whose rooms are meant: those of a client, or of the own one. */
export const roomClientLocator = (description: string, required = true) =>
	locator({
		displayName: 'Client',
		search: 'searchRoomClients',
		description,
		required,
		idPlaceholder: clientId,
	});

/** Picks a room: from the list of a client's rooms, or by ID. */
export const roomLocator = (description: string) =>
	locator({
		displayName: 'Room',
		search: 'searchRooms',
		description,
		idPlaceholder: 'e.g. autumn-town-hall',
	});

/** Rooms are listed by client, though addressed by their ID alone. */
export const clientOfList = local(
	'client_id',
	roomClientLocator('The client whose rooms to pick from; not needed for a room by ID', false),
);
