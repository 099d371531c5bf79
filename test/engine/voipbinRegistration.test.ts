import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { VoipbinTrigger } from '../../nodes/Voipbin/VoipbinTrigger.node';
import { omit } from '../../nodes/shared/vendor/omit';
import type { Customer, VoipbinState } from '../../simulator/voipbin/state';
import { Activation } from './support/activation';
import { simulated } from './support/simulated';
import { accessKeyLogin, adminLogin, graceLogin, voipbinCredential } from './support/voipbin';

const voipbin = simulated('voipbin');
const foreignUrl = 'https://other.example/hook';

const activation = (
	{ ignoreOwn = false, ...options }: INodeParameters = {},
	{
		login = adminLogin,
		...more
	}: { login?: ICredentialDataDecryptedObject; base?: string; webhookId?: string } = {},
) =>
	new Activation({
		nodeType: new VoipbinTrigger(),
		parameters: { events: ['chatmessage_created'], ignoreOwn, options },
		credentials: { voipbinApi: voipbinCredential(voipbin.url, login) },
		...more,
	});

const customer = async () => (await voipbin.control.state<VoipbinState>()).customer;

const setCustomer = async (change: Partial<Customer>) =>
	await voipbin.control.setState<VoipbinState>({ customer: { ...(await customer()), ...change } });

const webhook = async () => {
	const { webhook_uri, webhook_method } = await customer();
	return { webhook_uri, webhook_method };
};

/** The changes of the account that VoIPBin has carried out or refused. */
const changes = async () =>
	(await voipbin.control.requests()).filter(({ method }) => method === 'PUT');

const none = { webhook_uri: '', webhook_method: '' };
const foreign = { webhook_uri: foreignUrl, webhook_method: 'PUT' };
const ours = (trigger: Activation, isTest = false) => ({
	webhook_uri: trigger.url(isTest),
	webhook_method: 'POST',
});

describe('publishing', () => {
	it('Publishing registers the URL and leaves the rest of the account unchanged', async () => {
		const before = await customer();
		const trigger = activation();
		await trigger.publish();
		const after = omit(await customer(), 'tm_update');
		expect(after).toEqual({
			...omit(before, 'tm_update'),
			...ours(trigger),
		});
		const [change, ...others] = await changes();
		expect(others).toEqual([]);
		expect(change?.body).toEqual({
			name: before.name,
			detail: before.detail,
			email: before.email,
			phone_number: before.phone_number,
			address: before.address,
			...ours(trigger),
		});
		expect(trigger.staticData).toEqual({ url: trigger.url() });
	});

	it('Publishing works with an access key', async () => {
		const trigger = activation({}, { login: accessKeyLogin });
		await trigger.publish();
		expect(await webhook()).toEqual(ours(trigger));
	});

	it('Publishing a second time changes nothing', async () => {
		const trigger = activation();
		await trigger.publish();
		await trigger.publish();
		await trigger.step('create');
		expect(await changes()).toHaveLength(1);
		expect(await webhook()).toEqual(ours(trigger));
	});

	it('Publishing finds its URL when n8n has lost its state', async () => {
		const trigger = activation();
		await trigger.publish();
		trigger.staticData = {};
		expect(await trigger.step('checkExists')).toBe(false);
		await trigger.step('create');
		expect(await changes()).toHaveLength(1);
		expect(trigger.staticData).toEqual({ url: trigger.url() });
	});

	it('Publishing is refused when the account has no secret, unless no signature is required', async () => {
		await setCustomer({ webhook_secret: '' });
		await expect(activation().publish()).rejects.toThrow('has no webhook secret');
		await expect(activation({ manualRegistration: true }).publish()).rejects.toThrow(
			'has no webhook secret',
		);
		expect(await changes()).toEqual([]);
		await activation({ requireSignature: false }).publish();
		await activation({}, { login: { ...adminLogin, webhookSecret: 'pasted' } }).publish();
	});

	it('Publishing corrects the method when someone has changed it', async () => {
		const trigger = activation();
		await trigger.publish();
		await setCustomer({ webhook_method: 'GET' });
		await trigger.publish();
		expect(await webhook()).toEqual(ours(trigger));
		await trigger.unpublish();
		expect(await webhook()).toEqual(none);
	});

	it('Publishing refuses to replace another URL and names it without its secrets', async () => {
		await setCustomer({ ...foreign, webhook_uri: `${foreignUrl}?token=very-secret` });
		const trigger = activation();
		await expect(trigger.publish()).rejects.toThrow(
			`This VoIPBin account already sends its events to ${foreignUrl}?token=***. To replace it, turn on Options > Overwrite Existing Webhook, or remove the URL in VoIPBin.`,
		);
		expect(await changes()).toEqual([]);
		await trigger.unpublish();
		expect(await changes()).toEqual([]);
	});

	it('Publishing refuses too when someone has changed the URL since', async () => {
		const trigger = activation();
		await trigger.publish();
		await setCustomer(foreign);
		await expect(trigger.publish()).rejects.toThrow(foreignUrl);
		expect(await webhook()).toEqual(foreign);
	});

	it('Of two triggers, one registers', async () => {
		const [first, second] = [activation(), activation({}, { webhookId: 'another-node' })];
		await first.publish();
		await expect(second.publish()).rejects.toThrow(first.url());
		await second.unpublish();
		expect(await webhook()).toEqual(ours(first));
	});

	it('Publishing says what is missing when an agent may not change the account', async () => {
		await expect(activation({}, { login: graceLogin }).publish()).rejects.toThrow(
			'Use an access key or an agent with admin permission',
		);
	});

	it.each([
		[
			'an empty answer',
			{ emptyBody: { path: '/v1.0/customer' } },
			'sent a response without a record',
		],
		[
			'an answer without an account',
			{ errors: [{ path: '/v1.0/customer', status: 200, body: {} }] },
			'so nothing was changed',
		],
	])(
		'Publishing never writes an account that it has not read: %s',
		async (_what, faults, message) => {
			const before = await customer();
			await voipbin.control.setFaults(faults);
			await expect(activation().publish()).rejects.toThrow(message);
			expect(await customer()).toEqual(before);
			expect(await changes()).toEqual([]);
		},
	);

	it.each([
		['VoIPBin fails before it has changed anything', { afterHandling: false }],
		['VoIPBin fails after it has changed the account', { afterHandling: true }],
	])('Publishing ends with one registration when %s', async (_what, { afterHandling }) => {
		await setCustomer(foreign);
		const trigger = activation({ overwrite: true });
		await voipbin.control.setFaults({
			errors: [{ method: 'PUT', path: '/v1.0/customer', count: 1, status: 500, afterHandling }],
		});
		await expect(trigger.publish()).rejects.toThrow('VoIPBin is unavailable (500)');
		await trigger.publish();
		expect(await webhook()).toEqual(ours(trigger));
		await trigger.unpublish();
		expect(await webhook()).toEqual(foreign);
	});

	it('Publishing fails when VoIPBin did not save the change', async () => {
		await voipbin.control.setFaults({
			errors: [{ method: 'PUT', path: '/v1.0/customer', status: 200, body: {} }],
		});
		await expect(activation().publish()).rejects.toThrow("VoIPBin didn't save the webhook URL");
	});

	it('Publishing follows n8n to another address', async () => {
		const before = activation({ overwrite: true });
		await setCustomer(foreign);
		await before.publish();
		const after = activation({}, { base: 'https://moved.example' });
		after.staticData = before.staticData;
		await after.publish();
		expect(await webhook()).toEqual(ours(after));
		await after.unpublish();
		expect(await webhook()).toEqual(foreign);
	});
});

describe('unpublishing', () => {
	it('Unpublishing removes the URL and leaves the rest of the account unchanged', async () => {
		const before = await customer();
		const trigger = activation();
		await trigger.publish();
		await trigger.unpublish();
		expect(await customer()).toEqual({ ...before, tm_update: expect.any(String) as string });
		expect(trigger.staticData).toEqual({});
	});

	it('Unpublishing restores the earlier URL', async () => {
		await setCustomer(foreign);
		const trigger = activation({ overwrite: true });
		await trigger.publish();
		expect(await webhook()).toEqual(ours(trigger));
		await trigger.unpublish();
		expect(await webhook()).toEqual(foreign);
	});

	it('Unpublishing restores the earlier URL after publishing twice', async () => {
		await setCustomer(foreign);
		const trigger = activation({ overwrite: true });
		await trigger.publish();
		await trigger.step('create');
		await trigger.unpublish();
		expect(await webhook()).toEqual(foreign);
	});

	it('Unpublishing does not restore the URL of a trigger that was unpublished meanwhile', async () => {
		await setCustomer(foreign);
		const first = activation({ overwrite: true }, { webhookId: 'first' });
		const second = activation({ overwrite: true }, { webhookId: 'second' });
		await first.publish();
		await second.publish();
		await first.unpublish();
		await second.unpublish();
		expect(await webhook()).toEqual(foreign);
	});

	it('Unpublishing does not restore a URL that someone has removed since', async () => {
		await setCustomer(foreign);
		const trigger = activation({ overwrite: true });
		await trigger.publish();
		await setCustomer(none);
		await trigger.publish();
		await trigger.unpublish();
		expect(await webhook()).toEqual(none);
	});

	it('Unpublishing removes its URL when n8n has lost its state', async () => {
		const trigger = activation();
		await trigger.publish();
		trigger.staticData = {};
		await trigger.unpublish();
		expect(await webhook()).toEqual(none);
	});

	it('Unpublishing removes its URL when n8n has moved since', async () => {
		const before = activation();
		await before.publish();
		const after = activation({}, { base: 'https://moved.example' });
		after.staticData = before.staticData;
		await after.unpublish();
		expect(await webhook()).toEqual(none);
	});

	it('Unpublishing leaves a URL alone that someone has entered since', async () => {
		const trigger = activation();
		await trigger.publish();
		await setCustomer(foreign);
		await trigger.unpublish();
		expect(await webhook()).toEqual(foreign);
		expect(await changes()).toHaveLength(1);
	});

	it('Unpublishing a second time changes nothing', async () => {
		const trigger = activation();
		await trigger.publish();
		await trigger.unpublish();
		await trigger.unpublish();
		expect(await changes()).toHaveLength(2);
	});

	it('Unpublishing that fails says what to remove by hand and can be tried again', async () => {
		const trigger = activation();
		await trigger.publish();
		await voipbin.control.setFaults({ errors: [{ path: '/v1.0/customer', status: 403 }] });
		await expect(trigger.unpublish()).rejects.toThrow(
			`Couldn't remove the webhook URL ${trigger.url()} from VoIPBin. Remove it manually. VoIPBin denied access`,
		);
		await voipbin.control.setFaults({});
		await trigger.unpublish();
		expect(await webhook()).toEqual(none);
	});
});

describe('listening for a test event', () => {
	it('Listening for a test event takes the URL and returns it', async () => {
		const trigger = activation();
		await trigger.publish(true);
		expect(await webhook()).toEqual(ours(trigger, true));
		await trigger.unpublish(true);
		expect(await webhook()).toEqual(none);
	});

	it('Listening for a test event borrows the URL from the published workflow', async () => {
		const [published, test] = [activation(), activation()];
		await published.publish();
		await test.publish(true);
		expect(await webhook()).toEqual(ours(test, true));
		await test.unpublish(true);
		expect(await webhook()).toEqual(ours(published));
	});

	it('Listening for a test event loses the URL to a workflow that is published meanwhile', async () => {
		const [published, test] = [activation(), activation()];
		await test.publish(true);
		await published.publish();
		expect(await webhook()).toEqual(ours(published));
		await test.unpublish(true);
		expect(await webhook()).toEqual(ours(published));
		await published.unpublish();
		expect(await webhook()).toEqual(none);
	});

	it('Listening for a test event does not borrow the URL from a copy of the workflow in another n8n', async () => {
		const copy = activation({}, { base: 'https://staging.example' });
		await copy.publish();
		await expect(activation().publish(true)).rejects.toThrow(copy.url());
		expect(await webhook()).toEqual(ours(copy));
	});

	it('Listening for a test event does not borrow the URL from anyone else', async () => {
		await setCustomer(foreign);
		await expect(activation().publish(true)).rejects.toThrow(foreignUrl);
	});
});

describe('manual registration', () => {
	it('Manual registration never changes the account and stores nothing', async () => {
		await setCustomer(foreign);
		const trigger = activation({ manualRegistration: true });
		await trigger.publish();
		expect(trigger.staticData).toEqual({});
		await trigger.unpublish();
		expect(await changes()).toEqual([]);
		expect(trigger.staticData).toEqual({});
	});

	it("Manual registration asks for the secret when the account can't be read", async () => {
		const trigger = activation({ manualRegistration: true }, { login: graceLogin });
		await expect(trigger.publish()).rejects.toThrow(
			'Enter it as Webhook Secret in the credential, or turn off Options > Require Signature',
		);
	});

	it.each<[INodeParameters, ICredentialDataDecryptedObject]>([
		[{}, { webhookSecret: 'pasted' }],
		[{ requireSignature: false }, {}],
	])('Manual registration needs no secret with %j, %j', async (options, more) => {
		const login = { ...graceLogin, ...more };
		const trigger = activation({ manualRegistration: true, ...options }, { login });
		await trigger.publish();
		expect(await changes()).toEqual([]);
	});
});

describe('Ignore Own Events', () => {
	it('Ignore Own Events finds out who the agent is', async () => {
		const trigger = activation({ ignoreOwn: true });
		await trigger.publish();
		expect(trigger.staticData).toMatchObject({ agentId: 'eb1ac5c0-ff63-47e2-bcdb-5da9c336eb4b' });
	});

	it('Ignore Own Events does not hinder an access key, which has no agent', async () => {
		const trigger = activation({ ignoreOwn: true }, { login: accessKeyLogin });
		await trigger.publish();
		expect(await webhook()).toEqual(ours(trigger));
	});
});
