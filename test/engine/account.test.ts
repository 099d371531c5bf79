import { setTimeout as wait } from 'node:timers/promises';

import { SmalltalkApi } from '../../credentials/SmalltalkApi.credentials';
import { TalkioApi } from '../../credentials/TalkioApi.credentials';
import { Smalltalk } from '../../nodes/Smalltalk/Smalltalk.node';
import { TalkioTrigger } from '../../nodes/Talkio/TalkioTrigger.node';
import type { ControlClient } from '../../simulator/client';
import type { SmalltalkState } from '../../simulator/smalltalk/state';
import type { VoipbinState } from '../../simulator/voipbin/state';
import { pick } from './support/pick';
import { pollingNode } from './support/pollingNode';
import { simulated } from './support/simulated';
import { apiToken, runSmalltalk } from './support/smalltalk';
import { adminLogin, runVoipbin, voipbinCredential } from './support/voipbin';

const smalltalk = simulated('smalltalk');
const talkio = simulated('talkio');
const voipbin = simulated('voipbin');

const createTalk = { resource: 'talk', operation: 'create', name: '={{ $json.name }}' };
const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const named = (name: string, count: number) => range(count).map((n) => ({ name: `${name} ${n}` }));

const createdNames = async (prefix: string) => {
	const { talks } = await smalltalk.control.state<SmalltalkState>();
	return talks.map(({ name }) => name).filter((name) => name.startsWith(prefix));
};

const refusedBy = async (control: ControlClient) =>
	(await control.requests()).filter(({ status }) => status === 429);

/** Resolves when an API has refused a request and the refusal has arrived. */
async function untilRefused(control: ControlClient): Promise<void> {
	while ((await refusedBy(control)).length === 0) await wait(5);
	// Its bytes left before those of this answer.
	await control.requests();
}

describe('executions with one account', () => {
	it.each(['seconds', 'date', 'none'] as const)(
		'Executions with one account keep its limit together, without being told (Retry-After: %s)',
		async (retryAfter) => {
			await smalltalk.control.setFaults({
				latencyMs: 5,
				latencyJitterMs: 20,
				rateLimit: { perSecond: 20, burst: 20, retryAfter },
			});
			const results = await Promise.all(
				range(150).map(
					async (n) =>
						await runSmalltalk(smalltalk, createTalk, { items: [{ name: `Together ${n}` }] }),
				),
			);
			expect(results.filter(({ error }) => error)).toEqual([]);
			const names = await createdNames('Together');
			expect(names).toHaveLength(150);
			expect(new Set(names).size).toBe(150);
			const refused = await refusedBy(smalltalk.control);
			expect(refused.length).toBeGreaterThan(0);
			// Each by itself, they would be refused more often than accepted.
			expect(refused.length).toBeLessThanOrEqual(20);
		},
		60_000,
	);

	it('A short execution does not wait for the end of a long one', async () => {
		await smalltalk.control.setFaults({ rateLimit: { perSecond: 20, burst: 20 } });
		const long = runSmalltalk(smalltalk, createTalk, { items: named('Long', 80) });
		await untilRefused(smalltalk.control);
		const { error } = await runSmalltalk(smalltalk, createTalk, { items: named('Short', 3) });
		expect(error).toBeUndefined();
		const longBefore = (await createdNames('Long')).length;
		expect((await long).error).toBeUndefined();
		expect(longBefore).toBeLessThan(80);
		expect(await createdNames('Long')).toHaveLength(80);
		expect(await createdNames('Short')).toHaveLength(3);
	}, 60_000);

	it('A cancelled execution that waited does not hold up the others', async () => {
		await smalltalk.control.setFaults({ rateLimit: { perSecond: 10, burst: 10 } });
		let cancel = () => {};
		const cancelled = runSmalltalk(smalltalk, createTalk, {
			items: named('Cancelled', 500),
			onStarted: (stop) => (cancel = stop),
		});
		await untilRefused(smalltalk.control);
		const other = runSmalltalk(smalltalk, createTalk, { items: named('Other', 10) });
		cancel();
		expect((await cancelled).items).toEqual([]);
		const sent = (await createdNames('Cancelled')).length;
		expect((await other).error).toBeUndefined();
		expect(await createdNames('Other')).toHaveLength(10);
		expect(await createdNames('Cancelled')).toHaveLength(sent);
	}, 60_000);

	it('A refusal pauses executions and pickers of the account', async () => {
		await smalltalk.control.setFaults({
			errors: [{ status: 429, count: 1, headers: { 'retry-after': '2' } }],
		});
		const run = runSmalltalk(smalltalk, createTalk, { items: named('Run', 1) });
		await untilRefused(smalltalk.control);
		const { results } = await pick({
			nodeType: new Smalltalk(),
			search: 'searchTalks',
			parameters: { resource: 'talk', operation: 'get' },
			credentials: {
				smalltalkApi: { type: new SmalltalkApi(), data: { apiToken, baseUrl: smalltalk.url } },
			},
		});
		expect(results.length).toBeGreaterThan(0);
		await run;
		const requests = await smalltalk.control.requests();
		const [refused] = await refusedBy(smalltalk.control);
		expect(requests).toHaveLength(3);
		for (const { at } of requests.slice(1)) {
			expect(at - (refused?.at ?? NaN)).toBeGreaterThanOrEqual(1_990);
		}
	}, 60_000);

	it('A refusal pauses executions and polls of the account', async () => {
		const trigger = () =>
			pollingNode({
				nodeType: new TalkioTrigger(),
				parameters: { events: ['userCreated'] },
				credentials: {
					talkioApi: {
						type: new TalkioApi(),
						data: {
							baseUrl: talkio.url,
							organizationSlug: 'riverside-languages',
							apiKey: 'talkio-demo-key',
							providerSecret: 'talkio-demo-provider',
						},
					},
				},
			});
		await talkio.control.setFaults({
			errors: [{ status: 429, count: 1, headers: { 'retry-after': '2' } }],
		});
		const first = trigger().poll();
		await untilRefused(talkio.control);
		await trigger().poll();
		await first;
		const requests = await talkio.control.requests();
		const [refused] = await refusedBy(talkio.control);
		expect(requests.length).toBeGreaterThanOrEqual(3);
		for (const { at } of requests.slice(1)) {
			expect(at - (refused?.at ?? NaN)).toBeGreaterThanOrEqual(1_990);
		}
	}, 60_000);
});

describe('executions that find no session', () => {
	it.each([
		['none is stored', ''],
		['the stored one has expired', 'expired'],
	])(
		'Executions that find no session log in once, however many they are: %s',
		async (_, sessionToken) => {
			await voipbin.control.setState<VoipbinState>({ rateLimit: { perSecond: 1000, burst: 1000 } });
			await voipbin.control.setFaults({ latencyMs: 5, latencyJitterMs: 40 });
			const credential = voipbinCredential(voipbin.url, { ...adminLogin, sessionToken });
			const results = await Promise.all(
				range(150).map(async (n) => {
					await wait(n * 2);
					const me = { resource: 'agent', operation: 'getCurrent' };
					return await runVoipbin(voipbin, me, { credential });
				}),
			);
			expect(results.filter(({ error }) => error)).toEqual([]);
			const logins = (await voipbin.control.requests()).filter(
				({ path }) => path === '/auth/login',
			);
			expect(logins).toHaveLength(1);
		},
		60_000,
	);
});
