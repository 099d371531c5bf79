import fc from 'fast-check';
import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { followRedirects } from '../../../../nodes/shared/http/redirects';
import { propertyRuns } from '../../../support/propertyRuns';

const own = 'https://api.acme.test/v1/files/1';

const response = (statusCode: number, location?: string): IN8nHttpFullResponse => ({
	statusCode,
	headers: location === undefined ? {} : { location },
	body: '',
});

/** Follows responses one after the other; says where each request went, and whether with the credential. */
async function follow(...responses: IN8nHttpFullResponse[]) {
	const [first, ...rest] = responses as [IN8nHttpFullResponse, ...IN8nHttpFullResponse[]];
	const sent: Array<[url: string, withCredential: boolean]> = [];
	const last = await followRedirects(own, first, async (url, withCredential) => {
		sent.push([url, withCredential]);
		return rest[sent.length - 1] ?? response(200);
	});
	return { sent, status: last.statusCode };
}

describe('the redirects of a download', () => {
	it.each([301, 302, 303, 307, 308])(
		'A %i to another host is followed without the credential',
		async (status) => {
			expect(
				await follow(response(status, 'https://storage.test/a?signature=b'), response(200)),
			).toEqual({
				sent: [['https://storage.test/a?signature=b', false]],
				status: 200,
			});
		},
	);

	it.each([
		['/v2/files/1', 'https://api.acme.test/v2/files/1'],
		['2', 'https://api.acme.test/v1/files/2'],
		['//api.acme.test/x', 'https://api.acme.test/x'],
	])('A redirect to %s stays on the host and keeps the credential', async (location, url) => {
		expect((await follow(response(302, location), response(200))).sent).toEqual([[url, true]]);
	});

	it.each(['https://api.acme.test:8443/x', 'http://api.acme.test/x', 'https://acme.test/x'])(
		'%s is another host',
		async (location) => {
			expect((await follow(response(302, location), response(200))).sent).toEqual([
				[location, false],
			]);
		},
	);

	it('A credential stays behind for good once a redirect has left the host', async () => {
		const { sent } = await follow(
			response(302, 'https://storage.test/a'),
			response(302, own),
			response(200),
		);
		expect(sent).toEqual([
			['https://storage.test/a', false],
			[own, false],
		]);
	});

	it.each([
		['no target', undefined],
		['another protocol', 'ftp://storage.test/a'],
		['a file of this machine', 'file:///etc/passwd'],
		['no URL', 'http://'],
	])('A redirect to %s is the answer', async (_, location) => {
		expect(await follow(response(302, location))).toEqual({ sent: [], status: 302 });
	});

	it('A success or a failure with a target is the answer', async () => {
		for (const status of [200, 201, 300, 304, 404]) {
			expect(await follow(response(status, 'https://storage.test/a'))).toEqual({
				sent: [],
				status,
			});
		}
	});

	it('Redirects that do not end are given up', async () => {
		const loop = Array.from({ length: 20 }, () => response(302, own));
		await expect(follow(...loop)).rejects.toMatchObject({ code: 'ERR_FR_TOO_MANY_REDIRECTS' });
	});

	it('The body of a redirect is not left open', async () => {
		const destroy = jest.fn();
		await follow({ ...response(302, own), body: { destroy } }, response(200));
		expect(destroy).toHaveBeenCalledTimes(1);
	});

	it('The credential goes to no other host, whatever the servers answer', async () => {
		const targets = fc.oneof(
			fc.webUrl({ withQueryParameters: true }),
			fc.constantFrom(
				own,
				'/x',
				'//other.test/',
				'https://api.acme.test@other.test/',
				'\\\\other.test',
			),
			fc.string(),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(targets, { maxLength: 9 }), async (locations) => {
				const { sent } = await follow(...locations.map((to) => response(302, to)), response(200));
				for (const [url, withCredential] of sent) {
					if (withCredential) expect(new URL(url).origin).toBe('https://api.acme.test');
				}
			}),
			{ numRuns: propertyRuns(200) },
		);
	});
});
