type Kinds = Map<string, unknown>;

const timeWithZ = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const timeWithOffset = /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/;

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (typeof value !== 'string') return typeof value;
	if (timeWithZ.test(value)) return 'time with Z';
	return timeWithOffset.test(value) ? 'time with offset' : 'string';
}

function entriesOf(value: unknown): Kinds {
	return new Map(Object.entries(value as object));
}

function* compare(sample: unknown, actual: unknown, path: string): Generator<string> {
	const [wanted, found] = [kindOf(sample), kindOf(actual)];
	if (wanted !== found) {
		yield `${path}: ${wanted} in the sample, ${found} here`;
	} else if (Array.isArray(actual)) {
		const [first] = sample as unknown[];
		for (const element of actual) yield* compare(first, element, `${path}[]`);
	} else if (wanted === 'object') {
		const [samples, actuals] = [entriesOf(sample), entriesOf(actual)];
		for (const key of samples.keys()) {
			if (!actuals.has(key)) yield `${path}.${key}: only in the sample`;
		}
		for (const [key, value] of actuals) {
			if (samples.has(key)) yield* compare(samples.get(key), value, `${path}.${key}`);
			else yield `${path}.${key}: not in the sample`;
		}
	}
}

/**
 * In what an answer differs from the vendor's sample of it, by keys and by kinds of values (the
 * two ways to write a time are two kinds), each difference once. Every element of a list is held
 * against the first element of the sample's list.
 */
export function differences(sample: unknown, actual: unknown): string[] {
	return [...new Set(compare(sample, actual, '$'))].sort();
}
