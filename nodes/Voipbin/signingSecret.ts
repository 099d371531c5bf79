import type { IHookFunctions, IWebhookFunctions, NodeApiError } from 'n8n-workflow';

import { connect } from '../shared/http/connection';
import { RecentMap } from '../shared/trigger/recentMap';
import { verifyHmacSha256 } from '../shared/trigger/signature';
import { omit } from '../shared/vendor/omit';
import { readAccount } from './accountWebhook';
import { voipbinApi } from './api';
import { hasExpired, logsIn } from './authentication';

/** Whatever strangers send, they cause no more than one request in this time. */
const pauseMs = 60_000;

/** Milliseconds that a sender waits until the secret is read. */
const deadlineMs = 5_000;

/** Most triggers whose secret a process knows. */
const maxTriggers = 1000;

/** The secret that signs an account's events can't be known now. */
class UnknownSecret extends Error {}

/** The account refused a session, which may have been replaced. */
class RefusedSession extends Error {
	constructor(
		message: string,
		readonly session: unknown,
	) {
		super(message);
	}
}

interface Reading {
	/** When it began, in milliseconds of `performance.now`. */
	at: number;
	/** Rejected when the account can't be read or has no secret. */
	secret: Promise<string>;
	/** 2 with a login, which is a request too. */
	requests: number;
	/** The session that did not open the account. */
	refused?: unknown;
}

/**
 * The secrets of this process, by trigger. They are kept nowhere else: n8n shows a trigger's static
 * data to everyone who may read the workflow.
 */
const readings = new RecentMap<string, Reading>(maxTriggers);

const idOf = (context: IHookFunctions | IWebhookFunctions) =>
	`${context.getWorkflow().id} ${context.getNode().id}`;

/** Remembers the secret that registration has read. */
export function rememberSecret(hook: IHookFunctions, secret: string): void {
	if (secret === '') return;
	readings.set(idOf(hook), { at: performance.now(), secret: Promise.resolve(secret), requests: 1 });
}

/**
 * Reads the secret with one request, since strangers can cause it. Only an agent without a session
 * that may be valid logs in first, which n8n does where the session is empty.
 *
 * @param refused the session that did not open the account a minute ago
 * @param willLogIn called before a login
 * @throws RefusedSession; Error when the account can't be read or has no secret
 */
async function readSecret(
	context: IWebhookFunctions,
	refused: unknown,
	willLogIn: () => void,
): Promise<string> {
	const connection = await connect(context, omit(voipbinApi, 'session'), {
		settings: { attempts: 1, retryOnRateLimit: false, timeout: deadlineMs },
		signal: AbortSignal.timeout(deadlineMs),
	});
	const credentials = { ...connection.credentials };
	const { sessionToken } = credentials;
	if (sessionToken === refused || hasExpired(sessionToken)) credentials.sessionToken = '';
	if (logsIn(credentials) && !credentials.sessionToken) willLogIn();
	try {
		const { secret } = await readAccount({ ...connection, credentials });
		if (secret === '') throw new UnknownSecret('The VoIPBin account has no webhook secret');
		return secret;
	} catch (error) {
		const { httpCode, message } = error as NodeApiError;
		throw httpCode === '401' ? new RefusedSession(message, credentials.sessionToken) : error;
	}
}

/** Begins to read the secret, for this delivery and those that come meanwhile. */
function startReading(context: IWebhookFunctions, refused: unknown): Promise<string> {
	const reading: Reading = {
		at: performance.now(),
		secret: readSecret(context, refused, () => (reading.requests = 2)),
		requests: 1,
	};
	// A failure is reported to those who wait for it.
	reading.secret.catch((error) => {
		if (error instanceof RefusedSession) reading.refused = error.session;
	});
	readings.set(idOf(context), reading);
	return reading.secret;
}

/**
 * Whether a delivery is signed with the secret of the account. The secret is read when this process
 * does not know it, and again when a signature does not fit, since it may have changed.
 *
 * @throws Error when the secret can't be known now
 */
export async function isSignedByAccount(
	context: IWebhookFunctions,
	signature: string,
	rawBody: Buffer,
): Promise<boolean> {
	const trigger = idOf(context);
	const fits = (secret: string) => verifyHmacSha256(signature, secret, rawBody);
	const known = readings.get(trigger);
	const secret = await known?.secret.catch(() => undefined);
	if (secret !== undefined && fits(secret)) return true;
	const latest = readings.get(trigger);
	if (!latest || performance.now() - latest.at >= latest.requests * pauseMs) {
		return fits(await startReading(context, latest?.refused));
	}
	// Meanwhile another delivery may have begun to read it.
	return fits(await latest.secret);
}
