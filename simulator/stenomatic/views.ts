import { omit } from '../omit';
import type { Room } from './state';

/** A room as it is read. */
export const shownRoom = (room: Room) => omit(room, 'client_id', 'passwords');

/** A room as its creation and its update answer it: with an empty secret. */
export function changedRoom(room: Room) {
	return { ...shownRoom(room), secret: '' };
}
