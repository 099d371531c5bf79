import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { InvalidValue } from '../parameters/errors';
import { RecentMap } from './recentMap';

/** Where the secret is that the sender of events proves to know. */
export interface SecretSource {
	/** The type of the credential that has it in its field `webhookSecret`. */
	credential: string;
	/** Without it nobody is believed, unless the trigger has no credential. */
	required: boolean;
}

/**
 * The webhook secret of a trigger's credential.
 *
 * @returns nothing when the trigger has no credential, or the credential no secret
 * @throws InvalidValue when the credential has no secret but must have one: an expression in it may
 *   have found nothing
 */
export async function readWebhookSecret(
	context: IHookFunctions | IWebhookFunctions,
	{ credential, required }: SecretSource,
): Promise<string | undefined> {
	if (!context.getNode().credentials?.[credential]) return undefined;
	const { webhookSecret } = await context.getCredentials(credential);
	const secret = typeof webhookSecret === 'string' ? webhookSecret.trim() : '';
	if (secret !== '') return secret;
	if (!required) return undefined;
	throw new InvalidValue(
		'The credential has no Webhook Secret. Enter one, or remove the credential from the trigger to accept events from anyone who knows the URL.',
	);
}

/**
 * Milliseconds that a secret is remembered. n8n builds a sandbox for expressions with each credential
 * that a webhook reads, which costs more than the whole delivery. Strangers could cause it as often as
 * they like.
 */
const rememberedMs = 2_000;

/** Most triggers whose secret a process remembers. */
const maxTriggers = 1000;

/** The readings of this process, by trigger and credential. */
const readings = new RecentMap<string, { at: number; secret: Promise<string | undefined> }>(
	maxTriggers,
);

/**
 * As `readWebhookSecret`, for a delivery. All deliveries of two seconds share one reading, also when
 * it fails, so a new secret counts after that time at the latest.
 */
export function webhookSecretOf(
	context: IWebhookFunctions,
	source: SecretSource,
): Promise<string | undefined> {
	const { id, credentials } = context.getNode();
	const key = JSON.stringify([context.getWorkflow().id, id, credentials?.[source.credential]]);
	const latest = readings.get(key);
	if (latest && performance.now() - latest.at < rememberedMs) return latest.secret;
	const secret = readWebhookSecret(context, source);
	readings.set(key, { at: performance.now(), secret });
	return secret;
}
