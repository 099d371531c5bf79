import { createHmac } from 'node:crypto';

import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { isSigned, transcriptIdOf } from '../../../nodes/Talkit/events';

const secret = 'webhook-secret';
const sign = (body: string, key = secret) => createHmac('sha256', key).update(body).digest('hex');
const delivery = (body: string, token: string | string[] | undefined) => ({
	rawBody: Buffer.from(body),
	headers: { 'x-connect-it-token': token },
	query: {},
});

describe('isSigned', () => {
	it('takes the raw body and the compact JSON of any payload, and no other', () => {
		fc.assert(
			fc.property(
				fc.dictionary(fc.string(), fc.jsonValue()),
				fc.constantFrom(undefined, 1, 2, '\t'),
				fc.jsonValue(),
				(payload, indent, other) => {
					const body = JSON.stringify(payload, null, indent);
					const compact = JSON.stringify(JSON.parse(body));
					expect(isSigned(delivery(body, sign(body)), secret)).toBe(true);
					expect(isSigned(delivery(body, sign(compact)), secret)).toBe(true);
					expect(isSigned(delivery(body, sign(compact, `${secret}x`)), secret)).toBe(false);
					const altered = JSON.stringify({ ...payload, altered: [other] });
					fc.pre(altered !== compact);
					expect(isSigned(delivery(altered, sign(body)), secret)).toBe(false);
				},
			),
		);
	});

	it('takes the raw body that is no JSON, and refuses it otherwise', () => {
		expect(isSigned(delivery('{"a":', sign('{"a":')), secret)).toBe(true);
		expect(isSigned(delivery('{"a":', sign('{"a":1}')), secret)).toBe(false);
	});

	it.each([[undefined], [''], [['a', 'b']], ['not hexadecimal']])(
		'refuses the header %j',
		(token) => {
			expect(isSigned(delivery('{}', token), secret)).toBe(false);
		},
	);
});

describe('transcriptIdOf', () => {
	/** Every place, the first one first. */
	const places: Array<(id: string | number) => IDataObject> = [
		(id) => ({ data: { id } }),
		(id) => ({ data: { transcript_id: id } }),
		(id) => ({ transcript_id: id }),
		(id) => ({ transcript: { id } }),
		(id) => ({ id }),
	];
	const merge = (objects: IDataObject[]): IDataObject =>
		objects.reduce((all, one) => ({
			...all,
			...one,
			...(all.data && one.data
				? { data: { ...(all.data as IDataObject), ...(one.data as IDataObject) } }
				: {}),
		}));

	it.each(places.map((_place, index) => index))('prefers place %d to those after it', (index) => {
		const payload = merge(places.slice(index).map((place, offset) => place(index + offset + 1)));
		expect(transcriptIdOf(payload)).toBe(String(index + 1));
	});

	it.each([
		[{ data: { id: 'a-1' } }, 'a-1'],
		[{ data: { id: 0 } }, '0'],
		[{ data: { id: '' }, id: 5 }, '5'],
		[{ data: { id: null }, transcript_id: 5 }, '5'],
		[{ data: [{ id: 1 }], transcript: 'x' }, undefined],
		[{ data: { id: { a: 1 } } }, undefined],
		[{ data: 'text' }, undefined],
		[{}, undefined],
	])('finds in %j %j', (payload, id) => {
		expect(transcriptIdOf(payload as IDataObject)).toBe(id);
	});
});
