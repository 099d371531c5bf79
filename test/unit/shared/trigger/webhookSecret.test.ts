import fc from 'fast-check';
import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { InvalidValue } from '../../../../nodes/shared/parameters/errors';
import { enteredByHand } from '../../../../nodes/shared/trigger/webhook';
import { readWebhookSecret, webhookSecretOf } from '../../../../nodes/shared/trigger/webhookSecret';

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

describe('the webhook secret of a delivery', () => {
	const now = jest.spyOn(performance, 'now');
	let minute = 0;

	beforeEach(() => now.mockReturnValue(++minute * 60_000));
	afterAll(() => now.mockRestore());

	/** A trigger whose credential is read from here, and how often it was. */
	function counted(read: () => IDataObject | Error, node: IDataObject = {}) {
		const reads = { count: 0 };
		const context = {
			getWorkflow: () => ({ id: 'workflow' }),
			getNode: () => ({ id: 'node', credentials: { sampleApi: { id: 'a', name: 'A' } }, ...node }),
			getCredentials: async () => {
				reads.count++;
				const credential = read();
				if (credential instanceof Error) throw credential;
				return credential;
			},
		} as unknown as IWebhookFunctions;
		return { context, reads };
	}

	it('However many deliveries come within two seconds, the credential is read once', async () => {
		const { context, reads } = counted(() => ({ webhookSecret: 'open sesame' }));
		const secrets = await Promise.all(
			Array.from({ length: 50 }, () => webhookSecretOf(context, required)),
		);
		now.mockReturnValue(minute * 60_000 + 1999);
		secrets.push(await webhookSecretOf(context, required));
		expect(new Set(secrets)).toEqual(new Set(['open sesame']));
		expect(reads.count).toBe(1);
	});

	it('A new secret counts after two seconds', async () => {
		let webhookSecret = 'old';
		const { context } = counted(() => ({ webhookSecret }));
		expect(await webhookSecretOf(context, required)).toBe('old');
		webhookSecret = 'new';
		now.mockReturnValue(minute * 60_000 + 2000);
		expect(await webhookSecretOf(context, required)).toBe('new');
	});

	it('A credential that cannot be read is tried again after two seconds', async () => {
		let answer: IDataObject | Error = new Error('The database is locked');
		const { context, reads } = counted(() => answer);
		await expect(webhookSecretOf(context, required)).rejects.toThrow('locked');
		await expect(webhookSecretOf(context, required)).rejects.toThrow('locked');
		expect(reads.count).toBe(1);
		answer = { webhookSecret: 'open sesame' };
		now.mockReturnValue(minute * 60_000 + 2000);
		expect(await webhookSecretOf(context, required)).toBe('open sesame');
	});

	it.each([
		['another trigger', { id: 'other' }],
		['another credential', { credentials: { sampleApi: { id: 'b', name: 'B' } } }],
	])('The secret is not remembered for %s', async (_what, node) => {
		const first = counted(() => ({ webhookSecret: 'first' }));
		const second = counted(() => ({ webhookSecret: 'second' }), node);
		expect(await webhookSecretOf(first.context, required)).toBe('first');
		expect(await webhookSecretOf(second.context, required)).toBe('second');
	});

	it('A trigger without a credential has no secret, whatever it had before', async () => {
		const before = counted(() => ({ webhookSecret: 'open sesame' }));
		await webhookSecretOf(before.context, required);
		const after = counted(() => ({}), { credentials: undefined });
		expect(await webhookSecretOf(after.context, required)).toBeUndefined();
	});
});
