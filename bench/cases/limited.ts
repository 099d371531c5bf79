import { setTimeout as wait } from 'node:timers/promises';

import type { Bench } from '../bench';
import { atLeast, ensure, type BenchCase } from '../benchCase';
import type { RequestRecord } from '../../simulator/client';
import { readable } from '../statistics';
import {
	createdTalks,
	handedOn,
	sameNames,
	talkCreator,
	talkNames,
	type CreatorName,
	type TalkCreator,
} from '../talkCreators';

const rateLimit = { perSecond: 16.7, burst: 33 };

const contenders: CreatorName[] = [
	'smalltalk',
	'sequential',
	'floor',
	'httpRequest',
	'declarative',
];

interface Limited {
	seconds: number;
	delivered: number;
	accepted: number;
	refused: number;
	/** What was reached of the rate that the vendor allows, from the first request to the last. */
	rate: number;
	outcome: string;
}

/** The vendor's log when nothing comes in any more: some nodes leave requests behind when they fail. */
async function settledRequests(bench: Bench): Promise<RequestRecord[]> {
	const control = bench.control('smalltalk');
	for (let before = -1; ; await wait(1000)) {
		const requests = await control.requests();
		if (requests.length === before && requests.every(({ status }) => status !== null)) {
			return requests;
		}
		before = requests.length;
	}
}

/** Seconds that so many requests need when the vendor's limit is used to the full. */
const leastSeconds = (count: number) => Math.max(0, count - rateLimit.burst) / rateLimit.perSecond;

async function createLimited(
	bench: Bench,
	creator: TalkCreator,
	count: number,
	prefix: string,
): Promise<Limited> {
	const control = bench.control('smalltalk');
	await control.clearRequests();
	await control.setFaults({ latencyMs: 20, rateLimit });
	const { ms, items, error } = await creator.run(count, prefix);
	const requests = await settledRequests(bench);
	const created = createdTalks(requests, prefix);
	if (creator.name === 'smalltalk') {
		const names = talkNames(count, prefix);
		ensure(error === undefined, `the Smalltalk node failed under the limit: ${error}`);
		ensure(
			sameNames(handedOn(items), names),
			'the Smalltalk node did not hand on every item in its order under the limit',
		);
		ensure(
			sameNames([...created].sort(), [...names].sort()),
			'the Smalltalk node did not send every item exactly once under the limit',
		);
	}
	const accepted = requests.filter(({ status }) => status === 200);
	const elapsed = ((accepted.at(-1)?.at ?? NaN) - (accepted[0]?.at ?? NaN)) / 1000;
	return {
		seconds: ms / 1000,
		delivered: items.length,
		accepted: created.length,
		refused: requests.filter(({ status }) => status === 429).length,
		rate: leastSeconds(created.length) / elapsed,
		outcome: error === undefined ? 'success' : 'error',
	};
}

/** A vendor that limits requests: who delivers what. */
export const limited: BenchCase = {
	name: 'limited',
	async run(bench) {
		const items = bench.amount(400, 60);
		const measured = await bench.withN8n(async (n8n) => {
			const control = bench.control('smalltalk');
			await control.reset();
			await control.setRequestDetail({ headers: false });
			const all: Array<{ title: string; result: Limited }> = [];
			for (const name of contenders) {
				const creator = await talkCreator(bench, n8n, name);
				const result = await createLimited(bench, creator, items, name);
				const { delivered, accepted, outcome } = result;
				bench.options.report(
					`${creator.title}: ${outcome}, ${accepted} accepted, ${delivered} delivered`,
				);
				all.push({ title: creator.title, result });
			}
			return all;
		});
		const own = measured[0]?.result as Limited;
		return {
			work: `${items} items, ${rateLimit.perSecond} requests a second with a burst of ${rateLimit.burst}, 429 with Retry-After`,
			rows: measured.map(({ title, result }) => ({
				contender: title,
				figures: {
					ends: result.outcome,
					'handed on': result.delivered,
					'accepted by the vendor': result.accepted,
					'refused by the vendor': result.refused,
					'own time (s)': readable(result.seconds),
				},
			})),
			targets: [
				atLeast(items, 'items handed on, each sent exactly once', own.delivered),
				atLeast(0.95, 'of the allowed rate', own.rate),
			],
		};
	},
};
