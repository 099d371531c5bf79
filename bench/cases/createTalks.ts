import { ensure, type Row } from '../benchCase';
import type { Bench } from '../bench';
import { interleave, median, readable } from '../statistics';
import {
	createdTalks,
	handedOn,
	sameNames,
	talkCreator,
	talkNames,
	type CreatorName,
	type TalkCreator,
} from '../talkCreators';

interface CreateWork {
	contenders: CreatorName[];
	items: number;
	latencyMs: number;
}

/** Creates one talk and sees that every item came out in its place, and reached the vendor exactly once. */
async function createAll(bench: Bench, creator: TalkCreator, count: number, prefix: string) {
	const control = bench.control('smalltalk');
	await control.clearRequests();
	const { ms, cpuMs, items, error } = await creator.run(count, prefix);
	ensure(error === undefined, `${creator.title} failed: ${error}`);
	const names = talkNames(count, prefix);
	ensure(
		sameNames(handedOn(items), names),
		`${creator.title} did not hand on every item in its order`,
	);
	const created = createdTalks(await control.requests(), prefix);
	ensure(
		sameNames([...created].sort(), [...names].sort()),
		`${creator.title} did not send every item exactly once`,
	);
	return { ms, cpuMs };
}

/**
 * Has all contenders create talks, in rounds.
 *
 * @returns a row for each, and the median of each contender's own time in milliseconds
 */
export async function measureCreation(
	bench: Bench,
	{ contenders, items, latencyMs }: CreateWork,
): Promise<{ rows: Row[]; time: (name: CreatorName) => number }> {
	return await bench.withN8n(async (n8n) => {
		const control = bench.control('smalltalk');
		await control.reset();
		await control.setRequestDetail({ headers: false });
		await control.setFaults({ latencyMs });
		const creators: TalkCreator[] = [];
		for (const name of contenders) creators.push(await talkCreator(bench, n8n, name));
		const warmUp = Math.min(items, 30);
		for (const creator of creators) {
			await createAll(bench, creator, warmUp, `${creator.name} warm-up`);
		}
		const measured = await interleave(bench.rounds, creators, async (creator, round) => {
			const use = await createAll(bench, creator, items, `${creator.name} ${round}`);
			bench.options.report(`Round ${round}: ${creator.title}: ${use.ms} ms, CPU ${use.cpuMs} ms`);
			return use;
		});
		const times = new Map<CreatorName, number>();
		for (const [{ name }, all] of measured) times.set(name, median(all.map(({ ms }) => ms)));
		const time = (name: CreatorName) => times.get(name) ?? NaN;
		const own = time('smalltalk');
		const rows = [...measured].map(([{ name, title }, all]) => ({
			contender: title,
			figures: {
				'own time (s)': readable(time(name) / 1000),
				'per item (ms)': readable(time(name) / items),
				'all rounds (s)': all.map(({ ms }) => readable(ms / 1000)).join(', '),
				'CPU per item (ms)': readable(median(all.map(({ cpuMs }) => cpuMs)) / items),
				'ours to this': readable(own / time(name)),
			},
		}));
		return { rows, time };
	});
}
