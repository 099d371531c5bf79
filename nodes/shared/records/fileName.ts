/** File systems allow so many bytes in a name. */
const maxBytes = 255;

/** A longer ending is no file extension. */
const maxExtension = 20;

/** What no common file system allows in a name, and what hides or reorders text. */
const notInNames = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}\s]+/gu;

/** Names of devices in Windows. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** The beginning of a text, cut between characters. */
function beginning(text: string, bytes: number): string {
	let left = bytes;
	let kept = '';
	for (const character of text) {
		left -= Buffer.byteLength(character);
		if (left < 0) break;
		kept += character;
	}
	return kept;
}

/** Without dots and spaces at both ends: they hide a file, or Windows drops them. */
function trimmed(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && '. '.includes(text.charAt(start))) start++;
	while (end > start && '. '.includes(text.charAt(end - 1))) end--;
	return text.slice(start, end);
}

const clean = (text: string) => trimmed(text.replace(notInNames, ' '));

/**
 * A file name that every common file system takes, of at most 255 bytes.
 *
 * @param stem any text
 * @param ending follows the stem and is kept whole, such as ` 2026-11-20.txt`
 * @param fallback stands in for a stem of which nothing is left
 */
export function fileName(stem: string, ending: string, fallback: string): string {
	const short = trimmed(beginning(clean(stem), maxBytes - 1 - Buffer.byteLength(ending)));
	const name = `${short || clean(fallback)}${ending}`;
	return device.test(name) ? `_${name}` : name;
}

/** Likewise, for a name that may have a file extension. */
export function safeFileName(name: string, fallback: string): string {
	const text = clean(name);
	const dot = text.lastIndexOf('.');
	const isExtension = dot > 0 && text.length - dot <= maxExtension;
	return fileName(
		isExtension ? text.slice(0, dot) : text,
		isExtension ? text.slice(dot) : '',
		fallback,
	);
}
