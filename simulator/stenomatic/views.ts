import type { Room } from './state';

/** A room as it is retrieved. */
export function shownRoom({ client_id: _client, passwords: _passwords, ...room }: Room) {
	return room;
}

/** A room as its creation and its update answer it: with an empty secret. */
export function changedRoom(room: Room) {
	return { ...shownRoom(room), secret: '' };
}
