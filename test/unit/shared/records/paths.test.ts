import { NodeApiError, type INode } from 'n8n-workflow';

import { InvalidValue } from '../../../../nodes/shared/parameters/errors';
import { pathsOf, readApiPath, sendToFirst } from '../../../../nodes/shared/records/paths';
import { operation, type Operation } from '../../../../nodes/shared/vendor/operation';

const node = { name: 'n', type: 't', typeVersion: 1, parameters: {} } as unknown as INode;
const failure = (status: string) =>
	new NodeApiError(node, {}, { message: `Status ${status}`, httpCode: status });

const getUser = operation({
	name: 'Get',
	action: 'Get user',
	description: 'Get',
	request: 'GET /user',
	inferred: { alternatives: ['/users/me', '/me'] },
});
const paths = ['/user', '/users/me', '/me'];

describe('sendToFirst', () => {
	it.each(['404', '405'])(
		'sendToFirst tries the next path after %s and says which one worked',
		async (status) => {
			const tried: string[] = [];
			const send = async (path: string) => {
				tried.push(path);
				if (path !== '/users/me') throw failure(status);
				return 'answer';
			};
			expect(await sendToFirst(paths, undefined, send)).toEqual({
				answer: 'answer',
				path: '/users/me',
			});
			expect(tried).toEqual(['/user', '/users/me']);
		},
	);

	it('sendToFirst keeps to the path that has worked before', async () => {
		const send = jest.fn(async () => await Promise.reject(failure('404')));
		await expect(sendToFirst(paths, '/me', send)).rejects.toThrow('Status 404');
		expect(send.mock.calls).toEqual([['/me']]);
	});

	it('sendToFirst tries no other path after any other failure', async () => {
		const send = jest.fn(async () => await Promise.reject(failure('403')));
		await expect(sendToFirst(paths, undefined, send)).rejects.toThrow('Status 403');
		expect(send).toHaveBeenCalledTimes(1);
	});

	it('sendToFirst throws the failure of the first path when no path exists', async () => {
		const failures = paths.map(() => failure('404'));
		const send = jest.fn();
		for (const error of failures) send.mockRejectedValueOnce(error);
		await expect(sendToFirst(paths, undefined, send)).rejects.toBe(failures[0]);
		expect(send).toHaveBeenCalledTimes(paths.length);
	});
});

describe('pathsOf', () => {
	const own: Operation = {
		...getUser,
		request: 'GET /users/{id}',
		inferred: {
			alternatives: ['/me'],
			only: { case: 'the own user', when: ({ id }) => id === 'me' },
		},
	};

	it('pathsOf gives the one path of an operation whose path is documented', () => {
		expect(pathsOf({ ...getUser, inferred: undefined }, {})).toEqual({
			paths: ['/user'],
			areInferred: false,
		});
	});

	it('pathsOf gives the alternatives of an inferred path in their order', () => {
		expect(pathsOf(getUser, {})).toEqual({ paths, areInferred: true });
	});

	it('pathsOf gives the alternatives only for the case in which the path is inferred', () => {
		expect(pathsOf(own, { id: 'me' })).toEqual({
			paths: ['/users/{id}', '/me'],
			areInferred: true,
		});
		expect(pathsOf(own, { id: '7' })).toEqual({ paths: ['/users/{id}'], areInferred: false });
	});

	it('pathsOf gives the path of the user, only for that case', () => {
		expect(pathsOf(getUser, { apiPath: '/v2/user' })).toEqual({
			paths: ['/v2/user'],
			areInferred: false,
		});
		expect(pathsOf(own, { id: '7', apiPath: '/v2/user' }).paths).toEqual(['/users/{id}']);
	});
});

describe('readApiPath', () => {
	it("API Path takes a path with the operation's own parameters", () => {
		expect(readApiPath(' /v2/rooms/{roomId} ', ['roomId'])).toBe('/v2/rooms/{roomId}');
	});

	it.each([
		['rooms', 'must start with "/"'],
		['//evil.example/x', 'must start with "/"'],
		['/a?b=1', "can't contain"],
		['/a#b', "can't contain"],
		['/a/../b', "can't contain"],
		['/%2e%2e/%2e%2e/admin', "can't contain"],
		[`/${'{'.repeat(5000)}`, 'must start with "/"'],
		['/a b', 'spaces'],
		['/rooms/{room}', "contains {room}, which this operation doesn't use. Available: {roomId}"],
	])('API Path refuses %s', (path, message) => {
		expect(() => readApiPath(path, ['roomId'])).toThrow(InvalidValue);
		expect(() => readApiPath(path, ['roomId'])).toThrow(message);
	});
});
