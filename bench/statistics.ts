/** The middle one of some numbers, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((left, right) => left - right);
	const middle = sorted.length / 2;
	const [low = NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
	return (low + high) / 2;
}

/** What was measured of an amount, and how far chance alone can have moved it; the unit is the user's. */
export interface Difference {
	value: number;
	noise: number;
}

/** The difference of two series that were measured by turns, as a 95 % interval around its mean. */
export function difference(more: readonly number[], less: readonly number[]): Difference {
	const pairs = more.map((value, index) => value - (less[index] ?? NaN));
	const mean = pairs.reduce((sum, one) => sum + one, 0) / pairs.length;
	const squares = pairs.reduce((sum, one) => sum + (one - mean) ** 2, 0);
	// Two measurements say too little about chance, one says nothing.
	const noise =
		pairs.length < 3 ? Infinity : 2 * Math.sqrt(squares / (pairs.length - 1) / pairs.length);
	return { value: mean, noise };
}

/** How far apart the measurements of the same thing lie. */
export const spread = (values: readonly number[]): number =>
	Math.max(...values) - Math.min(...values);

/** Whether an amount can't be told from none. */
export const isHidden = ({ value, noise }: Difference): boolean => value <= noise;

/** A difference for people to read, in a unit of so much. */
export function readableDifference({ value, noise }: Difference, unit = 1): number | string {
	if (noise === Infinity) return 'not told from noise';
	return isHidden({ value, noise })
		? `within noise (±${readable(noise / unit)})`
		: readable(value / unit);
}

/** Rounds for people to read: three digits that count. */
export const readable = (value: number): number =>
	Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));

/**
 * Measures every contender once, then every one again, so that what else the machine does strikes
 * all of them alike.
 *
 * @returns the measurements of each contender, in the order of the rounds
 */
export async function interleave<Contender, Measurement>(
	rounds: number,
	contenders: readonly Contender[],
	measure: (contender: Contender, round: number) => Promise<Measurement>,
): Promise<Map<Contender, Measurement[]>> {
	const measured = new Map(contenders.map((contender) => [contender, [] as Measurement[]]));
	for (let round = 1; round <= rounds; round++) {
		for (const contender of contenders) {
			measured.get(contender)?.push(await measure(contender, round));
		}
	}
	return measured;
}
