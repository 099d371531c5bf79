import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { smalltalkTrigger } from '../../../nodes/Smalltalk/trigger';
import type { Addition, Delivery } from '../../../nodes/shared/trigger/webhook';
import nextCaption from '../../fixtures/smalltalk/event-next_caption.json';
import recordingSaved from '../../fixtures/smalltalk/event-recording_saved.json';
import talkJoin from '../../fixtures/smalltalk/event-talk_join.json';
import transcriptionReady from '../../fixtures/smalltalk/event-transcription_ready.json';
import { webhookCall } from '../shared/support/webhookCall';

const call = (options: IDataObject = {}) => webhookCall(smalltalkTrigger, { options });

/** Whether a delivery is believed where the credential has this secret. */
const isGenuine = (given: Delivery, { secret }: { secret?: string } = {}) =>
	smalltalkTrigger.isGenuine(given, { ...call(), secret: async () => secret });

const keeps = (name: string, payload: IDataObject, options: IDataObject = {}) =>
	smalltalkTrigger.keep?.({ name }, payload, call(options));

const added = async (payload: IDataObject, options: IDataObject = {}) =>
	((await smalltalkTrigger.add?.({ name: 'x' }, payload, call(options))) as Addition).json ?? {};

const delivery = (more: Partial<Delivery> = {}): Delivery => ({
	rawBody: Buffer.from('{}'),
	headers: {},
	query: {},
	...more,
});

describe('the secret', () => {
	const asked = { secret: 'open sesame' };

	it('The secret is taken from the URL or a header', async () => {
		expect(await isGenuine(delivery({ query: { secret: 'open sesame' } }), asked)).toBe(true);
		const headers = { 'x-webhook-secret': 'open sesame' };
		expect(await isGenuine(delivery({ headers }), asked)).toBe(true);
	});

	it.each([
		[{}],
		[{ query: { secret: '' } }],
		[{ query: { secret: 'open sesam' } }],
		[{ query: { secret: ['open sesame'] } }],
		[{ query: { Secret: 'open sesame' } }],
		[{ headers: { 'x-webhook-secret': 'close sesame' } }],
	])('The secret is not %j', async (given) => {
		expect(await isGenuine(delivery(given), asked)).toBe(false);
	});

	it('No secret is asked for without a credential', async () => {
		expect(await isGenuine(delivery())).toBe(true);
	});

	it('The secret is that text and no other', async () => {
		await fc.assert(
			fc.asyncProperty(fc.stringMatching(/\S/), fc.string(), async (secret, given) => {
				const query = { secret: given };
				expect(await isGenuine(delivery({ query }), { secret })).toBe(secret === given);
				expect(await isGenuine(delivery({ query: { secret } }), { secret })).toBe(true);
			}),
		);
	});
});

describe('events', () => {
	it.each([
		['talk_join', talkJoin],
		['recording_saved', recordingSaved],
		['transcription_ready', transcriptionReady],
		['next_caption', nextCaption],
	])('Events are recognized in the sample of %s', (name, payload) => {
		expect(smalltalkTrigger.readEvent(payload)).toEqual({ name });
	});

	it.each([
		[{ event: 'talk_join' }, 'talk_join'],
		[{ type: 'talk_join', talk_id: '1' }, 'talk_join'],
		[{ event_name: 'something_new', body: {} }, 'something_new'],
	])('Events are recognized in near variants such as %j', (payload, name) => {
		expect(smalltalkTrigger.readEvent(payload)).toEqual({ name });
	});

	it.each([[{}], [{ event_name: 7 }], [{ event_name: '' }], [{ event_name: null }]])(
		'No event is recognized in %j',
		(payload) => {
			expect(smalltalkTrigger.readEvent(payload as IDataObject)).toBeUndefined();
		},
	);

	it('Only This Talk finds the talk, whichever way the event names it', () => {
		const saved = recordingSaved.body.talk_id;
		const captioned = nextCaption.body.talkId;
		expect(keeps('recording_saved', recordingSaved, { talkId: ` ${saved} ` })).toBe(true);
		expect(keeps('next_caption', nextCaption, { talkId: saved })).toBe(false);
		expect(keeps('next_caption', nextCaption, { talkId: captioned })).toBe(true);
		expect(keeps('talk_join', talkJoin, { talkId: saved })).toBe(false);
		expect(keeps('talk_join', talkJoin)).toBe(true);
	});

	it('Add Talk ID gives the talk ID one name', async () => {
		expect(await added(recordingSaved)).toEqual({ talk_id: recordingSaved.body.talk_id });
		expect(await added(nextCaption)).toEqual({ talk_id: nextCaption.body.talkId });
		expect(await added(talkJoin)).toEqual({ talk_id: null });
		expect(await added({ event: 'x', talk_id: 't' })).toEqual({ talk_id: 't' });
		expect(await added(recordingSaved, { addTalkId: false })).toEqual({});
	});

	it('Smalltalk events have no identity, so the user chooses how long equal ones are ignored', () => {
		expect(smalltalkTrigger.repeatWindowMs).toBeUndefined();
		expect(call({ ignoreRepeatsWithin: 90 }).values.ignoreRepeatsWithin).toBe(90);
		expect(call().values.ignoreRepeatsWithin).toBeUndefined();
	});

	it('Reading an event never fails on what a stranger sends', async () => {
		const key = fc.constantFrom(
			'event_name',
			'event',
			'type',
			'body',
			'talk_id',
			'talkId',
			'other',
		);
		const nested = fc.dictionary(key, fc.oneof(fc.jsonValue(), fc.dictionary(key, fc.jsonValue())));
		await fc.assert(
			fc.asyncProperty(nested, async (payload) => {
				const found = smalltalkTrigger.readEvent(payload as IDataObject);
				if (!found) return;
				expect(typeof found.name).toBe('string');
				keeps(found.name, payload as IDataObject, { talkId: 'x' });
				const { talk_id } = await added(payload as IDataObject);
				expect(talk_id === null || typeof talk_id === 'string').toBe(true);
			}),
		);
	});
});
