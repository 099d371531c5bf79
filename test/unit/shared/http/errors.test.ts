import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import {
	itemError,
	reportedError,
	requestError,
	unsentError,
	vendorWords,
} from '../../../../nodes/shared/http/errors';
import type { Failure } from '../../../../nodes/shared/http/outcome';
import type { Request } from '../../../../nodes/shared/vendor/request';
import { acme, connection, node } from '../support/connection';

const get: Request = { method: 'GET', path: '/things/1', query: { token: 's3cret-token' } };
const users = [{ name: 'user', id: 'nobody' }];
const post: Request = { ...get, method: 'POST' };
const reply = (status: number, body: unknown = null, headers = {}) => ({ status, headers, body });
const failed = (...of: Parameters<typeof reply>): Failure => ({
	kind: 'failed',
	reply: reply(...of),
});
const disconnected = (code: string): Failure => ({ kind: 'disconnected', code });

describe('vendorWords', () => {
	it.each([
		['plain', 'plain'],
		[{ error: 'a' }, 'a'],
		[{ error: { message: 'b' } }, 'b'],
		[{ message: 'c' }, 'c'],
		[{ errors: [{ detail: 'd' }] }, 'd'],
		[
			{ errors: { name: ['is too short', 'is taken'], age: 'is missing' } },
			'name is too short, name is taken, age is missing',
		],
		[{ message: 'Invalid', errors: { name: ['is too short'] } }, 'name is too short'],
		[{ message: 'Invalid', errors: { name: [7] } }, 'Invalid'],
		[{ error: null, message: 'e' }, 'e'],
		[['f'], 'f'],
		['<!DOCTYPE html><p>x</p>', undefined],
		['<html>', undefined],
		[' ', undefined],
		[null, undefined],
		[7, undefined],
		[{ id: 1 }, undefined],
	])('vendorWords finds the words of %j', (body, words) => {
		expect(vendorWords(body)).toBe(words);
	});
});

describe('reportedError', () => {
	it.each([
		[{ error: 'a' }, 'a'],
		[{ error: { message: 'b' } }, 'b'],
		[{ error: { code: 7 } }, '{"code":7}'],
		[{ error: 0 }, '0'],
		[{ error: null }, undefined],
		[{ error: '' }, undefined],
		[{ error: false }, undefined],
		[{ message: 'fine' }, undefined],
		[[{ error: 'in a record' }], undefined],
		['text', undefined],
		[null, undefined],
	])('reportedError finds the error in %j', (body, words) => {
		expect(reportedError(reply(200, body))).toBe(words);
	});
});

describe('requestError', () => {
	it.each([
		[
			get,
			failed(400, { error: 'name is missing' }),
			"Acme rejected the request (400): name is missing. Check the node's fields.",
		],
		[
			get,
			failed(401),
			'Acme rejected the credential. Open the credential, enter a valid key or token, and test it.',
		],
		[get, failed(403), 'Acme denied access. Check that it belongs to this account'],
		[
			get,
			failed(404, { message: 'No such thing!' }),
			"Acme couldn't find anything at this URL: No such thing! Check the Base URL",
		],
		[
			get,
			failed(301, '', { location: 'https://www.acme.test/x' }),
			'Acme redirected the request to https://www.acme.test. Change the Base URL in the credential to https://www.acme.test.',
		],
		[get, failed(503), 'Acme is unavailable (503). Try again later.'],
		[
			post,
			failed(503),
			'It may have gone through anyway. Check Acme before you run this item again.',
		],
		[post, failed(409), 'Use a different ID, or update the existing record.'],
		[get, failed(409), 'Get the latest version of the record and try again.'],
		[get, disconnected('ENOTFOUND'), "Couldn't find the server api.acme.test."],
		[
			get,
			disconnected('TIMEOUT'),
			"Acme didn't respond within 30 seconds. Increase Options > Timeout",
		],
		[post, disconnected('TIMEOUT'), 'It may have gone through anyway.'],
		[
			get,
			disconnected('DEPTH_ZERO_SELF_SIGNED_CERT'),
			"The SSL certificate of api.acme.test isn't trusted",
		],
		[
			get,
			disconnected('ECONNRESET'),
			'The connection to Acme was interrupted (ECONNRESET). Try again later.',
		],
	])('A request error says what to change', async (request, outcome, message) => {
		const { connection: to } = await connection([]);
		expect(requestError(to, request, outcome).message).toContain(message);
	});

	it.each<[string, Partial<Request>, unknown, string]>([
		[
			'the record and its ID',
			{},
			'',
			'Acme couldn\'t find the user "nobody". Check the ID. If every request fails this way, check the Base URL in the credential.',
		],
		[
			"the service's words and no more than they leave open",
			{},
			{ error: 'User not found' },
			'Acme couldn\'t find the user "nobody": User not found. Check the ID.',
		],
		[
			'every record that can be missing',
			{ records: [...users, { name: 'chat', id: 'c1' }] },
			'',
			'Acme couldn\'t find the user "nobody" or the chat "c1".',
		],
		[
			'API Path where the path is inferred and the answer leaves that open',
			{ inferred: true },
			{ message: 'Not found' },
			'Acme couldn\'t find the user "nobody": Not found. Acme doesn\'t document this endpoint. If Acme gives you another path, set it in Options > API Path.',
		],
		[
			'only the ID where the path is inferred and the service names what is missing',
			{ inferred: true },
			{ message: 'User not found' },
			'Acme couldn\'t find the user "nobody": User not found. Check the ID.',
		],
		[
			'API Path where an inferred path names no record',
			{ inferred: true, records: undefined },
			{ message: 'Users not found' },
			'If Acme gives you another path, set it in Options > API Path.',
		],
	])('The message of a 404 names %s', async (_what, part, body, message) => {
		const { connection: to } = await connection([]);
		const request = { ...get, records: users, ...part };
		expect(requestError(to, request, failed(404, body)).message).toContain(message);
	});

	it('The message of a 403 names the record', async () => {
		const { connection: to } = await connection([]);
		expect(requestError(to, { ...get, records: users }, failed(403)).message).toContain(
			'Acme denied access to the user "nobody".',
		);
	});

	it('A request error shows the URL without the query', async () => {
		const { connection: to } = await connection([]);
		const error = requestError(to, get, failed(500, null, { 'x-request-id': 'r-1' }), {
			attempts: 3,
			elapsedMs: 1500,
		});
		expect(error.description).toBe(
			'GET https://api.acme.test/things/1. Status: 500. Request ID: r-1. Attempts: 3 in 2 seconds. Documentation: https://docs.acme.test',
		);
		expect(error.httpCode).toBe('500');
	});

	it('A request error keeps a message that happens to contain the name of a system error', async () => {
		const { connection: to } = await connection([]);
		const error = requestError(to, get, failed(400, { error: 'approvePermissions is not set' }));
		expect(error.message).toContain('approvePermissions is not set');
	});

	it("A request error shows the service's special advice in place of the general one", async () => {
		const { connection: to } = await connection([], {
			api: { ...acme, advice: () => 'Log in as an agent.' },
		});
		expect(requestError(to, get, failed(403)).message).toBe(
			'Acme denied access. Log in as an agent.',
		);
	});

	it('A request error holds no secret, even when the service repeats it', async () => {
		const { connection: to } = await connection([]);
		const outcomes = [
			failed(401, { error: 'token s3cret-token is not known' }, { 'x-request-id': 's3cret-token' }),
			disconnected('ECONNRESET'),
		];
		const errors = [
			...outcomes.map((outcome) =>
				requestError(to, { ...get, path: '/things/s3cret-token' }, outcome),
			),
			unsentError(to, new Error('Cannot sign with s3cret-token')),
		];
		for (const error of errors) {
			expect(
				JSON.stringify({ ...error, message: error.message, cause: error.cause }),
			).not.toContain('s3cret-token');
		}
	});

	it('A request error shows no half of a secret where it cuts', async () => {
		const { connection: to } = await connection([]);
		const error = requestError(to, get, failed(400, { error: `${'x'.repeat(494)} s3cret-token` }));
		expect(error.message).toContain('xxx ***');
		expect(error.message).not.toContain('s3c');
	});

	it('A request error names the URL that was really called, base path included', async () => {
		const { connection: to } = await connection([], {
			api: { ...acme, baseUrl: () => 'http://localhost:8080/api/v3' },
		});
		expect(requestError(to, get, failed(404)).description).toContain(
			'GET http://localhost:8080/api/v3/things/1.',
		);
	});

	it('A request error cuts between characters, wherever an emoji stands', async () => {
		const { connection: to } = await connection([]);
		for (const length of [497, 498, 499, 500, 501]) {
			const words = `${'x'.repeat(length)}😀😀`;
			const { message } = requestError(to, get, failed(400, { error: words }));
			expect(message.isWellFormed()).toBe(true);
		}
	});

	it('A request error says at once what is wrong when the server speaks plain HTTP', async () => {
		const { connection: to } = await connection([]);
		expect(requestError(to, get, disconnected('EPROTO')).message).toBe(
			"api.acme.test doesn't support HTTPS (EPROTO). If the server uses plain HTTP, start the Base URL in the credential with http://.",
		);
	});

	it('A request error cuts the words of a service that says too much', async () => {
		const { connection: to } = await connection([]);
		const error = requestError(to, get, failed(400, { error: 'x'.repeat(5000) }));
		expect(error.message.length).toBeLessThan(700);
	});
});

describe('itemError', () => {
	it("itemError makes a node error with the item's index, without secrets", () => {
		const error = itemError(
			node,
			new Error('Label "s3cret-token" is wrong'),
			{ itemIndex: 3, count: 1 },
			['s3cret-token'],
		);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe('Label "***" is wrong');
		expect(error.context.itemIndex).toBe(3);
	});

	it('itemError names the item where there are several, once', () => {
		const error = itemError(node, new Error('User ID is required'), { itemIndex: 2, count: 3 }, []);
		expect(error.message).toBe('User ID is required [item 2]');
		expect(itemError(node, error, { itemIndex: 2, count: 3 }, []).message).toBe(error.message);
	});

	it('itemError keeps a node error unchanged', () => {
		const original = new NodeApiError(node, {}, { message: 'As it was' });
		expect(itemError(node, original, { itemIndex: 2, count: 1 }, [])).toBe(original);
		expect(original.context.itemIndex).toBe(2);
	});
});
