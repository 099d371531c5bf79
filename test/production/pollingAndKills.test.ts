import { itemsOf, type Execution, type Workflow } from '../../scripts/n8n/api';
import type { QueueMode } from '../../scripts/n8n/queueMode';
import { poll } from '../../scripts/poll';
import { systemClock } from '../../simulator/clock';
import { storeCredentials } from '../e2e/support/nodes';
import { simulate, type SimulatedVendor } from '../e2e/support/simulated';
import { Proxy } from './support/proxy';
import { startQueueMode } from './support/queueMode';
import { addUsers, newUsers, publish } from './support/workflows';

jest.setTimeout(240_000);

/** Off by default in n8n 2.41. */
const durableCursors = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

/** When the main process is killed: before the poll has its answer, or milliseconds after. */
const moments = ['before', 12, 40] as const;

describe.each([
	{ cursors: 'as they are by default', settings: {}, mostTimes: 1 },
	{ cursors: 'durable', settings: durableCursors, mostTimes: Infinity },
])('The main process is killed during a poll, with cursors $cursors', ({ settings, mostTimes }) => {
	let n8n: QueueMode;
	let talkio: SimulatedVendor;
	let proxy: Proxy;

	beforeAll(async () => {
		n8n = await startQueueMode({ settings, processors: 0, workers: 1 });
		talkio = await simulate('talkio', systemClock);
		proxy = await Proxy.start(talkio.baseUrl);
	});
	afterAll(async () => {
		await n8n.stop();
		await proxy.stop();
		await talkio.stop();
	});

	const answered = async () =>
		await new Promise<void>((resolve) => {
			proxy.onAnswered = () => resolve();
		});

	/** Adds users while a poll is on its way, and kills the main process at that moment of the poll. */
	async function killDuringPoll(moment: (typeof moments)[number], ids: string[]): Promise<void> {
		await new Promise<void>((resolve) => {
			const kill = () => void n8n.main.kill('SIGKILL').then(resolve);
			proxy.onArrived = async () => {
				proxy.onArrived = () => {};
				await addUsers(talkio.control, ids);
				if (moment === 'before') return kill();
				proxy.onAnswered = () => {
					proxy.onAnswered = () => {};
					setTimeout(kill, moment);
				};
			};
		});
		await n8n.main.restart(n8n.packages);
	}

	/** The users of an execution, also of one that n8n has marked as crashed before it ran. */
	const usersOf = ({ data, ...execution }: Execution): string[] => {
		const notRun = (data.executionData?.nodeExecutionStack ?? []).flatMap(
			(next) => next.data.main?.[0] ?? [],
		);
		const users = [
			...itemsOf({ data, ...execution }, 'Trigger'),
			...notRun.map(({ json }) => json),
		];
		return users.map(({ id }) => String(id));
	};

	async function usersOfAll(workflow: Workflow): Promise<string[]> {
		return (await n8n.api.executions(workflow, 0)).flatMap(usersOf);
	}

	/** The users of all executions, once this one is among them. */
	const usersOnce = async (workflow: Workflow, id = ''): Promise<string[]> =>
		await poll(
			async () => {
				const users = await usersOfAll(workflow);
				return users.includes(id) ? users : undefined;
			},
			{ timeout: () => `n8n did not hand on the user "${id}" in time` },
		);

	it('Users of one poll share their fate, and those that no poll has seen come with the next', async () => {
		const workflow = await publish(n8n.api, 'New users', [
			newUsers(await storeCredentials('talkio', proxy.url, 'talkio', n8n.api)),
		]);
		const batches = new Map<(typeof moments)[number], string[]>();
		for (const moment of moments) {
			await answered();
			const ids = Array.from({ length: 7 }, (_, index) => `${moment}-${index}`);
			batches.set(moment, ids);
			await killDuringPoll(moment, ids);
			// Seen before the next kill, which could end the execution that has them.
			if (moment === 'before') await usersOnce(workflow, ids[0]);
		}
		await answered();
		await addUsers(talkio.control, ['last']);
		const seen = await usersOnce(workflow, 'last');

		const times = (id: string) => seen.filter((one) => one === id).length;
		for (const ids of batches.values()) {
			// n8n stores what was polled before it stores the execution: a kill in between loses all.
			expect(new Set(ids.map(times)).size).toBe(1);
			expect(times(ids[0] ?? '')).toBeLessThanOrEqual(mostTimes);
		}
		expect(times('before-0')).toBeGreaterThanOrEqual(1);
	});
});
