import { randomInt } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const lettersAndDigits = `${letters}${letters.toUpperCase()}0123456789`;

function randomText(length: number, alphabet: string): string {
	return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** As in the vendor's sample: three, four and three letters. */
export function newRoomId(): string {
	return [3, 4, 3].map((length) => randomText(length, letters)).join('-');
}

/** The vendor's samples show 88 characters for a room's `conference_id` and for its `api_key`. */
export function newConferenceId(): string {
	return randomText(88, lettersAndDigits);
}

/** The vendor's samples show 11 characters for a room's `secret`. */
export function newSecret(): string {
	return randomText(11, lettersAndDigits);
}
