import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { isSigned } from '../../../nodes/Talkit/signature';

const secret = 'webhook-secret';
const sign = (body: string, key = secret) => createHmac('sha256', key).update(body).digest('hex');
const delivery = (body: string, token: string | string[] | undefined) => ({
	rawBody: Buffer.from(body),
	headers: { 'x-connect-it-token': token },
	query: {},
});

describe('isSigned', () => {
	it('isSigned takes the raw body and the compact JSON of any payload, and no other', () => {
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

	it('isSigned takes a signed raw body that is no JSON, and refuses it otherwise', () => {
		expect(isSigned(delivery('{"a":', sign('{"a":')), secret)).toBe(true);
		expect(isSigned(delivery('{"a":', sign('{"a":1}')), secret)).toBe(false);
	});

	it.each([[undefined], [''], [['a', 'b']], ['not hexadecimal']])(
		'isSigned refuses the header %j',
		(token) => {
			expect(isSigned(delivery('{}', token), secret)).toBe(false);
		},
	);
});
