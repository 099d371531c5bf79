import { environment, n8nApi } from './environment';

/** Saves a credential and tests it, as its dialog does. */
export async function testCredential(type: string, data: object): Promise<unknown> {
	const { url, cookie } = environment().n8n;
	const id = await n8nApi().createCredential(type, type, data);
	const response = await fetch(`${url}/rest/credentials/test`, {
		method: 'POST',
		headers: { cookie, 'content-type': 'application/json' },
		body: JSON.stringify({ credentials: { id, name: type, type, data } }),
	});
	const text = await response.text();
	// Where n8n itself fails over an answer, the dialog shows the error as well.
	return response.ok
		? (JSON.parse(text) as { data: unknown }).data
		: { status: response.status, message: text };
}
