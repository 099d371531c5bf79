import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { verifyHmacSha256 } from '../shared/trigger/signature';
import { connectToAccount, readAccount } from './accountWebhook';

/** Whatever strangers send, the account is asked for its secret no more often than this. */
const pauseMs = 60_000;

/** Milliseconds that a sender waits until the secret is read. */
const deadlineMs = 5_000;

/** Most triggers whose secret a process knows. */
const maxTriggers = 1000;

/** The secret that signs an account's events can't be known now. */
class UnknownSecret extends Error {}

interface Reading {
	/** When it began, in milliseconds of `performance.now`. */
	at: number;
	/** Rejected when the account can't be read or has no secret. */
	secret: Promise<string>;
}

/**
 * The secrets of this process, by trigger. They are kept nowhere else: n8n shows a trigger's static
 * data to everyone who may read the workflow.
 */
const readings = new Map<string, Reading>();

const idOf = (context: IHookFunctions | IWebhookFunctions) =>
	`${context.getWorkflow().id} ${context.getNode().id}`;

function remember(trigger: string, secret: Promise<string>): Promise<string> {
	// A failure is reported to those who wait for it.
	secret.catch(() => undefined);
	readings.delete(trigger);
	readings.set(trigger, { at: performance.now(), secret });
	for (const oldest of readings.keys()) {
		if (readings.size <= maxTriggers) break;
		readings.delete(oldest);
	}
	return secret;
}

/** Remembers the secret that registration has read. */
export function rememberSecret(hook: IHookFunctions, secret: string): void {
	if (secret !== '') void remember(idOf(hook), Promise.resolve(secret));
}

/** Reads the secret with one request, since strangers can cause it. */
async function readSecret(context: IWebhookFunctions): Promise<string> {
	const connection = await connectToAccount(context, {
		settings: { attempts: 1, retryOnRateLimit: false, timeout: deadlineMs },
		signal: AbortSignal.timeout(deadlineMs),
	});
	const { secret } = await readAccount(connection);
	if (secret === '') throw new UnknownSecret('The VoIPBin account has no signing secret');
	return secret;
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
	if (!latest || performance.now() - latest.at >= pauseMs) {
		return fits(await remember(trigger, readSecret(context)));
	}
	// Meanwhile another delivery may have begun to read it.
	return fits(await latest.secret);
}
