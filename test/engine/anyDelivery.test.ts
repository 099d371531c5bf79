import { createHmac } from 'node:crypto';

import fc from 'fast-check';
import type { INodeParameters, INodeType } from 'n8n-workflow';

import { SmalltalkApi } from '../../credentials/SmalltalkApi.credentials';
import { SmalltalkTrigger } from '../../nodes/Smalltalk/SmalltalkTrigger.node';
import { TalkitTrigger } from '../../nodes/Talkit/TalkitTrigger.node';
import { VoipbinTrigger } from '../../nodes/Voipbin/VoipbinTrigger.node';
import { propertyRuns } from '../support/propertyRuns';
import type { TestCredential } from './support/credentials';
import { listen, type Listening } from './support/listen';
import { talkitCredentials } from './support/talkit';
import { accessKeyLogin, voipbinCredential } from './support/voipbin';

const secret = 'right-secret';

const hmac = (key: string, body: Buffer) => createHmac('sha256', key).update(body).digest('hex');

interface Guarded {
	name: string;
	nodeType: INodeType;
	parameters: INodeParameters;
	/** That has the secret. */
	credential: Record<string, TestCredential>;
	/** An event that starts the workflow when its sender is believed. */
	event: object;
	/** What a sender gives who knows this secret. */
	proof: (key: string, body: Buffer) => { headers?: Record<string, string>; query?: string };
}

const guarded: Guarded[] = [
	{
		name: 'Smalltalk',
		nodeType: new SmalltalkTrigger(),
		parameters: { events: ['*'], options: {} },
		credential: { smalltalkApi: { type: new SmalltalkApi(), data: { webhookSecret: secret } } },
		event: { event_name: 'talk_join', body: {} },
		proof: (key) => ({ query: `?secret=${encodeURIComponent(key)}` }),
	},
	{
		name: 'Talkit',
		nodeType: new TalkitTrigger(),
		parameters: { events: ['*'], options: {} },
		credential: talkitCredentials('', { webhookSecret: secret }),
		event: { type: 'test.completed' },
		proof: (key, body) => ({ headers: { 'x-connect-it-token': hmac(key, body) } }),
	},
	{
		name: 'VoIPBin',
		nodeType: new VoipbinTrigger(),
		parameters: { events: ['*'], options: { requireSignature: false } },
		credential: {
			voipbinApi: voipbinCredential('http://127.0.0.1:9', {
				...accessKeyLogin,
				webhookSecret: secret,
			}),
		},
		event: { type: 'chat_created', data: { id: 'c-1' } },
		proof: (key, body) => ({ headers: { 'x-voipbin-signature': `sha256=${hmac(key, body)}` } }),
	},
];

const anyBody = (event: object) =>
	fc.oneof(
		fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
		fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
		fc.object().map((more) => Buffer.from(JSON.stringify({ ...more, ...event }))),
		fc.constantFrom(
			Buffer.from('\ufeff{}'),
			Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
			Buffer.from(`{"type":"x","event_name":"x","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
			Buffer.from('{"type":{"toString":1},"event_name":[]}'),
			Buffer.from('{"__proto__":{"type":"x"},"constructor":1}'),
		),
	);

const anyType = fc.constantFrom(
	'application/json',
	'text/plain',
	'multipart/form-data; boundary=json',
	'application/x-www-form-urlencoded',
	'image/png',
);

describe.each(guarded.map((trigger) => [trigger.name, trigger] as const))(
	'%s Trigger',
	(name, trigger) => {
		let listening: Listening;
		beforeAll(async () => {
			const { nodeType, parameters, credential } = trigger;
			listening = await listen({ nodeType, parameters, credentials: credential });
		});
		afterAll(async () => await listening.close());

		/** Delivers a body; how many executions it has started, and the status. */
		async function deliver(body: Buffer, contentType: string, proof: ReturnType<Guarded['proof']>) {
			const before = listening.executions.length;
			const { status } = await fetch(`${listening.url}${proof.query ?? ''}`, {
				method: 'POST',
				headers: { 'content-type': contentType, ...proof.headers },
				body,
			});
			return { status, started: listening.executions.length - before };
		}

		it(`${name} Trigger: no delivery without the secret starts anything, and each gets 401`, async () => {
			await fc.assert(
				fc.asyncProperty(
					anyBody(trigger.event),
					anyType,
					fc.string({ maxLength: 40 }),
					async (body, type, guess) => {
						fc.pre(guess.trim() !== secret);
						for (const key of [
							guess,
							'',
							'undefined',
							'null',
							secret.toUpperCase(),
							`${secret}x`,
						]) {
							const answer = await deliver(body, type, trigger.proof(key, body));
							expect(answer).toEqual({ status: 401, started: 0 });
						}
					},
				),
				{ numRuns: propertyRuns(60) },
			);
		}, 600_000);

		it(`${name} Trigger: any delivery with the secret starts one execution or is answered`, async () => {
			await fc.assert(
				fc.asyncProperty(anyBody(trigger.event), anyType, async (body, type) => {
					const { status, started } = await deliver(body, type, trigger.proof(secret, body));
					expect([200, 400]).toContain(status);
					expect(started).toBeLessThanOrEqual(status === 200 ? 1 : 0);
				}),
				{ numRuns: propertyRuns(200) },
			);
			const genuine = Buffer.from(JSON.stringify({ ...trigger.event, at: Math.random() }));
			expect(await deliver(genuine, 'text/plain', trigger.proof(secret, genuine))).toEqual({
				status: 200,
				started: 1,
			});
		}, 600_000);
	},
);
