import type { INode } from 'n8n-workflow';

import type { Workflow } from '../../scripts/n8n/api';
import { pollTimes } from '../../scripts/n8n/pollTimes';
import { poll as until } from '../../scripts/poll';
import type { ExpiredUser, TalkioState, User } from '../../simulator/talkio/state';
import type { Bench } from '../bench';
import { atMost, ensure, type BenchCase } from '../benchCase';
import type { BenchN8n } from '../benchN8n';
import { node } from '../nodes';
import { forgetPeak, megabyte, peakMemory } from '../processUse';
import { sampleCpu } from '../sampledCpu';
import { median, readable } from '../statistics';

/** Users who are new at each poll that is measured. */
const added = 10;

/** Which list is read: that of users, whose dates say nothing, or that of expired users, which has dates. */
type List = 'users' | 'expiredUsers';

const paths: Record<List, string> = { users: '/users', expiredUsers: '/expired-users' };

interface Contender {
	title: string;
	node: (bench: Bench, list: List) => Partial<INode>;
}

const ours: Contender = {
	title: 'Talkio Trigger',
	node: (bench, list) => ({
		type: bench.own('talkioTrigger'),
		typeVersion: 2,
		parameters: { events: [list === 'users' ? 'userCreated' : 'userExpired'] },
	}),
};

const floor: Contender = {
	title: 'Floor: the same requests in a bare loop',
	node: (bench, list) => ({
		type: bench.peer('pollFloor'),
		parameters: { path: paths[list] },
	}),
};

interface Work {
	contender: Contender;
	list: List;
	/** Records in the list. */
	size: number;
	/** Seconds between two polls: more than one takes. */
	everySeconds: number;
}

/** A user as it is in either list. */
function userOf(id: string, at: number): User & ExpiredUser {
	const time = new Date(at).toISOString();
	const dates = { createdAt: time, expiredAt: time };
	return { id, userName: `User ${id}`, userType: 'member', memberType: 'member', ...dates };
}

interface Polled {
	ms: number;
	cpuMs: number;
	/** Bytes that n8n's process held at most, and how much more than before that is. */
	peak: number;
	rise: number;
}

/** Waits until a poll has come to its end, and no other has begun. */
async function settled(bench: Bench): Promise<void> {
	const control = bench.control('talkio');
	let before = -1;
	await until(
		async () => {
			const requests = await control.requests();
			const isQuiet = requests.length > 0 && requests.length === before;
			before = requests.length;
			return (isQuiet && requests.every(({ status }) => status !== null)) || undefined;
		},
		{ timeoutMs: 120_000, intervalMs: 500, timeout: () => 'n8n did not poll in time' },
	);
}

/** Adds users, and waits until the poll that finds them has started its execution and that has ended. */
async function measurePoll(
	bench: Bench,
	n8n: BenchN8n,
	{
		workflow,
		users,
		list,
		round,
	}: { workflow: Workflow; users: User[]; list: List; round: number },
): Promise<Polled> {
	const control = bench.control('talkio');
	const ids = Array.from({ length: added }, (_, index) => `new-${round}-${index}`);
	const now = Date.now();
	await settled(bench);
	const before = await n8n.countExecutions(workflow, ['success', 'error']);
	await control.clearRequests();
	await control.setState<TalkioState>({ [list]: [...ids.map((id) => userOf(id, now)), ...users] });
	const changed = Date.now();
	const held = await forgetPeak(n8n.pid);
	const { result: execution, cpuBetween } = await sampleCpu(n8n, async () => {
		const ended = await n8n.endedExecutions(workflow, before + 1);
		// The oldest of those that are new: the bare loop finds the same users with every poll.
		return await n8n.api.finished(ended[ended.length - 1 - before] ?? '');
	});
	const [run] = execution.data.resultData.runData.Trigger ?? [];
	const found = (run?.data?.main?.[0] ?? []).map(({ json }) => json.id ?? json.userId);
	ensure(
		[...ids].sort().join() === found.map(String).sort().join(),
		`"${workflow.name}" handed on ${found.length} users instead of the ${added} new ones`,
	);
	const begun = (await control.requests()).filter(
		({ at, query }) =>
			(query as { page?: string }).page === '1' && at <= Date.parse(execution.startedAt),
	);
	const begin = (begun.find(({ at }) => at >= changed) ?? begun.at(-1))?.at ?? NaN;
	const end = Date.parse(execution.stoppedAt ?? '');
	const peak = await peakMemory(n8n.pid);
	return { ms: end - begin, cpuMs: cpuBetween(begin, end), peak, rise: peak - held };
}

/** Bytes of what a workflow remembers, as n8n stores it. */
async function stateSize(n8n: BenchN8n, workflow: Workflow): Promise<number> {
	const { staticData } = (await n8n.api.workflow(workflow.id)) as { staticData?: unknown };
	return Buffer.byteLength(JSON.stringify(staticData ?? {}));
}

async function measure(bench: Bench, { contender, list, size, everySeconds }: Work) {
	const control = bench.control('talkio');
	await control.reset();
	await control.setRequestDetail({ headers: false, bodies: false });
	const start = Date.parse('2026-01-01T00:00:00Z');
	const users = Array.from({ length: size }, (_, index) => userOf(`user-${index}`, start + index));
	await control.setState<TalkioState>({
		listEnvelope: 'bare',
		expiredPageSize: 100,
		users: [],
		expiredUsers: [],
		[list]: users,
	});
	return await bench.withN8n(async (n8n) => {
		const { parameters, ...trigger } = contender.node(bench, list);
		const workflow = await n8n.publish(`${contender.title}, ${size} ${list}`, [
			node('Trigger', '', {
				...trigger,
				parameters: { ...parameters, pollTimes: pollTimes(everySeconds) },
				credentials: n8n.credentialsOf('talkioApi'),
			}),
		]);
		const all: Polled[] = [];
		for (let round = 1; round <= bench.rounds; round++) {
			all.push(await measurePoll(bench, n8n, { workflow, users, list, round }));
			// The new ones go again, so that each poll finds a list of the same length.
			await control.setState<TalkioState>({ [list]: users });
		}
		const middle = (of: keyof Polled) => median(all.map((one) => one[of]));
		const state = await stateSize(n8n, workflow);
		// Another trigger, which may use the same n8n, must find only its own requests.
		await n8n.api.unpublish(workflow);
		return {
			cpuPerRecord: middle('cpuMs') / size,
			ms: middle('ms'),
			peak: middle('peak'),
			rise: middle('rise'),
			state,
		};
	});
}

/** A list in which a poll finds a few new records: what the length of the list costs. */
export const poll: BenchCase = {
	name: 'poll',
	async run(bench) {
		const { small } = bench.options;
		const [short, middle, long] = small ? [100, 200, 400] : [10_000, 20_000, 100_000];
		const quick = small ? 2 : 5;
		const slow = small ? 2 : 20;
		const of = (contender: Contender, list: List, size: number): Work => ({
			contender,
			list,
			size,
			everySeconds: size === long ? slow : quick,
		});
		const work = [
			of(ours, 'expiredUsers', short),
			of(ours, 'expiredUsers', long),
			of(ours, 'users', short),
			// The most that can be told apart without dates.
			of(ours, 'users', middle - bench.rounds * added),
			// n8n's helper takes so long for each request of a poll that 100,000 users are too many.
			{ ...of(floor, 'expiredUsers', short), everySeconds: slow },
		];
		const measured = [];
		for (const one of work) {
			const { contender, list, size } = one;
			const result = await measure(bench, one);
			bench.options.report(
				`${contender.title}, ${size} ${list}: ${readable(result.ms)} ms, state ${result.state} bytes`,
			);
			measured.push({ ...one, ...result });
		}
		const [first, second] = measured;
		const states = measured.filter(({ contender }) => contender === ours);
		return {
			work: `Lists of users in pages of 100, ${added} of them new at each poll`,
			rows: measured.map(({ contender, list, size, ms, cpuPerRecord, peak, rise, state }) => ({
				contender: `${contender.title}, ${size} ${list === 'users' ? 'users' : 'expired users'}`,
				figures: {
					'time per poll (s)': readable(ms / 1000),
					'CPU per record (µs)': readable(cpuPerRecord * 1000),
					'peak of n8n (MB)': readable(peak / megabyte),
					'more than before (MB)': readable(rise / megabyte),
					'state (kB)': readable(state / 1000),
				},
			})),
			targets: [
				atMost(
					1.2,
					`of the CPU per record at ${short}, at ${long}`,
					(second?.cpuPerRecord ?? NaN) / (first?.cpuPerRecord ?? NaN),
				),
				atMost(300, 'kB of state', Math.max(...states.map(({ state }) => state)) / 1000),
			],
		};
	},
};
