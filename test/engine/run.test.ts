import type { NodeApiError } from 'n8n-workflow';

import { talkIds } from '../../simulator/smalltalk/seed';
import { newTalk, type SmalltalkState } from '../../simulator/smalltalk/state';
import { simulated } from './support/simulated';
import { runSmalltalk } from './support/smalltalk';

const smalltalk = simulated('smalltalk');

const createTalk = {
	resource: 'talk',
	operation: 'create',
	name: '={{ $json.name }}',
	output: 'raw',
};
const getTalk = { resource: 'talk', operation: 'get', talkId: '={{ $json.id }}' };
const named = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ name: `Talk ${index}` }));
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

const createdNames = async () => {
	const { talks } = await smalltalk.control.state<SmalltalkState>();
	return talks.map(({ name }) => name).filter((name) => /^Talk \d+$/.test(name));
};

describe('items', () => {
	it('Items keep their order and their links, however late each answer comes', async () => {
		await smalltalk.control.setFaults({ latencyMs: 1, latencyJitterMs: 40 });
		const { items } = await runSmalltalk(smalltalk, createTalk, { items: named(60) });
		expect(items.map(({ json }) => json.name)).toEqual(named(60).map(({ name }) => name));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(range(60).map((item) => ({ item })));
	});

	it('Items each have their own expressions and as many records as the API returns', async () => {
		const { items, error } = await runSmalltalk(
			smalltalk,
			{
				resource: 'recording',
				operation: 'getAll',
				returnAll: '={{ $json.all }}',
				limit: '={{ $json.limit }}',
				filters: { ofTalkId: '={{ $json.talk }}' },
			},
			{
				items: [
					{ all: true, talk: talkIds.townHall },
					{ all: true, talk: talkIds.officeHours },
					{ all: false, limit: 1 },
					{ all: false, limit: 3, talk: '' },
				],
			},
		);
		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([
			0, 0, 2, 3, 3, 3,
		]);
		const asked = (await smalltalk.control.requests()).map(({ query }) => query);
		expect(asked).toHaveLength(4);
		expect(asked).toContainEqual({ talk_id: talkIds.townHall });
		expect(asked).toContainEqual({ talk_id: talkIds.officeHours });
	});

	it('No more items are sent at once than the option allows', async () => {
		await smalltalk.control.setFaults({ latencyMs: 20 });
		for (const maxConcurrentRequests of [1, 3]) {
			await smalltalk.control.clearRequests();
			await runSmalltalk(
				smalltalk,
				{ ...createTalk, options: { maxConcurrentRequests } },
				{ items: named(9) },
			);
			const arrivals = (await smalltalk.control.requests()).map(({ at }) => at);
			// With N at once the request that comes N later has waited for an answer.
			arrivals.slice(maxConcurrentRequests).forEach((at, index) => {
				expect(at - (arrivals[index] ?? 0)).toBeGreaterThanOrEqual(19);
			});
		}
	});

	it('An execution without items returns none', async () => {
		const { items, error } = await runSmalltalk(smalltalk, createTalk, { items: [] });
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});
});

describe('500 items under a limit that answers 429', () => {
	it.each(['seconds', 'date', 'none'] as const)(
		'Under a limit that answers 429, 500 items are each sent once and returned in order (Retry-After: %s)',
		async (retryAfter) => {
			// The vendor refuses most of the first burst; whole seconds are the shortest it can ask for.
			await smalltalk.control.setFaults({ rateLimit: { perSecond: 150, burst: 60, retryAfter } });
			const { items, error } = await runSmalltalk(smalltalk, createTalk, { items: named(500) });
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.name)).toEqual(named(500).map(({ name }) => name));
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
				range(500).map((item) => ({ item })),
			);
			const names = await createdNames();
			expect(names).toHaveLength(500);
			expect(new Set(names).size).toBe(500);
			const refused = (await smalltalk.control.requests()).filter(({ status }) => status === 429);
			expect(refused.length).toBeGreaterThan(0);
		},
		60_000,
	);
});

describe('30 executions at once under a limit of their account', () => {
	it('Under a limit of their account, 30 executions each send their item once and none fails', async () => {
		await smalltalk.control.setFaults({
			rateLimit: { perSecond: 20, burst: 5, retryAfter: 'seconds' },
		});
		const runs = range(30).map(
			async (run) =>
				await runSmalltalk(smalltalk, createTalk, { items: [{ name: `Talk ${run}` }] }),
		);
		for (const { error } of await Promise.all(runs)) expect(error).toBeUndefined();
		const expected = range(30).map((run) => `Talk ${run}`);
		expect((await createdNames()).sort()).toEqual(expected.sort());
	}, 60_000);
});

describe('a vendor that fails', () => {
	it('A request that changes nothing is repeated when the API fails', async () => {
		await smalltalk.control.setFaults({
			errors: [{ status: 503, count: 1 }],
			drop: { when: 'afterHandling', count: 1 },
		});
		const { items, error } = await runSmalltalk(smalltalk, getTalk, {
			items: [{ id: talkIds.townHall }],
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json.id).toBe(talkIds.townHall);
		expect(await smalltalk.control.requests()).toHaveLength(3);
	});

	it.each([
		['an answer that never came', { drop: { when: 'afterHandling' as const } }],
		['half an answer', { drop: { when: 'midBody' as const } }],
		['a 503 after the work was done', { errors: [{ status: 503, afterHandling: true }] }],
		['broken JSON', { malformedJson: {} }],
		['an answer that is too slow', { slowBody: { chunkDelayMs: 100 } }],
	])('A POST is never sent twice: %s', async (_what, faults) => {
		await smalltalk.control.setFaults(faults);
		const { error } = await runSmalltalk(
			smalltalk,
			{ ...createTalk, options: { timeout: 300 } },
			{ items: named(1) },
		);
		expect(error?.message).toMatch(/may have gone through anyway/);
		expect(await createdNames()).toEqual(['Talk 0']);
		expect(await smalltalk.control.requests()).toHaveLength(1);
	});

	it('No request waits longer than the Timeout, even when its answer trickles', async () => {
		await smalltalk.control.setFaults({ slowBody: { chunkDelayMs: 200 } });
		const { error } = await runSmalltalk(
			smalltalk,
			{ ...createTalk, options: { timeout: 250 } },
			{ items: named(1) },
		);
		expect(error?.message).toMatch(/^Smalltalk didn't respond within 1 second\./);
	});

	it('An empty answer to a request is judged by its status', async () => {
		await smalltalk.control.setFaults({ emptyBody: { method: 'DELETE' } });
		const { items, error } = await runSmalltalk(smalltalk, {
			resource: 'groupTalk',
			operation: 'remove',
			groupId: '76c84174-1404-93ln-75fe-pkllqpk37965l',
			talkIds: [talkIds.townHall],
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{ success: true }]);
	});

	it('A connection error names the host when nothing listens at the Base URL', async () => {
		const { error } = await runSmalltalk({ url: 'http://127.0.0.1:9' }, createTalk, {
			items: named(1),
			onStarted: undefined,
		});
		expect(error?.message).toBe(
			"Couldn't connect to Smalltalk at 127.0.0.1:9. Check the Base URL in the credential and your n8n server's internet connection.",
		);
	}, 60_000);
});

describe('an item that fails', () => {
	const items = [
		{ id: talkIds.townHall },
		{ id: 'no-such-talk' },
		{ id: '' },
		{ id: talkIds.officeHours },
	];

	it('With Continue, a failed item becomes an error item in its place, linked to its input', async () => {
		const result = await runSmalltalk(smalltalk, getTalk, {
			items,
			onError: 'continueRegularOutput',
		});
		expect(result.error).toBeUndefined();
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			range(4).map((item) => ({ item })),
		);
		expect(result.items.map(({ json }) => json.id ?? json.error)).toEqual([
			talkIds.townHall,
			'No talk found with ID "no-such-talk". Check the ID and that the talk belongs to this account. [item 1]',
			'Talk is required [item 2]',
			talkIds.officeHours,
		]);
		const error = result.items[1]?.error as NodeApiError;
		expect(error.context.itemIndex).toBe(1);
	});

	it('A failed item goes to the error output when there is one', async () => {
		const { run } = await runSmalltalk(smalltalk, getTalk, {
			items,
			onError: 'continueErrorOutput',
		});
		const [done, failed] = run.data.resultData.runData.Subject?.[0]?.data?.main ?? [];
		expect(done?.map(({ json }) => json.id)).toEqual([talkIds.townHall, talkIds.officeHours]);
		expect(failed?.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/^No talk found with ID "no-such-talk"/),
			'Talk is required [item 2]',
		]);
	});

	it('Without Continue, a failed item stops the run, and the error names the first failed item', async () => {
		await smalltalk.control.setFaults({ latencyMs: 10 });
		const many = [
			...range(40).map(() => ({ id: talkIds.townHall })),
			{ id: 'no-such-talk' },
			...range(400).map(() => ({ id: talkIds.townHall })),
		];
		const { error, items: none } = await runSmalltalk(smalltalk, getTalk, { items: many });
		expect(none).toEqual([]);
		expect(error?.context?.itemIndex).toBe(40);
		expect(error?.description).toMatch(
			/\d+ of 441 items were processed before the node stopped\. Failed item: 40$/,
		);
		const done = Number(/(\d+) of 441/.exec(error?.description ?? '')?.[1]);
		const requests = await smalltalk.control.requests();
		expect(requests.length).toBeLessThan(80);
		// All that was on its way was awaited: each answered request but the failed one is counted.
		expect(done).toBe(requests.length - 1);
		expect(requests.every(({ status }) => status === 200)).toBe(true);
	});

	it("An expression that can't be read is reported with its item", async () => {
		const { items: out } = await runSmalltalk(
			smalltalk,
			{ ...getTalk, talkId: '={{ $json.nested.id }}' },
			{
				items: [{ nested: { id: talkIds.townHall } }, { nested: null }],
				onError: 'continueRegularOutput',
			},
		);
		expect(out[0]?.json.id).toBe(talkIds.townHall);
		expect(out[1]?.json.error).toEqual(expect.any(String));
	});
});

describe('an execution that is cancelled', () => {
	it('A cancelled execution sends nothing more', async () => {
		await smalltalk.control.setFaults({ latencyMs: 30 });
		let cancel = () => {};
		const running = runSmalltalk(smalltalk, createTalk, {
			items: named(300),
			onStarted: (stop) => (cancel = stop),
		});
		let atCancel = 0;
		while (atCancel < 10) atCancel = (await smalltalk.control.requests()).length;
		cancel();
		await running;
		// Those on their way when it was cancelled may still arrive.
		const sent = (await smalltalk.control.requests()).length;
		expect(sent).toBeLessThanOrEqual(atCancel + 3 * 24);
	});
});

describe('a list of many records', () => {
	it('A list of many records is returned whole', async () => {
		const owner = { partnerId: 'p', userId: 'u' };
		const talks = range(5000).map((index) =>
			newTalk({ id: `t${index}`, name: `Talk ${index}` }, owner, 0),
		);
		await smalltalk.control.setState<SmalltalkState>({ talks });
		const { items } = await runSmalltalk(smalltalk, {
			resource: 'talk',
			operation: 'getAll',
			returnAll: true,
		});
		expect(items.map(({ json }) => json.id)).toEqual(talks.map(({ id }) => id));
	});
});

describe('secrets', () => {
	const token = 'tok-5ecret-value-1234';
	const faults = [
		{ errors: [{ status: 401, body: { error: `Token ${token} is not known` } }] },
		{ errors: [{ status: 403, body: `Bearer ${token}`, headers: { 'x-request-id': token } }] },
		{ errors: [{ status: 400, body: { error: { message: `GET /x?token=${token}` } } }] },
		{ errors: [{ status: 302, headers: { location: `https://other.test/?token=${token}` } }] },
		{ errors: [{ status: 500, body: `<html>${token}</html>` }] },
		{ errors: [{ status: 200, body: { error: `see https://user:${token}@host/` } }] },
		{ rateLimit: { perSecond: 0.001, burst: 1 } },
		{ drop: { when: 'midBody' as const } },
		{ malformedJson: {} },
		{ slowBody: { chunkDelayMs: 100 } },
	];

	it.each(faults)('Secrets are in no error, output or log: %j', async (fault) => {
		const logged: unknown[] = [];
		const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
			jest
				.spyOn(console, level)
				.mockImplementation((...words: unknown[]) => void logged.push(...words)),
		);
		await smalltalk.control.setState<SmalltalkState>({ token });
		await smalltalk.control.setFaults(fault);
		const parameters = { ...createTalk, options: { timeout: 200 } };
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			const { run, items, error } = await runSmalltalk(smalltalk, parameters, {
				items: named(2),
				onError,
				credential: { apiToken: `Bearer ${token}` },
			});
			const seen = stringify([run.data, items, error, error?.message, error?.stack, logged]);
			// Compared as a whole, the text would be printed with thousands of lines.
			expect(seen.includes(token)).toBe(false);
		}
		const [request] = await smalltalk.control.requests();
		expect(request?.headers?.authorization).toBe(`Bearer ${token}`);
		for (const spy of spies) spy.mockRestore();
	});
});

/** Everything that hangs on a value, also what JSON leaves out: own properties of errors, causes. */
function stringify(value: unknown): string {
	const seen = new Set<unknown>();
	const parts: string[] = [];
	const walk = (current: unknown): void => {
		if (typeof current !== 'object' || current === null) {
			parts.push(String(current));
			return;
		}
		if (seen.has(current)) return;
		seen.add(current);
		for (const key of Reflect.ownKeys(current)) {
			parts.push(String(key));
			walk((current as Record<PropertyKey, unknown>)[key]);
		}
	};
	walk(value);
	return parts.join('\n');
}
