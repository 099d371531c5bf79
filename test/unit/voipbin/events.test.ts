import { createHmac } from 'node:crypto';

import fc from 'fast-check';
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { voipbinTrigger } from '../../../nodes/Voipbin/trigger';
import { describeTrigger } from '../../../nodes/shared/trigger/trigger';
import { sampleEventsAt } from '../../../simulator/voipbin/sampleEvents';
import { webhookCall } from '../shared/support/webhookCall';

const sampleEvents = sampleEventsAt(Date.now());

const { isGenuine, readEvent } = voipbinTrigger;

/** A call with the user's options and what the trigger remembers; it must not ask VoIPBin for anything. */
const call = (options: IDataObject = {}, memory: IDataObject = {}) =>
	webhookCall(
		voipbinTrigger,
		{ options },
		{
			getWorkflowStaticData: () => memory,
			getCredentials: () => {
				throw new Error('The credential was read');
			},
		},
	);

const delivery = (rawBody: Buffer, signature?: string) => ({
	rawBody,
	headers: signature === undefined ? {} : { 'x-voipbin-signature': signature },
	query: {},
});

const anyBody = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
const anySecret = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() === text);
const sign = (secret: string, body: Buffer) =>
	createHmac('sha256', secret).update(body).digest('hex');

describe('signatures', () => {
	it('Signatures of any secret over any bytes are accepted', async () => {
		await fc.assert(
			fc.asyncProperty(anySecret, anyBody, async (secret, body) => {
				const signed = delivery(body, `sha256=${sign(secret, body)}`);
				expect(await isGenuine(signed, { ...call(), secret: async () => secret })).toBe(true);
			}),
		);
	});

	it('Signatures are refused when a bit of the body is another', async () => {
		await fc.assert(
			fc.asyncProperty(
				anySecret,
				anyBody.filter(({ length }) => length > 0),
				fc.nat(),
				async (secret, body, at) => {
					const altered = Buffer.from(body);
					altered[at % body.length]! ^= 1;
					const signed = delivery(altered, `sha256=${sign(secret, body)}`);
					expect(await isGenuine(signed, { ...call(), secret: async () => secret })).toBe(false);
				},
			),
		);
	});

	it('A delivery without a signature costs no read of the credential', async () => {
		const secret = jest.fn(async () => 'a-secret');
		expect(await isGenuine(delivery(Buffer.from('{}')), { ...call(), secret })).toBe(false);
		expect(secret).not.toHaveBeenCalled();
	});

	it('Signatures that are anything else are refused, required or not', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string(), fc.boolean(), async (signature, requireSignature) => {
				const asked = { ...call({ requireSignature }), secret: async () => 'a-secret' };
				expect(await isGenuine(delivery(Buffer.from('{}'), signature), asked)).toBe(false);
			}),
		);
	});
});

describe('the identity of an event', () => {
	const timeOf = (name: keyof typeof sampleEvents) =>
		sampleEvents[name].data as { tm_update: string; tm_joined: string };
	const identityOf = (payload: IDataObject) => readEvent(payload)?.identity;

	it('The identity of an event is what happened to what, and when', () => {
		expect(identityOf(sampleEvents.chatmessage_created)).toBe(
			`chatmessage_created:b2d4f7a1-3c2e-4f5a-8d9c-2e3f4a5b6c7d:${timeOf('chatmessage_created').tm_update}`,
		);
		expect(identityOf(sampleEvents.chatparticipant_added)).toBe(
			`chatparticipant_added:f4d6e9b3-5c4a-4d5e-9f8a-2b3c4d5e6f70:${timeOf('chatparticipant_added').tm_joined}`,
		);
	});

	it('Each of the sample events has another identity', () => {
		const identities = Object.values(sampleEvents).map(identityOf);
		expect(new Set(identities).size).toBe(identities.length);
		expect(identities).not.toContain(undefined);
	});

	it.each([
		{ type: 'a' },
		{ type: 'a', data: null },
		{ type: 'a', data: [1] },
		{ type: 'a', data: { id: 'x' } },
		{ type: 'a', data: { tm_update: 'now' } },
		{ type: 'a', data: { id: { toString: 1 }, tm_update: 1 } },
		{ type: 'a', data: { id: ['x'], tm_update: '' } },
	])('The identity of %j is unknown', (payload) => {
		expect(readEvent(payload)).toEqual({ name: 'a' });
	});
});

describe('any JSON object as an event', () => {
	it('Any JSON object is accepted as an event or not, and breaks nothing', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.object(),
				fc.constantFrom('', ...Object.keys(sampleEvents)),
				async (data, type) => {
					const options = {
						ignoreOwn: true,
						chatId: { __rl: true, mode: 'id', value: 'some-chat' },
					};
					const payload = { type, data } as IDataObject;
					const found = readEvent(payload);
					const asked = call(options, { agentId: 'me' });
					if (found) expect(await voipbinTrigger.keep?.(found, payload, asked)).toBe(false);
					else expect(type).toBe('');
				},
			),
		);
	});
});

describe('the choices of Trigger On', () => {
	const triggerOn = describeTrigger(voipbinTrigger).find(({ name }) => name === 'events');
	const eventOptions = (triggerOn?.options ?? []) as INodePropertyOptions[];
	const values = eventOptions.map(({ value }) => value);

	it('Trigger On offers each event type once', () => {
		expect(new Set(values).size).toBe(values.length);
		expect(values).toEqual(expect.arrayContaining(['*', ...Object.keys(sampleEvents)]));
	});

	it.each([
		['chatmessage_created', 'Talk: Message Created'],
		['chatparticipant_removed', 'Talk: Participant Removed'],
		['message_created', 'SMS: Message Created'],
		['queuecall_waiting', 'Queue: Queue Call Waiting'],
	])('Trigger On names %s "%s"', (type, name) => {
		expect(eventOptions.find(({ value }) => value === type)?.name).toBe(name);
	});
});
