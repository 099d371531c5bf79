import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Webhook } from './accountWebhook';

/** What a trigger remembers in its static data: no secret, and all of it can be lost. */
export interface Memory extends IDataObject {
	/** The URL that this trigger has entered in the account. */
	url?: string;
	/** What was entered there before, to be put back. */
	previous?: Webhook & IDataObject;
	/** The agent whose events are ignored. */
	agentId?: string;
}

/** What this trigger remembers. */
export const memoryOf = (context: IHookFunctions | IWebhookFunctions): Memory =>
	context.getWorkflowStaticData('node') as Memory;
