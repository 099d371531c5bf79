import { WrongValue } from '../shared/parameters/errors';

/**
 * Checks an ID that VoIPBin would drop in silence if it's no UUID.
 *
 * @param label what the user calls it
 * @throws WrongValue
 */
export function requireUuid(value: unknown, label: string): string {
	const id = String(value).trim();
	if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) return id;
	throw new WrongValue(`${label} must be a UUID like a3c5e8f2-4d3a-4b5c-9e7f-1a2b3c4d5e6f`, value);
}
