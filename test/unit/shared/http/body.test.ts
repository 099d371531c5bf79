import fc from 'fast-check';

import { maxAnswerBytes, maxDepth, readBody } from '../../../../nodes/shared/http/body';

/** Bytes in pieces of a few, as a connection brings them. */
async function* inPieces(bytes: Uint8Array, size = 3): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const read = async (text: string | Uint8Array, contentType = 'application/json', status = 200) =>
	await readBody(inPieces(Buffer.from(text)), status, contentType);

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('readBody', () => {
	it.each([
		['{"id":1}', { id: 1 }],
		['\ufeff{"id":1}', { id: 1 }],
		['"OK"', 'OK'],
		['OK', 'OK'],
		['null', null],
		['', ''],
		[' \r\n', ''],
		['[]', []],
	])('The body %j is read the same with any content type', async (text, body) => {
		for (const type of ['application/json', 'application/problem+json', 'text/plain', '']) {
			expect(await read(text, type)).toEqual({ body });
		}
	});

	it.each([
		['{"id": 9007199254740993}', { id: '9007199254740993' }],
		['[-12345678901234567890]', ['-12345678901234567890']],
		[
			'{"a": 9007199254740991, "b": "12345678901234567890 \\" 1"}',
			{ a: 9007199254740991, b: '12345678901234567890 " 1' },
		],
		['[1234567890123456.5, 12e20]', [1234567890123456.5, 12e20]],
	])('The digits of integers beyond 2^53 are kept: %s', async (text, body) => {
		expect(await read(text)).toEqual({ body });
	});

	it.each(['[01234567890123456789]', '[--1234567890123456789]', '[1234567890123456789-1]'])(
		'Digits that are no JSON are not mended: %s',
		async (text) => {
			expect((await read(text, 'application/json')).flaw).toBe('incomplete');
		},
	);

	it('Any integer keeps its digits, and any other JSON stays unchanged', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.bigInt(),
				fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
				fc.stringMatching(/^["\\\d.,:{}[\]e-]*$/),
				async (id, double, text) => {
					const { body } = await read(`{"id":${id},"rest":${JSON.stringify([double, text])}}`);
					const found = body as { id: unknown; rest: unknown };
					expect(String(found.id)).toBe(String(id));
					expect(JSON.stringify(found.rest)).toBe(JSON.stringify([double, text]));
				},
			),
		);
	});

	it.each([
		['utf-16le', Buffer.from('{"name":"Zoë"}', 'utf16le')],
		['iso-8859-1', Buffer.from('{"name":"Zoë"}', 'latin1')],
		['no-such-charset', Buffer.from('{"name":"Zoë"}')],
	])('The charset %s is decoded', async (charset, bytes) => {
		const { body } = await read(bytes, `application/json; charset="${charset}"`);
		expect(body).toEqual({ name: 'Zoë' });
	});

	it.each(['<!DOCTYPE html>', ' <html>', '<script>', '<?xml version="1.0"?>'])(
		'The body %j is a page, whatever its type',
		async (text) => {
			for (const type of ['text/html', 'application/json', '']) {
				expect(await read(text, type)).toEqual({ body: text, flaw: 'page' });
			}
		},
	);

	it.each(['{"id": 1, "na', '["a"', '"cut'])(
		'JSON that is cut off is incomplete: %s',
		async (text) => {
			expect(await read(text)).toEqual({ body: text, flaw: 'incomplete' });
		},
	);

	it('JSON that is nested too deeply is refused, however deep it is', async () => {
		expect(await read(nested(maxDepth))).not.toHaveProperty('flaw');
		for (const levels of [maxDepth + 2, 100_000]) {
			expect(await read(nested(levels))).toEqual({ body: '', flaw: 'tooDeep' });
		}
	});

	it('An endless answer is read no further than the cap', async () => {
		const piece = new Uint8Array(1024 * 1024);
		let sent = 0;
		let isClosed = false;
		async function* endless() {
			try {
				for (;;) {
					sent += piece.length;
					yield piece;
				}
			} finally {
				isClosed = true;
			}
		}
		expect(await readBody(endless(), 200, '')).toEqual({ body: '', flaw: 'tooLarge' });
		expect(sent).toBe(maxAnswerBytes + piece.length);
		expect(isClosed).toBe(true);
	});

	it('Of the reason for a failure, the beginning is read', async () => {
		const { body, flaw } = await readBody(
			inPieces(Buffer.from('x'.repeat(200_000)), 1000),
			500,
			'',
		);
		expect(flaw).toBeUndefined();
		expect(String(body)).toMatch(/^x{64000,66000}$/);
	});

	it('Any bytes of any type give a body', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array(), fc.string(), async (bytes, type) => {
				const { body } = await read(bytes, type);
				expect(body).toBeDefined();
			}),
		);
	});
});
