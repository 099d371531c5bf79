import { demoPassword } from '../../../simulator/voipbin/seed';
import type { SimulatedVendor } from './simulated';

/** Does something in VoIPBin Talk: posts below `talk_messages`, and returns the message's ID. */
export type Talk = (path: string, body: object) => Promise<string>;

/**
 * Logs in to a simulated VoIPBin as an agent of the seed.
 *
 * @param name the part of the username before the @
 */
export async function talkAs({ baseUrl }: SimulatedVendor, name: string): Promise<Talk> {
	const post = async <Answer>(path: string, body: object, token = ''): Promise<Answer> => {
		const response = await fetch(`${baseUrl}${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
			body: JSON.stringify(body),
		});
		expect(response.status).toBe(200);
		return (await response.json()) as Answer;
	};
	const login = { username: `${name}@northwind.example`, password: demoPassword };
	const { token } = await post<{ token: string }>('/auth/login', login);
	return async (path, body) => {
		const url = `/v1.0/service_agents/talk_messages${path}`;
		return (await post<{ id: string }>(url, body, token)).id;
	};
}
