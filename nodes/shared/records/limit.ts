import { WrongValue } from '../parameters/errors';
import type { ValuesOf } from '../vendor/operation';
import { number, toggle } from '../vendor/parameter';
import type { Values } from '../vendor/values';

/** What every list has, as n8n words it. */
export const limitParameters = [
	toggle('returnAll', {
		in: 'local',
		description: 'Whether to return all results or only up to a given limit',
	}),
	number('limit', {
		in: 'local',
		typeOptions: { minValue: 1 },
		default: 50,
		when: { returnAll: [false] },
		description: 'Max number of results to return',
	}),
];

/**
 * The user's Limit; `undefined` for all records.
 *
 * @throws WrongValue
 */
export function readLimit(values: Values): number | undefined {
	const { returnAll, limit = 50 } = values as ValuesOf<(typeof limitParameters)[number]>;
	if (returnAll) return undefined;
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw new WrongValue('Limit must be a whole number of 1 or more', limit);
}
