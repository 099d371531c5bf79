import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { InvalidValue } from '../parameters/errors';

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
