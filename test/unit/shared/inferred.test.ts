import { NodeApiError, type INode } from 'n8n-workflow';

import {
	InvalidApiPath,
	isInferred,
	readApiPath,
	sendToFirst,
} from '../../../nodes/shared/records/paths';
import type { Operation } from '../../../nodes/shared/vendor/operation';

const node = { name: 'n', type: 't', typeVersion: 1, parameters: {} } as unknown as INode;
const failure = (status: string) =>
	new NodeApiError(node, {}, { message: `Status ${status}`, httpCode: status });

const operation: Operation = {
	name: 'Get',
	action: 'Get user',
	description: 'Get',
	method: 'GET',
	path: '/user',
	inferred: { alternatives: ['/users/me', '/me'] },
};

describe('sendToFirst', () => {
	it.each(['404', '405'])(
		'tries the next path after %s and says which one worked',
		async (status) => {
			const tried: string[] = [];
			const send = async (path: string) => {
				tried.push(path);
				if (path !== '/users/me') throw failure(status);
				return 'answer';
			};
			expect(await sendToFirst(operation, undefined, send)).toEqual({
				answer: 'answer',
				path: '/users/me',
			});
			expect(tried).toEqual(['/user', '/users/me']);
		},
	);

	it('keeps to the path that has worked before', async () => {
		const send = jest.fn(async () => await Promise.reject(failure('404')));
		await expect(sendToFirst(operation, '/me', send)).rejects.toThrow('Status 404');
		expect(send.mock.calls).toEqual([['/me']]);
	});

	it('tries no other path after any other failure', async () => {
		const send = jest.fn(async () => await Promise.reject(failure('403')));
		await expect(sendToFirst(operation, undefined, send)).rejects.toThrow('Status 403');
		expect(send).toHaveBeenCalledTimes(1);
	});

	it('names the option when no path exists', async () => {
		const send = async () => await Promise.reject(failure('404'));
		await expect(sendToFirst(operation, undefined, send)).rejects.toThrow(
			'set API Path under Options',
		);
	});
});

describe('a case with an inferred path, of an operation whose path is published', () => {
	const own: Operation = {
		...operation,
		inferred: {
			alternatives: ['/me'],
			only: { name: 'the own user', path: '/users/me', when: (value) => value('id') === 'me' },
		},
	};

	it('is one for some values only', () => {
		expect(isInferred(own, () => 'me')).toBe(true);
		expect(isInferred(own, () => '7')).toBe(false);
		expect(isInferred(operation, () => undefined)).toBe(true);
		expect(isInferred({ ...operation, inferred: undefined }, () => 'me')).toBe(false);
	});

	it('is looked for at its own paths', async () => {
		const send = jest.fn(async (path: string) => {
			if (path !== '/me') throw failure('404');
			return 'answer';
		});
		expect(await sendToFirst(own, undefined, send)).toEqual({ answer: 'answer', path: '/me' });
		expect(send.mock.calls).toEqual([['/users/me'], ['/me']]);
	});
});

describe('readApiPath', () => {
	it('takes a path with the operation’s own parameters', () => {
		expect(readApiPath(' /v2/rooms/{roomId} ', ['roomId'])).toBe('/v2/rooms/{roomId}');
	});

	it.each([
		['rooms', 'must begin with /'],
		['//evil.example/x', 'must begin with /'],
		['/a?b=1', 'hold only a path'],
		['/a#b', 'hold only a path'],
		['/a/../b', 'dot segments'],
		['/a b', 'spaces'],
		['/rooms/{room}', 'names {room}, which this operation does not have: use {roomId}'],
	])('refuses %s', (path, message) => {
		expect(() => readApiPath(path, ['roomId'])).toThrow(InvalidApiPath);
		expect(() => readApiPath(path, ['roomId'])).toThrow(message);
	});
});
