import { ensure, type Row } from '../benchCase';
import type { Bench } from '../bench';
import type { BenchN8n } from '../benchN8n';
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
	rounds: number;
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

/** What every contender needed. */
interface Creation {
	rows: Row[];
	/** The medians of a contender's own time; milliseconds. */
	time(name: CreatorName): number;
	/** The share of ours in a contender's time, in the round where it is largest. */
	largestShare(of: CreatorName): number;
}

/** Has all contenders create talks, in rounds. */
export async function measureCreation(
	bench: Bench,
	n8n: BenchN8n,
	{ contenders, items, latencyMs, rounds }: CreateWork,
): Promise<Creation> {
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
	const measured = await interleave(rounds, creators, async (creator, round) => {
		const use = await createAll(bench, creator, items, `${creator.name} ${round}`);
		bench.options.report(`Round ${round}: ${creator.title}: ${use.ms} ms, CPU ${use.cpuMs} ms`);
		return use;
	});
	const times = new Map<CreatorName, number[]>();
	for (const [{ name }, all] of measured) {
		times.set(
			name,
			all.map(({ ms }) => ms),
		);
	}
	const time = (name: CreatorName) => median(times.get(name) ?? []);
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
	const largestShare = (of: CreatorName) =>
		Math.max(
			...(times.get(of) ?? []).map(
				(theirs, round) => (times.get('smalltalk')?.[round] ?? NaN) / theirs,
			),
		);
	return { rows, time, largestShare };
}
