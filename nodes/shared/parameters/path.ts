import { InvalidValue, WrongValue } from './errors';

const forbidden = /[/\\?#\p{Cc}]/u;

/** Longer than any ID; decoding takes the square of it at most. */
const maxLength = 1000;

/** Decodes until nothing changes, because a proxy on the way may decode more than once. */
function decodeFully(value: string): string {
	let current = value;
	// Each round shortens the text, so it ends.
	for (;;) {
		const next = current.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
			String.fromCharCode(parseInt(hex, 16)),
		);
		if (next === current) return current;
		current = next;
	}
}

/**
 * Whether a path that a user typed stays below the base URL: no dot segments and no separators, in
 * whatever encoding.
 */
export const staysBelow = (path: string): boolean =>
	path.length <= maxLength &&
	path
		.split('/')
		.map(decodeFully)
		.every((segment) => !/^\.{1,2}$/.test(segment.trim()) && !forbidden.test(segment));

/**
 * Encodes one path segment, or refuses it. `encodeURIComponent('..')` is still `..`, and URL
 * parsers would climb: with an ID filled in by an AI agent that re-aims an authenticated request.
 *
 * @param value the segment as given by a user, an expression or an agent
 * @param label what the user calls it, for the message
 * @throws InvalidValue when it is empty, only dots, or decodes to a separator or control character
 */
export function encodeSegment(value: unknown, label: string): string {
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') {
		throw new WrongValue(`${label} must be text or a number`, value);
	}
	const segment = String(value).trim();
	if (segment === '') throw new InvalidValue(`${label} is required`);
	if (segment.length > maxLength) {
		throw new WrongValue(`${label} can't be longer than ${maxLength} characters`, segment);
	}
	const decoded = decodeFully(segment);
	if (/^[.\s]*$/.test(decoded)) {
		throw new WrongValue(`${label} must be an ID`, segment);
	}
	if (forbidden.test(decoded)) {
		throw new WrongValue(
			`${label} can't contain "/", "\\", "?", "#" or control characters. Enter only the ID`,
			segment,
		);
	}
	if (!segment.isWellFormed()) {
		throw new WrongValue(`${label} contains an invalid character`, segment);
	}
	return encodeURIComponent(segment);
}

/**
 * A text that a path can hold, trimmed.
 *
 * @throws InvalidValue as `encodeSegment`
 */
export function toSegment(value: string, label: string): string {
	encodeSegment(value, label);
	return value.trim();
}

/**
 * Fills a path template such as `/v1/rooms/{roomId}`.
 *
 * @param template path with `{name}` placeholders
 * @param values wire name → value and the label a user knows it by
 * @throws InvalidValue as `encodeSegment`
 */
export function fillPath(
	template: string,
	values: Record<string, { value: unknown; label: string }>,
): string {
	return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
		const entry = values[name];
		return encodeSegment(entry?.value ?? '', entry?.label ?? name);
	});
}
