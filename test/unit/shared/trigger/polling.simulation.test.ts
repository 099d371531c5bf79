import fc from 'fast-check';

import { capacity } from '../../../../nodes/shared/trigger/pollState';
import { PollingWorld, type Step, type WorldTraits } from '../support/pollingWorld';
import { propertyRuns } from '../../../support/propertyRuns';

jest.setTimeout(60_000);

const day = 24 * 60 * 60_000;

const nth = fc.nat(20);

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			do: fc.constant('create' as const),
			lateBy: fc.oneof(fc.constant(0), fc.nat(5_000), fc.integer({ min: 0, max: 10 * day })),
			rank: fc.nat(9),
		}),
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), record: nth }) },
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant('tick' as const),
			by: fc.oneof(fc.nat(2_000), fc.nat(3 * day)),
		}),
	},
	{ weight: 4, arbitrary: fc.constant({ do: 'startPoll' as const }) },
	{
		weight: 12,
		arbitrary: fc.record({
			do: fc.constant('nextPage' as const),
			poll: nth,
			outcome: fc.oneof(
				{ weight: 8, arbitrary: fc.constant('page' as const) },
				{ weight: 1, arbitrary: fc.constant('failure' as const) },
				{ weight: 1, arbitrary: fc.constant('timeIsUp' as const) },
			),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('kill' as const),
			poll: nth,
			afterReading: fc.boolean(),
		}),
	},
	{ weight: 1, arbitrary: fc.constant({ do: 'changeSettings' as const }) },
);

const traits: fc.Arbitrary<WorldTraits> = fc.record({
	dated: fc.boolean(),
	order: fc.constantFrom('newestFirst', 'oldestFirst', 'arbitrary'),
	pageSize: fc.integer({ min: 1, max: 5 }),
	storage: fc.constantFrom('inProcess', 'durable'),
	fromBeginning: fc.boolean(),
});

const history = fc.array(step, { minLength: 20, maxLength: 120, size: 'max' });

async function live(traits: WorldTraits, steps: readonly Step[]): Promise<void> {
	const world = new PollingWorld(traits);
	for (const step of steps) await world.take(step);
	await world.comeToRest();
	expect({ violations: world.violations, lost: world.lost }).toEqual({ violations: [], lost: [] });
}

// Late records, equal times, pages that shift while they are read, vendors that fail, polls that run
// out of time, overlap or are killed before their result is stored, settings that change: what
// `poll` promises holds all the same. A failing history is printed with its seed and made short.
describe('a polling trigger through random histories', () => {
	it('A poll loses nothing, returns nothing twice, and nothing that existed before', async () => {
		await fc.assert(fc.asyncProperty(traits, history, live), { numRuns: propertyRuns(1000) });
	});

	it('A poll keeps its promises when it can remember only a few records', async () => {
		jest.replaceProperty(capacity, 'dated', 4);
		await fc.assert(
			fc.asyncProperty(
				traits.map((some) => ({ ...some, dated: true })),
				history,
				live,
			),
			{ numRuns: propertyRuns(1000) },
		);
	});
});
