import { randomInt } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz';

function randomText(length: number, alphabet: string): string {
	return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** An id as the vendor's document shows them: almost a UUID, but not valid as one. */
export function newId(): string {
	return [8, 4, 4, 4, 13].map((length) => randomText(length, `0123456789${letters}`)).join('-');
}

/** A link as the vendor shortens them; talks have codes of eight letters, join links of seven. */
export function newShortLink(length: number): string {
	return `https://atslt.com/${randomText(length, letters)}`;
}
