import {
	credentialTest,
	explainConnection,
	type AnswerShape,
} from '../../../../nodes/shared/http/credentialTest';

describe('explainConnection', () => {
	it('explainConnection names the service and keeps the cause for whoever tries again', () => {
		const error = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
		const explained = explainConnection('VoIPBin', error);
		expect(explained.message).toBe(
			"Couldn't connect to VoIPBin. Check the Base URL and the network of the n8n server.",
		);
		expect(explained.cause).toBe(error);
	});

	it.each([
		['an answer', { code: 'ERR_BAD_REQUEST', response: { status: 503 } }],
		['an error of our own', {}],
	])('explainConnection leaves %s unchanged', (_what, details) => {
		const error = Object.assign(new Error('words'), details);
		expect(explainConnection('VoIPBin', error)).toBe(error);
	});
});

/** What stands at a path such as "things.length", as n8n finds it. */
const at = (body: unknown, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], body);

describe('credentialTest', () => {
	const rulesOf = (answer: AnswerShape) =>
		credentialTest({ vendor: 'Toy', path: '/things', rejected: 'Toy rejected it.', answer })
			.rules as Array<{ type: string; properties: { key?: string; value?: unknown } }>;

	/** Whether n8n takes this body, as it was given it. */
	const passes = (answer: AnswerShape, body: unknown) =>
		!rulesOf(answer).some(
			({ type, properties: { key = '', value } }) =>
				type === 'responseSuccessBody' && at(body, key) === value,
		);

	it('The shape rules accept a body that begins rightly, and no other first byte', () => {
		const right = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) =>
			passes({ beginsWith: '[{' }, Buffer.from([byte, 0x20])),
		);
		expect(String.fromCharCode(...right)).toBe('[{');
		expect(passes({ beginsWith: '[{' }, Buffer.alloc(0))).toBe(false);
	});

	it('The shape rules accept an object that has the key, whatever its value', () => {
		const answer = { has: 'things.length' };
		expect(passes(answer, { things: [] })).toBe(true);
		expect(passes(answer, { things: [1] })).toBe(true);
		for (const other of [{}, { things: null }, { things: 5 }, 'text', '', null, undefined]) {
			expect(passes(answer, other)).toBe(false);
		}
	});

	it('The status rules have one sentence for each status, and at most one rule', () => {
		const statuses = rulesOf({ has: 'id' })
			.filter(({ type }) => type === 'responseCode')
			.map(({ properties }) => properties.value);
		expect(new Set(statuses).size).toBe(statuses.length);
		expect(statuses).toEqual(
			expect.arrayContaining([301, 302, 303, 307, 308, 401, 403, 404, 429, 500, 502, 503, 504]),
		);
	});
});
