/**
 * Alphabetical order of English names, whatever their case. `localeCompare` would load the tables
 * of all languages when n8n starts.
 */
export function alphabetical(left: string, right: string): number {
	const a = left.toLowerCase();
	const b = right.toLowerCase();
	return a === b ? 0 : a < b ? -1 : 1;
}
