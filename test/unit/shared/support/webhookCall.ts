import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { readTrigger } from '../../../../nodes/shared/trigger/trigger';
import type { WebhookCall, WebhookTrigger } from '../../../../nodes/shared/trigger/webhook';
import type { Values } from '../../../../nodes/shared/vendor/values';

/** A call of a trigger's webhook in which the user has set these parameters, and this secret. */
export function webhookCall<V extends Values>(
	trigger: WebhookTrigger<V>,
	parameters: IDataObject = {},
	context: object = {},
	secret?: string,
): WebhookCall<V> {
	const given: IDataObject = { events: ['*'], ...parameters };
	const webhook = {
		getNodeParameter: (name: string, fallback: unknown) => given[name] ?? fallback,
		getTimezone: () => 'UTC',
		...context,
	};
	return {
		context: webhook as unknown as IWebhookFunctions,
		values: readTrigger(webhook, trigger),
		secret: async () => secret,
	};
}
