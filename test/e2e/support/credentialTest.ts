import { environment } from './environment';

/** Tests a credential as its dialog does when it is saved. */
export async function testCredential(type: string, data: object): Promise<unknown> {
	const { url, cookie } = environment().n8n;
	const response = await fetch(`${url}/rest/credentials/test`, {
		method: 'POST',
		headers: { cookie, 'content-type': 'application/json' },
		body: JSON.stringify({ credentials: { id: '', name: type, type, data } }),
	});
	expect(response.status).toBe(200);
	return ((await response.json()) as { data: unknown }).data;
}
