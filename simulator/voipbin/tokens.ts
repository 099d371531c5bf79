import { jwtVerify, SignJWT } from 'jose';

import type { Agent, VoipbinState } from './state';

const key = ({ jwtSecret }: VoipbinState) => new TextEncoder().encode(jwtSecret);

/** The token of an agent's login; `now` in epoch milliseconds. */
export async function issueToken(agent: Agent, state: VoipbinState, now: number): Promise<string> {
	const seconds = Math.floor(now / 1000);
	return await new SignJWT({ agent: { id: agent.id } })
		.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
		.setIssuedAt(seconds)
		.setExpirationTime(seconds + state.tokenSeconds)
		.sign(key(state));
}

/** The agent whom a token belongs to; none for a token that is forged or has expired. */
export async function readToken(
	token: string,
	state: VoipbinState,
	now: number,
): Promise<Agent | undefined> {
	try {
		const { payload } = await jwtVerify(token, key(state), {
			algorithms: ['HS256'],
			currentDate: new Date(now),
		});
		const { id } = payload.agent as { id: string };
		return state.agents.find((agent) => agent.id === id && agent.tm_delete === null);
	} catch {
		return undefined;
	}
}
