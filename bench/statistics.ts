/** The middle one of some numbers, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((left, right) => left - right);
	const middle = sorted.length / 2;
	const [low = NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
	return (low + high) / 2;
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
