/**
 * How many cases a property test tries. `FAST_CHECK_RUNS=10000 npx jest …` tries more than the
 * tests do by themselves.
 */
export const propertyRuns = (usual: number): number => Number(process.env.FAST_CHECK_RUNS ?? usual);
