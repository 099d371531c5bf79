import type { FastifyInstance, FastifyRequest } from 'fastify';

import { object } from '../jsonSchema';
import { TokenBucket } from '../tokenBucket';
import type { VendorContext } from '../vendor';
import { forbidden, Refusal } from './refusal';
import type { Agent, VoipbinState } from './state';
import { readMicros } from './time';
import { issueToken, readToken } from './tokens';

/** Who sends a request: an agent, or whoever holds an access key of the account. */
type Identity = { agent: Agent } | { accessKey: string };

declare module 'fastify' {
	interface FastifyRequest {
		/** On every route below `/v1.0`. */
		voipbinIdentity: Identity | null;
	}
}

const admin = 32;
const manager = 64;

const unknown = () =>
	new Refusal(401, 'INVALID_CREDENTIALS', 'The provided credentials are not valid.');

const notAuthenticated = () =>
	new Refusal(401, 'AUTHENTICATION_REQUIRED', 'Authentication is required.');

/** Logs agents in. Whatever is wrong is answered with 400 and nothing else. */
export function addLogin(app: FastifyInstance, context: VendorContext<VoipbinState>): void {
	app.post<{ Body: { username?: unknown; password?: unknown } | undefined }>(
		'/auth/login',
		{ schema: { querystring: object({}) } },
		async ({ body }, reply) => {
			const { state, clock } = context;
			const agent = state.agents.find(
				({ username, password }) => username === body?.username && password === body?.password,
			);
			if (!agent) return reply.code(400).send();
			const token = await issueToken(agent, state, clock.now());
			return reply
				.header('set-cookie', `token=${token}; Path=/; HttpOnly; Secure; SameSite=Strict`)
				.send({ username: agent.username, token });
		},
	);
}

/** An access key counts only where no token is given. */
async function identify(
	{ query, headers }: FastifyRequest,
	state: VoipbinState,
	now: number,
): Promise<Identity> {
	const { token, accesskey } = query as { token?: string; accesskey?: string };
	const given = token ?? /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
	if (given !== undefined) {
		const agent = await readToken(given, state, now);
		if (!agent) throw unknown();
		return { agent };
	}
	if (accesskey === undefined) throw notAuthenticated();
	const key = state.accessKeys.find(
		({ token: known, tm_delete, tm_expire }) =>
			known === accesskey && tm_delete === null && readMicros(tm_expire) > now * 1000,
	);
	if (!key) throw unknown();
	return { accessKey: key.id };
}

/** Lets nobody in without a token or an access key, and no account more often than its limit. */
export function addAuth(app: FastifyInstance, context: VendorContext<VoipbinState>): void {
	let limit: VoipbinState['rateLimit'] | undefined;
	let bucket: TokenBucket | undefined;

	const waitMs = () => {
		const { state, clock } = context;
		if (!bucket || state.rateLimit !== limit) {
			limit = state.rateLimit;
			bucket = new TokenBucket(limit.perSecond, limit.burst, clock);
		}
		return bucket.take();
	};

	app.decorateRequest('voipbinIdentity', null);
	app.addHook('preHandler', async (request) => {
		const { state, clock } = context;
		request.voipbinIdentity = await identify(request, state, clock.now());
		if (state.customer.status === 'frozen') {
			const recovery = { recovery_endpoint: 'POST /auth/unregister' };
			throw new Refusal(403, 'ACCOUNT_FROZEN', 'The account is frozen.', [recovery]);
		}
		const wait = waitMs();
		if (wait > 0) {
			throw new Refusal(
				429,
				'RATE_LIMIT_EXCEEDED',
				'Too many requests.',
				[{ limited_by: 'customer' }],
				{ 'retry-after': String(Math.max(1, Math.ceil(wait / 1000))) },
			);
		}
	});
}

/** The agent who sends a request; Talk is for agents only. */
export function agentOf({ voipbinIdentity }: FastifyRequest): Agent {
	if (!voipbinIdentity || !('agent' in voipbinIdentity)) throw notAuthenticated();
	return voipbinIdentity.agent;
}

const mayAccount =
	(...permissions: number[]) =>
	({ voipbinIdentity }: FastifyRequest): void => {
		if (voipbinIdentity && 'accessKey' in voipbinIdentity) return;
		const { permission = 0 } = voipbinIdentity?.agent ?? {};
		if (!permissions.some((bit) => (permission & bit) !== 0)) throw forbidden();
	};

/** Whether the account may be read by who asks. */
export const mayRead = mayAccount(admin, manager);

/** Whether the account may be changed by who asks. */
export const mayChange = mayAccount(admin);
