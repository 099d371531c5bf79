import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { smalltalkEvents } from '../../../nodes/Smalltalk/events';
import type { Delivery } from '../../../nodes/shared/trigger/webhook';
import nextCaption from '../../fixtures/smalltalk/event-next_caption.json';
import recordingSaved from '../../fixtures/smalltalk/event-recording_saved.json';
import talkJoin from '../../fixtures/smalltalk/event-talk_join.json';
import transcriptionReady from '../../fixtures/smalltalk/event-transcription_ready.json';

const delivery = (more: Partial<Delivery> = {}): Delivery => ({
	rawBody: Buffer.from('{}'),
	headers: {},
	query: {},
	...more,
});

describe('the secret', () => {
	const source = smalltalkEvents(['*'], { secret: 'open sesame' });

	it('is taken from the URL or a header', () => {
		expect(source.isGenuine(delivery({ query: { secret: 'open sesame' } }))).toBe(true);
		expect(source.isGenuine(delivery({ headers: { 'x-webhook-secret': 'open sesame' } }))).toBe(
			true,
		);
	});

	it.each([
		[{}],
		[{ query: { secret: '' } }],
		[{ query: { secret: 'open sesam' } }],
		[{ query: { secret: ['open sesame'] } }],
		[{ query: { Secret: 'open sesame' } }],
		[{ headers: { 'x-webhook-secret': 'close sesame' } }],
	])('is not %j', (given) => {
		expect(source.isGenuine(delivery(given))).toBe(false);
	});

	it('is not asked for when the user set none', () => {
		expect(smalltalkEvents(['*'], {}).isGenuine(delivery())).toBe(true);
		expect(smalltalkEvents(['*'], { secret: '' }).isGenuine(delivery())).toBe(true);
	});

	it('is that text and no other', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), fc.string(), (secret, given) => {
				const { isGenuine } = smalltalkEvents(['*'], { secret });
				expect(isGenuine(delivery({ query: { secret: given } }))).toBe(secret === given);
				expect(isGenuine(delivery({ query: { secret } }))).toBe(true);
			}),
		);
	});
});

describe('events', () => {
	const source = smalltalkEvents(['*'], {});

	it.each([
		['talk_join', talkJoin],
		['recording_saved', recordingSaved],
		['transcription_ready', transcriptionReady],
		['next_caption', nextCaption],
	])('are recognised in the vendor’s sample of %s', (name, payload) => {
		expect(source.event(payload)).toEqual({ name });
	});

	it.each([
		[{ event: 'talk_join' }, 'talk_join'],
		[{ type: 'talk_join', talk_id: '1' }, 'talk_join'],
		[{ event_name: 'something_new', body: {} }, 'something_new'],
	])('are recognised in near variants such as %j', (payload, name) => {
		expect(source.event(payload)).toEqual({ name });
	});

	it.each([[{}], [{ event_name: 7 }], [{ event_name: '' }], [{ event_name: null }]])(
		'are not recognised in %j',
		(payload) => {
			expect(source.event(payload as IDataObject)).toBeUndefined();
		},
	);

	it('are taken when the user chose them, all of them with Any', () => {
		const two = smalltalkEvents(['recording_saved', 'talk_join'], {});
		expect(two.isWanted({ name: 'talk_join' }, talkJoin)).toBe(true);
		expect(two.isWanted({ name: 'next_caption' }, nextCaption)).toBe(false);
		expect(source.isWanted({ name: 'something_new' }, {})).toBe(true);
	});

	it('can be those of one talk, whichever way the event names it', () => {
		const only = (talkId: string) => smalltalkEvents(['*'], { talkId });
		const saved = recordingSaved.body.talk_id;
		const captioned = nextCaption.body.talkId;
		expect(only(` ${saved} `).isWanted({ name: 'recording_saved' }, recordingSaved)).toBe(true);
		expect(only(saved).isWanted({ name: 'next_caption' }, nextCaption)).toBe(false);
		expect(only(captioned).isWanted({ name: 'next_caption' }, nextCaption)).toBe(true);
		expect(only(saved).isWanted({ name: 'talk_join' }, talkJoin)).toBe(false);
	});

	it('get a talk_id of one name', () => {
		const talkId = (payload: IDataObject, options: IDataObject = {}) =>
			smalltalkEvents(['*'], options).extra?.({ name: 'x' }, payload);
		expect(talkId(recordingSaved)).toEqual({
			talk_id: recordingSaved.body.talk_id,
		});
		expect(talkId(nextCaption)).toEqual({ talk_id: nextCaption.body.talkId });
		expect(talkId(talkJoin)).toEqual({ talk_id: null });
		expect(talkId({ event: 'x', talk_id: 't' })).toEqual({ talk_id: 't' });
		expect(talkId(recordingSaved, { addTalkId: false })).toEqual({});
	});

	it('are taken again and again unless the user asked otherwise', () => {
		expect(smalltalkEvents(['*'], {}).equalBodyWindowMs).toBe(0);
		expect(smalltalkEvents(['*'], { ignoreRepeatsWithin: 90 }).equalBodyWindowMs).toBe(90_000);
		expect(smalltalkEvents(['*'], {}).repeatWindowMs).toBeUndefined();
	});

	it('never stumble over what a stranger sends', () => {
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
		fc.assert(
			fc.property(nested, (payload) => {
				const found = source.event(payload as IDataObject);
				if (!found) return;
				expect(typeof found.name).toBe('string');
				smalltalkEvents(['*'], { talkId: 'x' }).isWanted(found, payload as IDataObject);
				const { talk_id } = source.extra?.(found, payload as IDataObject) as IDataObject;
				expect(talk_id === null || typeof talk_id === 'string').toBe(true);
			}),
		);
	});
});
