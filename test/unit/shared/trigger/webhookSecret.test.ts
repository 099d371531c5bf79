import fc from 'fast-check';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { InvalidValue } from '../../../../nodes/shared/parameters/errors';
import { enteredByHand } from '../../../../nodes/shared/trigger/webhook';
import { readWebhookSecret } from '../../../../nodes/shared/trigger/webhookSecret';

const required = { credential: 'sampleApi', required: true };
const optional = { credential: 'sampleApi', required: false };

/** A trigger with this credential, or with none. */
const trigger = (credential?: IDataObject) =>
	({
		getNode: () => ({ name: 'Trigger', ...(credential ? { credentials: { sampleApi: {} } } : {}) }),
		getCredentials: async () => {
			if (!credential) throw new Error('A credential was read that the trigger does not have');
			return credential;
		},
	}) as unknown as IHookFunctions;

const nothing = fc.oneof(
	fc.stringMatching(/^\s*$/),
	fc.constantFrom(undefined, null, 0, false, {}, []),
);

describe('the webhook secret', () => {
	it('A trigger without a credential has no secret', async () => {
		expect(await readWebhookSecret(trigger(), required)).toBeUndefined();
		expect(await readWebhookSecret(trigger(), optional)).toBeUndefined();
	});

	it('The secret is the text in the credential, without spaces around it', async () => {
		await fc.assert(
			fc.asyncProperty(fc.stringMatching(/\S/), async (webhookSecret) => {
				for (const source of [required, optional]) {
					const secret = await readWebhookSecret(trigger({ webhookSecret }), source);
					expect(secret).toBe(webhookSecret.trim());
				}
			}),
		);
	});

	it('A credential that must have a secret is refused without one, also when it is published', async () => {
		await fc.assert(
			fc.asyncProperty(nothing, async (webhookSecret) => {
				const context = trigger({ webhookSecret } as IDataObject);
				await expect(readWebhookSecret(context, required)).rejects.toThrow(InvalidValue);
				expect(await readWebhookSecret(context, optional)).toBeUndefined();
				const { checkExists } = enteredByHand(required).default;
				await expect(checkExists.call(context)).rejects.toThrow('has no Webhook Secret');
			}),
		);
	});

	it('A trigger whose URL is entered by hand has nothing to register', async () => {
		const { checkExists } = enteredByHand(required).default;
		expect(await checkExists.call(trigger())).toBe(true);
		expect(await checkExists.call(trigger({ webhookSecret: 'x' }))).toBe(true);
	});
});
