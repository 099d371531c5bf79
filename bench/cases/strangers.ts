import { createHmac, randomUUID } from 'node:crypto';

import type { IDataObject, INode } from 'n8n-workflow';

import { sampleEventsAt } from '../../simulator/voipbin/sampleEvents';
import type { VoipbinState } from '../../simulator/voipbin/state';
import type { Bench } from '../bench';
import { atMost, ensure, type BenchCase, type Row, type Target } from '../benchCase';
import type { BenchN8n, Call } from '../benchN8n';
import { sendAll } from '../callAll';
import { engineSettings, partly } from '../engineSettings';
import { node } from '../nodes';
import { readable } from '../statistics';

const senders = 20;

/** One delivery in so many is genuine. */
const share = 11;

/** A genuine event that is answered later than that came late: milliseconds, half of what VoIPBin waits at least. */
const lateMs = 2500;

const secret = 'open sesame';

const hmac = (key: string, body: string) => createHmac('sha256', key).update(body).digest('hex');

type Sent = Pick<Call, 'body' | 'headers'> & { query?: string };

interface Contender {
	title: string;
	/** The vendor whose requests are counted. */
	vendor?: string;
	nodes: (bench: Bench, n8n: BenchN8n, path: string) => Promise<INode[]>;
	/** Where its events are sent. */
	url: (path: string) => string;
	/** What sends an event with a secret, or with none. */
	sender: (bench: Bench) => Promise<(index: number, key?: string) => Sent>;
	/** Whether a forged event starts an execution as well. */
	startsAlways?: boolean;
}

const below = (path: string) => `${path}/webhook`;

const trigger = (type: string, path: string, more: Partial<INode> = {}): INode =>
	node('Trigger', type, { typeVersion: 2, webhookId: path, ...more });

/** A trigger of the package with a credential. */
const withCredential =
	(type: string, credential: string, event: string): Contender['nodes'] =>
	async (bench, n8n, path) => [
		trigger(bench.own(type), path, {
			parameters: { events: [event] },
			credentials: n8n.credentialsOf(credential),
		}),
	];

/** A body, and the header that proves its sender where there is a key. */
const signed = (body: string, header: string, key?: string, prefix = ''): Sent =>
	key === undefined ? { body } : { body, headers: { [header]: prefix + hmac(key, body) } };

const contenders: [Contender, ...Contender[]] = [
	{
		title: 'A trigger that returns at once',
		nodes: async (bench, _n8n, path) => [trigger(bench.peer('atOnceTrigger'), path)],
		url: below,
		sender: async () => (index, key) => ({
			body: JSON.stringify({
				event_name: key === secret ? 'recording_saved' : 'next_caption',
				body: { index },
			}),
		}),
	},
	{
		title: 'Smalltalk Trigger',
		vendor: 'smalltalk',
		nodes: async (bench, n8n, path) => {
			const data = {
				apiToken: 'smalltalk-demo-token',
				webhookSecret: secret,
				baseUrl: bench.baseUrl('smalltalk'),
			};
			await n8n.createCredential('smalltalkApi', 'Smalltalk with a secret', data);
			return await withCredential('smalltalkTrigger', 'smalltalkApi', '*')(bench, n8n, path);
		},
		url: below,
		sender: async (bench) => {
			const { talk_join } = await bench.control('smalltalk').sampleEvents();
			return (index, key) => ({
				body: JSON.stringify({ ...(talk_join as object), index }),
				...(key === undefined ? {} : { query: `?secret=${encodeURIComponent(key)}` }),
			});
		},
	},
	{
		title: 'Talkit Trigger',
		vendor: 'talkit',
		nodes: withCredential('talkitTrigger', 'talkitInstallationApi', '*'),
		url: below,
		sender: async (bench) => {
			const samples = await bench.control('talkit').sampleEvents();
			return (index, key) => {
				const event = { ...(samples['transcript.completed'] as object), index };
				const body = JSON.stringify(event);
				const real = key === secret ? 'talkit-demo-webhook-secret' : key;
				return signed(body, 'x-connect-it-token', real);
			};
		},
	},
	{
		title: 'VoIPBin Trigger',
		vendor: 'voipbin',
		nodes: withCredential('voipbinTrigger', 'voipbinApi', 'chatmessage_created'),
		url: below,
		sender: async (bench) => {
			const { customer } = await bench.control('voipbin').state<VoipbinState>();
			return (_index, key) => {
				const { data, ...event } = sampleEventsAt(Date.now()).chatmessage_created as unknown as {
					data: IDataObject;
				};
				const body = JSON.stringify({ ...event, data: { ...data, id: randomUUID() } });
				const real = key === secret ? customer.webhook_secret : key;
				return signed(body, 'x-voipbin-signature', real, 'sha256=');
			};
		},
	},
	{
		title: 'Webhook node, and a Code node that checks an HMAC',
		nodes: async (_bench, _n8n, path) => [
			node('Trigger', 'n8n-nodes-base.webhook', {
				typeVersion: 2.1,
				webhookId: path,
				parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
			}),
			node('Check', 'n8n-nodes-base.code', {
				typeVersion: 2,
				parameters: {
					jsCode: `const { createHmac } = require('crypto');
const { headers, body } = $input.first().json;
const signature = createHmac('sha256', '${secret}').update(JSON.stringify(body)).digest('hex');
if (headers['x-signature'] !== signature) throw new Error('Forged');
return $input.all();`,
				},
			}),
		],
		url: (path) => path,
		sender: async () => (index, key) => signed(JSON.stringify({ index }), 'x-signature', key),
		startsAlways: true,
	},
];

interface Flood {
	cpuPerDelivery: number;
	/** Requests that the vendor got meanwhile, in a minute. */
	requestsPerMinute: number;
	requests: number;
	forgedAccepted: number;
	lost: number;
	late: number;
	slowest: number;
}

/** Sends forged and genuine events together, until all executions that they start have ended. */
async function measure(
	bench: Bench,
	n8n: BenchN8n,
	{ title, vendor, nodes, url, sender, startsAlways }: Contender,
	count: number,
): Promise<Flood> {
	if (vendor) await bench.control(vendor).reset();
	const path = randomUUID();
	const workflow = await n8n.publish(title, await nodes(bench, n8n, path));
	const send = await sender(bench);
	const call = (index: number, key?: string): Call => {
		const { query = '', ...sent } = send(index, key);
		return { path: url(path) + query, ...sent };
	};
	// The first one is genuine: code is loaded, and a secret that n8n has yet to read is read.
	await sendAll(n8n, [call(-1, secret)], 1);
	await n8n.endedExecutions(workflow, 1);
	if (vendor) await bench.control(vendor).clearRequests();

	const isGenuine = (index: number) => index % share === 0;
	const forgedKey = (index: number) => (index % 2 === 0 ? undefined : 'guess');
	const calls = Array.from({ length: count }, (_, index) =>
		call(index, isGenuine(index) ? secret : forgedKey(index)),
	);
	const genuine = calls.filter((_, index) => isGenuine(index)).length;
	const start = Date.now();
	const before = await n8n.cpuMs();
	const answers = await sendAll(n8n, calls, senders);
	await n8n.endedExecutions(workflow, 1 + (startsAlways ? count : genuine));
	const cpu = (await n8n.cpuMs()) - before;
	const minutes = (Date.now() - start) / 60_000;

	const requests = vendor ? (await bench.control(vendor).requests()).length : 0;
	const accepted = (await n8n.countExecutions(workflow, ['success'])) - 1;
	const times = answers.filter((_, index) => isGenuine(index)).map(({ ms }) => ms);
	return {
		cpuPerDelivery: cpu / count,
		requests,
		requestsPerMinute: requests / Math.max(1, minutes),
		forgedAccepted: Math.max(0, accepted - genuine),
		lost: Math.max(0, genuine - accepted),
		late: times.filter((ms) => ms > lateMs).length,
		slowest: Math.max(...times),
	};
}

/** Events that somebody has forged, and a few genuine ones among them. */
export const strangers: BenchCase = {
	name: 'strangers',
	async run(bench) {
		const total = bench.amount(200 * share, 4 * share);
		const rows: Row[] = [];
		const targets: Target[] = [];
		for (const { title: setting, environment, part } of engineSettings) {
			const count = bench.amount(total * part, total);
			const measured = await bench.withN8n(async (n8n) => {
				const all: Array<{ contender: Contender; flood: Flood }> = [];
				for (const contender of contenders) {
					const flood = await measure(bench, n8n, contender, count);
					bench.options.report(
						`${setting}: ${contender.title}: ${readable(flood.cpuPerDelivery)} ms of CPU each`,
					);
					all.push({ contender, flood });
				}
				return all;
			}, environment);
			for (const { contender, flood } of measured) {
				rows.push({
					contender: `${contender.title}, ${setting}`,
					figures: {
						'CPU per delivery (ms)': readable(flood.cpuPerDelivery),
						'vendor requests': flood.requests,
						'forged accepted': flood.forgedAccepted,
						lost: flood.lost,
						late: flood.late,
						'slowest genuine (ms)': readable(flood.slowest),
					},
				});
			}
			const atOnce = measured[0]?.flood as Flood;
			const own = measured.filter(({ contender }) => contender.vendor !== undefined);
			const most = (of: (flood: Flood) => number) => Math.max(...own.map(({ flood }) => of(flood)));
			ensure(most(({ lost }) => lost) === 0, 'a trigger has lost genuine events');
			targets.push(
				atMost(
					1.2,
					`of the CPU of a trigger that returns at once, ${setting}`,
					most(({ cpuPerDelivery }) => cpuPerDelivery) / atOnce.cpuPerDelivery,
				),
				atMost(
					0,
					`forged events accepted, ${setting}`,
					most(({ forgedAccepted }) => forgedAccepted),
				),
				atMost(
					1,
					`requests to the vendor a minute, ${setting}`,
					most(({ requestsPerMinute }) => requestsPerMinute),
				),
			);
		}
		return {
			work: `${total - total / share} forged deliveries and ${total / share} genuine ones${partly(bench.options.small)}, ${senders} senders`,
			rows,
			targets,
		};
	},
};
