import { ManualClock } from './support/manualClock';
import { notesSignature, type NotesState, notesVendor, silentVendor } from './support/toyVendors';
import { useReceiver } from './support/useReceiver';
import { useSimulator } from './support/useSimulator';
import { useSmalltalk } from './support/smalltalk';

describe('webhooks of the simulated Smalltalk', () => {
	const smalltalk = useSmalltalk();
	const receiver = useReceiver();

	it('The simulator delivers an event as JSON by POST, unsigned, and reports the answer', async () => {
		const event = { event_name: 'talk_join', body: { name: 'Zoë' } };
		await smalltalk.control.setWebhook({ url: receiver.url });
		const deliveries = await smalltalk.control.sendEvent(event);
		expect(deliveries).toEqual([{ at: smalltalk.clock.now(), status: 200, body: 'noted' }]);
		expect(receiver.received).toEqual([
			{
				method: 'POST',
				headers: expect.objectContaining({ 'content-type': 'application/json' }),
				body: JSON.stringify(event),
			},
		]);
	});

	it('The simulator delivers a sample by its name', async () => {
		await smalltalk.control.setWebhook({ url: receiver.url });
		await smalltalk.control.sendSample('transcription_ready');
		const samples = await smalltalk.control.sampleEvents();
		expect(receiver.received.map(({ body }) => body)).toEqual([
			JSON.stringify(samples.transcription_ready),
		]);
	});

	it.each(['talk_left', 'toString'])(
		'The simulator has no sample called %s, and says which it has',
		async (name) => {
			await smalltalk.control.setWebhook({ url: receiver.url });
			await expect(smalltalk.control.sendSample(name)).rejects.toThrow(
				/404 .*choose one of talk_join, /,
			);
		},
	);

	it('The simulator delivers bytes that no service would send', async () => {
		await smalltalk.control.setWebhook({ url: receiver.url });
		await smalltalk.control.sendRaw({ raw: '{"event_name":', contentType: 'text/plain' });
		await smalltalk.control.sendRaw({ raw: '[]' });
		expect(receiver.received.map(({ body, headers }) => [body, headers['content-type']])).toEqual([
			['{"event_name":', 'text/plain'],
			['[]', 'application/json'],
		]);
	});

	it('The simulator uses the method and the headers of the target', async () => {
		const target = { url: receiver.url, method: 'put', headers: { 'x-webhook-secret': 'hush' } };
		await smalltalk.control.setWebhook(target);
		await smalltalk.control.sendSample('talk_join');
		expect(receiver.received).toMatchObject([
			{ method: 'PUT', headers: { 'x-webhook-secret': 'hush' } },
		]);
	});

	it('The simulator delivers once and reports a refusal', async () => {
		receiver.answerWith(503);
		await smalltalk.control.setWebhook({ url: receiver.url });
		expect(await smalltalk.control.sendSample('talk_join')).toMatchObject([{ status: 503 }]);
		expect(receiver.received).toHaveLength(1);
	});

	it('The simulator reports why there was no answer', async () => {
		// A port that fetch connects to in no case.
		await smalltalk.control.setWebhook({ url: 'http://127.0.0.1:1/' });
		expect(await smalltalk.control.sendSample('talk_join')).toEqual([
			{ at: smalltalk.clock.now(), status: null, body: expect.stringMatching(/./) },
		]);
	});

	it.each([
		['an event', () => smalltalk.control.sendEvent({})],
		['bytes', () => smalltalk.control.sendRaw({ raw: '' })],
		['a sample', () => smalltalk.control.sendSample('talk_join')],
	])('The simulator says what to do when %s has no target', async (_what, send) => {
		await expect(send()).rejects.toThrow(/409 .*PUT its url to \/control\/smalltalk\/webhook/);
	});
});

describe('webhooks of a vendor that signs and sends again', () => {
	const clock = new ManualClock();
	const notes = useSimulator('notes', { clock, vendors: [notesVendor, silentVendor] });
	const receiver = useReceiver();
	beforeEach(() => clock.restart());

	const signatures = () => receiver.received.map(({ headers }) => headers['x-notes-signature']);

	it('A service that retries tries again until the event is delivered', async () => {
		receiver.answerWith(503, 500);
		await notes.control.setWebhook({ url: receiver.url });
		const start = clock.now();
		expect(await notes.control.sendSample('note.made')).toEqual([
			{ at: start, status: 503, body: 'noted' },
			{ at: start + 2000, status: 500, body: 'noted' },
			{ at: start + 4000, status: 200, body: 'noted' },
		]);
		expect(clock.slept).toEqual([2000, 2000]);
	});

	it('A service that retries gives up after its last attempt', async () => {
		receiver.answerWith(503, 503, 503, 503);
		await notes.control.setWebhook({ url: receiver.url });
		expect(await notes.control.sendSample('note.made')).toHaveLength(3);
	});

	it('A service that retries takes any answer that it calls final', async () => {
		receiver.answerWith(401);
		await notes.control.setWebhook({ url: receiver.url });
		expect(await notes.control.sendSample('note.made')).toMatchObject([{ status: 401 }]);
	});

	it('A service that signs signs the bytes with the key of its state, events and raw bytes alike', async () => {
		await notes.control.setState<NotesState>({ key: 'second-key' });
		await notes.control.setWebhook({ url: receiver.url });
		await notes.control.sendEvent({ note: 'Zoë' });
		await notes.control.sendRaw({ raw: 'no JSON' });
		expect(signatures()).toEqual([
			notesSignature('second-key', '{"note":"Zoë"}'),
			notesSignature('second-key', 'no JSON'),
		]);
	});

	it('A service that signs sends the signature of the target instead of its own', async () => {
		const headers = { 'X-Notes-Signature': 'wrong' };
		await notes.control.setWebhook({ url: receiver.url, headers });
		await notes.control.sendSample('note.made');
		expect(signatures()).toEqual(['wrong']);
	});

	it('A service sends the events that its API causes to the URL that its API was told', async () => {
		const headers = { 'content-type': 'application/json' };
		await notes.call('POST', '/v1/notes', { headers, body: { name: 'Too early' } });
		await notes.call('PUT', '/v1/callback', { headers, body: { url: receiver.url } });
		await notes.call('POST', '/v1/notes', { headers, body: { name: 'Milk' } });
		expect(receiver.received).toMatchObject([
			{ method: 'PUT', body: '{"type":"note.made","note":"Milk"}' },
		]);
	});
});

describe('a vendor without webhooks', () => {
	const silent = useSimulator('silent', { vendors: [notesVendor, silentVendor] });

	it('A service without webhooks has no webhook to set and no event to send', async () => {
		const { control } = silent;
		await expect(control.setWebhook({ url: 'http://127.0.0.1/' })).rejects.toThrow('404');
		await expect(control.sendEvent({})).rejects.toThrow('404');
		await expect(control.sampleEvents()).rejects.toThrow(
			'The control API has no GET /control/silent/samples',
		);
	});

	it('A service without webhooks has everything else', async () => {
		await silent.control.setState({ word: 'quiet' });
		expect((await silent.call('GET', '/word')).json()).toEqual({ word: 'quiet' });
	});
});
