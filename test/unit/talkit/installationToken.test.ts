import fc from 'fast-check';
import { decodeProtectedHeader, jwtVerify } from 'jose';

import { signInstallationToken } from '../../../nodes/Talkit/installationToken';

const now = Date.UTC(2026, 10, 20, 9, 30);
const bytes = (key: string) => new TextEncoder().encode(key);
const verify = async (token: string, key: string, at = now) =>
	await jwtVerify(token, bytes(key), { algorithms: ['HS256'], currentDate: new Date(at) });

describe('signInstallationToken', () => {
	it('The installation token has the documented claims, and nothing else', async () => {
		const token = signInstallationToken('secret-key', 'installation-1', now);
		expect(decodeProtectedHeader(token)).toEqual({ alg: 'HS256', typ: 'JWT' });
		const { payload } = await verify(token, 'secret-key');
		expect(payload).toEqual({
			iat: now / 1000 - 30,
			exp: now / 1000 - 30 + 3600,
			plugin_installation_uuid: 'installation-1',
		});
	});

	it("The installation token is valid at once when Talkit's clock is behind, and for an hour at most", async () => {
		const token = signInstallationToken('secret-key', 'installation-1', now);
		const at = async (ms: number) =>
			await jwtVerify(token, bytes('secret-key'), {
				currentDate: new Date(now + ms),
				maxTokenAge: 3600,
			});
		await expect(at(-30_000)).resolves.toBeDefined();
		await expect(at(3569_000)).resolves.toBeDefined();
		await expect(at(3570_000)).rejects.toThrow('"exp" claim timestamp check failed');
	});

	it('The installation token is verified with its own key alone, whatever key and installation', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.string({ unit: 'grapheme', minLength: 1 }),
				fc.string({ unit: 'grapheme', minLength: 1 }),
				async (key, installation) => {
					const token = signInstallationToken(key, installation, now);
					expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
					const { payload } = await verify(token, key);
					expect(payload.plugin_installation_uuid).toBe(installation);
					await expect(verify(token, `${key}x`)).rejects.toThrow('signature verification failed');
				},
			),
		);
	});

	it('The installation token does not survive an altered claim', async () => {
		const [header, claims = '', signature] = signInstallationToken('key', 'a', now).split('.');
		const altered = Buffer.from(claims, 'base64url').toString('utf8').replace('"a"', '"b"');
		const token = [header, Buffer.from(altered).toString('base64url'), signature].join('.');
		await expect(verify(token, 'key')).rejects.toThrow('signature verification failed');
	});
});
