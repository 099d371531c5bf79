import fc from 'fast-check';

import { VoipbinTrigger } from '../../nodes/Voipbin/VoipbinTrigger.node';
import type { Customer, VoipbinState } from '../../simulator/voipbin/state';
import { Activation } from './support/activation';
import { simulated } from './support/simulated';
import { voipbinCredential } from './support/voipbin';
import { propertyRuns } from '../support/propertyRuns';

const voipbin = simulated('voipbin');

/** What n8n, VoIPBin and other people do, in any order. */
const step = fc.oneof(
	fc.constantFrom('publish', 'create', 'unpublish', 'forget'),
	fc.constantFrom('failBeforeChange', 'failAfterChange'),
	fc.constantFrom('https://other.example/a', 'https://other.example/b', ''),
);

const customer = async () => (await voipbin.control.state<VoipbinState>()).customer;

const belongings = ({ name, detail, email, phone_number, address, status }: Customer) => ({
	name,
	detail,
	email,
	phone_number,
	address,
	status,
});

/** Lets the next change of the account fail, once it was made or before. */
const failNextChange = async (afterHandling: boolean) =>
	await voipbin.control.setFaults({
		errors: [{ method: 'PUT', path: '/v1.0/customer', count: 1, status: 500, afterHandling }],
	});

const start = (overwrite: boolean) =>
	new Activation({
		nodeType: new VoipbinTrigger(),
		parameters: { events: ['*'], options: { overwrite } },
		credentials: { voipbinApi: voipbinCredential(voipbin.url) },
	});

describe('whatever happens, in whatever order', () => {
	it('In any order of events, the account keeps foreign URLs, and a trigger ends registered or with an error', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.boolean(),
				fc.array(step, { maxLength: 12 }),
				async (overwrite, steps) => {
					await voipbin.control.reset();
					await voipbin.control.setState<VoipbinState>({
						rateLimit: { perSecond: 100_000, burst: 100_000 },
					});
					const before = belongings(await customer());
					const trigger = start(overwrite);
					const ours = trigger.url();
					/** What others entered last, and whether n8n still knows that it was there. */
					let theirs = '';
					let isKnown = true;
					let mayFail = false;

					for (const done of steps) {
						const { webhook_uri: uriBefore } = await customer();
						if (done === 'failBeforeChange' || done === 'failAfterChange') {
							await failNextChange(done === 'failAfterChange');
							mayFail = true;
						} else if (done === 'forget') {
							trigger.staticData = {};
							if (uriBefore === ours) isKnown = false;
						} else if (done === 'unpublish') {
							const error = await trigger.unpublish().catch((reason: Error) => reason);
							const { webhook_uri: uri } = await customer();
							if (error) expect(mayFail).toBe(true);
							else {
								expect(uri).not.toBe(ours);
								if (uriBefore !== ours) expect(uri).toBe(uriBefore);
								else expect(uri).toBe(isKnown ? theirs : '');
							}
							if (uri !== ours) [theirs, isKnown] = [uri, true];
						} else if (done === 'publish' || done === 'create') {
							const registration = done === 'publish' ? trigger.publish() : trigger.step('create');
							const error = await registration
								.then(() => undefined)
								.catch((reason: Error) => reason);
							const { webhook_uri: uri, webhook_method } = await customer();
							const isForeign = uriBefore !== '' && uriBefore !== ours;
							if (!error) expect([uri, webhook_method]).toEqual([ours, 'POST']);
							else if (isForeign && !overwrite) expect(error.message).toContain(uriBefore);
							else expect(mayFail).toBe(true);
							if (isForeign && !overwrite) expect(uri).toBe(uriBefore);
						} else {
							const webhook = { webhook_uri: done, webhook_method: done === '' ? '' : 'POST' };
							await voipbin.control.setState<VoipbinState>({
								customer: { ...(await customer()), ...webhook },
							});
							[theirs, isKnown] = [done, true];
						}
						expect(belongings(await customer())).toEqual(before);
					}

					// Whatever it has come to, both ways are open again.
					await voipbin.control.setFaults({});
					await trigger.unpublish();
					expect((await customer()).webhook_uri).not.toBe(ours);
				},
			),
			{ numRuns: propertyRuns(250) },
		);
	}, 120_000);
});
