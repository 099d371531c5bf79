import fc from 'fast-check';
import { NodeApiError } from 'n8n-workflow';

import { send } from '../../../../nodes/shared/http/send';
import { Cancelled } from '../../../../nodes/shared/http/wait';
import type { Reply, Request } from '../../../../nodes/shared/vendor/request';
import { acme, connection, type Answer } from '../support/connection';
import { propertyRuns } from '../../../support/propertyRuns';

beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 10, 20, 9, 30) }));
afterEach(() => jest.useRealTimers());

const get: Request = { method: 'GET', path: '/things' };
const post: Request = { method: 'POST', path: '/things', body: { a: 1 } };
const ok: Answer = { status: 200, body: { id: 1 } };
const limited = (retryAfter?: string): Answer => ({
	status: 429,
	headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
});

/** Lets every wait of a request pass. */
async function through(promise: Promise<Reply>): Promise<Reply | Error> {
	const settled = promise.catch((error: Error) => error);
	await jest.advanceTimersByTimeAsync(60 * 60_000);
	return await settled;
}

describe('send', () => {
	it('A request asks n8n for the whole response, whatever its status, and follows no redirect', async () => {
		const { connection: to, requests } = await connection([ok]);
		const reply = await send(to, { ...post, query: { x: ['1', '2'] }, headers: { 'X-A': 'b' } });
		expect(reply).toEqual({ status: 200, headers: {}, body: { id: 1 } });
		expect(requests[0]).toMatchObject({
			method: 'POST',
			url: 'https://api.acme.test/things',
			qs: { x: ['1', '2'] },
			arrayFormat: 'repeat',
			body: { a: 1 },
			headers: { 'X-A': 'b' },
			json: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: 30_000,
		});
	});

	it("A request keeps its own deadline when n8n puts the execution's signal over it", async () => {
		const { connection: to, requests } = await connection((options) => {
			options.abortSignal = undefined;
			return ok;
		});
		await send(to, get);
		expect(requests[0]?.abortSignal).toBeInstanceOf(AbortSignal);
	});

	it.each([
		['2', 2_000],
		['Fri, 20 Nov 2026 09:30:07 GMT', 7_000],
	])('A request waits as long as a 429 asks with %s, even a POST', async (retryAfter, waitMs) => {
		const { connection: to, sentAt } = await connection([limited(retryAfter), ok]);
		expect(await through(send(to, post))).toMatchObject({ status: 200 });
		expect(sentAt).toHaveLength(2);
		expect((sentAt[1] ?? 0) - (sentAt[0] ?? 0)).toBeGreaterThanOrEqual(waitMs);
		expect((sentAt[1] ?? 0) - (sentAt[0] ?? 0)).toBeLessThan(waitMs + 600);
	});

	it('A request waits at least a second after a 429 that names no time', async () => {
		const { connection: to, sentAt } = await connection([limited(), limited(), ok]);
		await through(send(to, post));
		expect(sentAt).toHaveLength(3);
		expect((sentAt[1] ?? 0) - (sentAt[0] ?? 0)).toBeGreaterThanOrEqual(1_000);
	});

	it('A 429 stops every request of the run, not only the refused one', async () => {
		const { connection: to, sentAt } = await connection((_options, count) =>
			count === 1 ? limited('10') : ok,
		);
		const first = through(send(to, get));
		await jest.advanceTimersByTimeAsync(1);
		void send(to, get);
		await first;
		expect(sentAt.filter((at) => at < (sentAt[0] ?? 0) + 10_000)).toHaveLength(1);
		expect(sentAt).toHaveLength(3);
	});

	it('A request survives more refusals than it has attempts', async () => {
		const { connection: to, sentAt } = await connection((_options, count) =>
			count <= 20 ? limited('1') : ok,
		);
		expect(await through(send(to, post))).toMatchObject({ status: 200 });
		expect(sentAt).toHaveLength(21);
	});

	it.each([
		['is refused', limited('30')],
		['meets a server that is down', { status: 503 }],
	])('The time in the queue is not counted when a request then %s', async (_, answer: Answer) => {
		// The last of them is sent after 20 minutes.
		const count = 601;
		const { connection: to, sentAt } = await connection(
			(_options, sent) => (sent === count ? answer : ok),
			{ api: { ...acme, rate: { perSecond: 0.5, burst: 2 } } },
		);
		const all = await Promise.all(Array.from({ length: count }, () => through(send(to, get))));
		expect(all.filter((reply) => reply instanceof Error)).toEqual([]);
		expect(sentAt).toHaveLength(count + 1);
	});

	it('A request is given up when refusals have made it wait for ten minutes', async () => {
		const { connection: to, sentAt } = await connection([limited('200')]);
		expect(await through(send(to, get))).toBeInstanceOf(NodeApiError);
		expect(sentAt).toHaveLength(4);
	});

	it('A request does not wait for a quota that refills tomorrow', async () => {
		const { connection: to, sentAt } = await connection([limited('86400')]);
		const error = await through(send(to, get));
		expect((error as Error).message).toMatch(/asks to wait 86400 s/);
		expect(sentAt).toHaveLength(1);
	});

	it('A request is given up at once on a 429 when the user wants that', async () => {
		const { connection: to, sentAt } = await connection([limited('1'), ok], {
			settings: { retryOnRateLimit: false },
		});
		const error = await through(send(to, get));
		expect((error as Error).message).toMatch(/Turn on Options > Retry on Rate Limit/);
		expect(sentAt).toHaveLength(1);
	});

	it.each(['GET', 'PUT', 'DELETE', 'HEAD'] as const)(
		'A %s is repeated until it passes',
		async (method) => {
			const answers: Answer[] = [{ status: 503 }, { code: 'ECONNRESET' }, { status: 502 }, ok];
			const { connection: to, sentAt } = await connection(answers);
			expect(await through(send(to, { ...get, method }))).toMatchObject({ status: 200 });
			expect(sentAt).toHaveLength(4);
		},
	);

	it('A POST that may have gone through is never sent twice', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom('POST', 'PATCH' as const),
				fc.array(
					fc.constantFrom<Answer>(limited('1'), { code: 'ECONNREFUSED' }, { code: 'ENOTFOUND' }),
					{
						maxLength: 3,
					},
				),
				fc.constantFrom<Answer>(
					{ status: 500 },
					{ status: 502 },
					{ status: 503 },
					{ status: 504 },
					{ code: 'ECONNRESET' },
					{ code: 'EPIPE' },
					{ code: 'ETIMEDOUT' },
				),
				async (method, refusals, failure) => {
					const { connection: to, sentAt } = await connection([...refusals, failure, ok]);
					const error = await through(send(to, { ...post, method: method as 'POST' }));
					expect(error).toBeInstanceOf(NodeApiError);
					expect((error as Error).message).toMatch(/may have gone through/);
					// What was refused was not carried out; the request that failed is the last one sent.
					expect(sentAt).toHaveLength(refusals.length + 1);
				},
			),
			{ numRuns: propertyRuns(60) },
		);
	});

	it('A request is given up after eight attempts', async () => {
		const { connection: to, sentAt } = await connection([{ status: 503 }]);
		const error = (await through(send(to, get))) as NodeApiError;
		expect(sentAt).toHaveLength(8);
		expect(error.description).toMatch(/Attempts: 8 in \d+ s/);
	});

	it('A request is given up after four attempts when nobody listens', async () => {
		const { connection: to, sentAt } = await connection([{ code: 'ECONNREFUSED' }]);
		const error = (await through(send(to, get))) as NodeApiError;
		expect(sentAt).toHaveLength(4);
		expect(error.message).toBe(
			"Couldn't connect to Acme at api.acme.test. Check the Base URL in the credential and your n8n server's internet connection.",
		);
		expect(error.description).toMatch(/Attempts: 4 in \d+ s/);
	});

	it.each([400, 401, 403, 404, 409, 422, 500])(
		'A request is not repeated after %d',
		async (status) => {
			const { connection: to, sentAt } = await connection([{ status }, ok]);
			expect(await through(send(to, get))).toBeInstanceOf(NodeApiError);
			expect(sentAt).toHaveLength(1);
		},
	);

	it("A success that contains the service's own failure counts as a failure", async () => {
		const api = { ...acme, failure: ({ body }: Reply) => (body as { problem?: string }).problem };
		const { connection: to } = await connection([{ status: 200, body: { problem: 'No seats' } }], {
			api,
		});
		const error = await through(send(to, post));
		expect((error as Error).message).toBe(
			"Acme rejected the request: No seats. Check the node's fields.",
		);
	});

	it('JSON that was cut off counts as a failure', async () => {
		const { connection: to } = await connection([
			{ status: 200, body: '{"id": 1, "na', headers: { 'Content-Type': 'application/json' } },
		]);
		const error = await through(send(to, get));
		expect((error as Error).message).toMatch(/^Acme sent an incomplete response\./);
	});

	it.each([
		['plain words', true],
		['{"id": 1, "na', false],
		['"cut off', false],
		['<html>', false],
	])(
		'The text %j that calls itself JSON is left to the check of the answer: %j',
		async (body, taken) => {
			const { connection: to } = await connection([
				{ status: 200, body, headers: { 'Content-Type': 'application/json' } },
			]);
			const outcome = await through(send(to, get));
			expect(outcome instanceof Error).toBe(!taken);
			if (taken) expect(outcome).toMatchObject({ body });
		},
	);

	it('A token that the credential made for the request is in no message', async () => {
		const { connection: to } = await connection((options) => {
			options.headers = { ...options.headers, Authorization: 'Bearer made-for-this' };
			return { status: 400, body: { error: 'made-for-this is no token' } };
		});
		const error = (await through(send(to, get))) as Error;
		expect(error.message).toContain('*** is no token');
	});

	/** Before 2.34, n8n's error has neither cause nor response. */
	const errorOfOldN8n = (httpCode: string) =>
		Object.assign(new Error('You can retry the request immediately'), { httpCode, messages: [] });

	it('A broken connection is recognised in old versions of n8n', async () => {
		const reset = { error: errorOfOldN8n('ECONNRESET') };
		const first = await connection([reset, ok]);
		expect(await through(send(first.connection, get))).toMatchObject({ status: 200 });
		const second = await connection([reset, ok]);
		const error = (await through(send(second.connection, post))) as Error;
		expect(error.message).toMatch(/^The connection to Acme was interrupted \(ECONNRESET\)\./);
		expect(second.requests).toHaveLength(1);
	});

	it('A limited login is recognised in old versions of n8n', async () => {
		const { connection: to, requests } = await connection([{ error: errorOfOldN8n('429') }, ok]);
		expect(await through(send(to, post))).toMatchObject({ status: 200 });
		expect(requests).toHaveLength(2);
	});

	it('A login that could not connect is recognised in old versions of n8n', async () => {
		const unconnected = {
			error: Object.assign(new Error("Couldn't"), { description: 'ECONNREFUSED' }),
		};
		const { connection: to, requests } = await connection([unconnected, ok]);
		expect(await through(send(to, post))).toMatchObject({ status: 200 });
		expect(requests).toHaveLength(2);
	});

	it('A request is never repeated sooner than the own backoff, whatever Retry-After says', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(1);
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(
					fc.constantFrom('0', '-1', '0.001', 'soon', '', 'Fri, 20 Nov 2020 09:30:00 GMT'),
					fc.string(),
				),
				async (retryAfter) => {
					const { connection: to, sentAt } = await connection([
						{ status: 503, headers: { 'Retry-After': retryAfter } },
					]);
					await through(send(to, get));
					const gaps = sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0));
					gaps.forEach((gap, index) => {
						expect(gap).toBeGreaterThanOrEqual(Math.min(20_000, 400 * 2 ** index));
					});
				},
			),
			{ numRuns: propertyRuns(50) },
		);
		jest.restoreAllMocks();
	});

	it('Repeating stops when the run is halted', async () => {
		const halt = new AbortController();
		const { connection: to, sentAt } = await connection([{ status: 503 }]);
		to.halt = halt.signal;
		const outcome = send(to, get).catch((error: Error) => error);
		await jest.advanceTimersByTimeAsync(0);
		halt.abort();
		await jest.advanceTimersByTimeAsync(60_000);
		expect(await outcome).toBeInstanceOf(Cancelled);
		expect(sentAt.length).toBeLessThanOrEqual(2);
	});
});
