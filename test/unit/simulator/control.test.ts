import fc from 'fast-check';

import type { Faults } from '../../../simulator/faults';
import { notesVendor, type NotesState, silentVendor } from './support/toyVendors';
import { useSimulator } from './support/useSimulator';

const notes = useSimulator('notes', {
	vendors: [notesVendor, silentVendor],
	headers: { 'content-type': 'application/json' },
});

async function control(method: string, path: string, body?: unknown) {
	const response = await fetch(`${notes.url}/control${path}`, {
		method,
		headers: body === undefined ? {} : { 'content-type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	return { status: response.status, body: (text ? JSON.parse(text) : undefined) as unknown };
}

describe('the control API', () => {
	it.each([
		['/notes/faults', { latncyMs: 5 }, 'latncyMs'],
		['/notes/faults', { rateLimit: { perSecond: 1, burst: 1, retryafter: 'date' } }, 'retryafter'],
		['/notes/faults', { errors: [{ status: 500, chance: 1 }] }, 'chance'],
		['/notes/faults', { drop: { when: 'midBody', probability: 1 } }, 'probability'],
		['/notes/faults', { slowBody: { chunkDelayMs: 1, bytesPerSec: 1 } }, 'bytesPerSec'],
		['/notes/state', { note: [] }, 'note'],
		['/notes/requests/detail', { header: true }, 'header'],
		['/notes/webhook', { url: 'http://127.0.0.1/', verb: 'PUT' }, 'verb'],
	])('PUT %s of the control API refuses %j and names the unknown key', async (path, body, key) => {
		const answer = await control('PUT', path, body);
		expect(answer.status).toBe(400);
		expect(answer.body).toEqual({ error: expect.stringContaining(`: ${key}`) });
	});

	it.each([
		['PUT', '/notes/faults', []],
		['PUT', '/notes/faults', { latencyMs: -1 }],
		['PUT', '/notes/faults', { latencyMs: '5' }],
		['PUT', '/notes/faults', { rateLimit: { perSecond: 0, burst: 1 } }],
		['PUT', '/notes/faults', { rateLimit: { perSecond: 1 } }],
		['PUT', '/notes/faults', { errors: [{ status: 500, rate: 1.1 }] }],
		['PUT', '/notes/faults', { errors: [{ rate: 1 }] }],
		['PUT', '/notes/faults', { drop: { when: 'sometimes' } }],
		['PUT', '/notes/faults', { slowBody: {} }],
		['PUT', '/notes/faults', { slowBody: { bytesPerSecond: 1, chunkDelayMs: 1 } }],
		['PUT', '/notes/state', { notes: 'Milk' }],
		['PUT', '/notes/state', { notes: [7] }],
		['PUT', '/notes/webhook', { url: 'nowhere' }],
		['PUT', '/notes/webhook', {}],
		['PUT', '/notes/requests/detail', { bodies: 'no' }],
		['POST', '/notes/events', 'note.made'],
		['POST', '/notes/events/raw', { raw: {} }],
	])('%s %s of the control API refuses %j', async (method, path, body) => {
		const answer = await control(method, path, body);
		expect(answer.status).toBe(400);
		expect(answer.body).toEqual({ error: expect.stringMatching(/^body/) });
	});

	it('The control API leaves everything unchanged when it refuses', async () => {
		await notes.control.setFaults({ errors: [{ status: 503 }] });
		await control('PUT', '/notes/faults', { errors: [], latncyMs: 5 });
		expect((await notes.call('GET', '/v1/notes')).status).toBe(503);
		await control('PUT', '/notes/state', { key: 'changed', note: [] });
		expect(await notes.control.state()).toMatchObject({ key: 'first-key' });
	});

	it('The control API refuses whatever is not the name of a fault', async () => {
		const names: Record<keyof Faults, true> = {
			seed: true,
			latencyMs: true,
			latencyJitterMs: true,
			rateLimit: true,
			errors: true,
			drop: true,
			emptyBody: true,
			malformedJson: true,
			slowBody: true,
		};
		const misspelt = fc.string().filter((key) => !Object.hasOwn(names, key) && key !== '__proto__');
		await fc.assert(
			fc.asyncProperty(misspelt, fc.jsonValue(), async (key, value) => {
				expect((await control('PUT', '/notes/faults', { [key]: value })).status).toBe(400);
			}),
			{ numRuns: 50 },
		);
	});

	it('The control API reports an unknown service or path', async () => {
		expect(await control('GET', '/nobody/state')).toEqual({
			status: 404,
			body: { error: 'The control API has no GET /control/nobody/state' },
		});
	});

	it('The client throws with the whole reason of the control API', async () => {
		const misspelt = { latncyMs: 5 } as Faults;
		await expect(notes.control.setFaults(misspelt)).rejects.toThrow(/PUT faults: 400 .*latncyMs/);
	});

	it('The control API shows the state and replaces only the given keys', async () => {
		await notes.control.setState<NotesState>({ notes: ['Milk', 'Bread'] });
		expect(await notes.control.state()).toEqual({ key: 'first-key', notes: ['Milk', 'Bread'] });
		expect((await notes.call('GET', '/v1/notes')).json()).toEqual(['Milk', 'Bread']);
	});

	it.each(['/reset', '/notes/reset'])(
		'The control API takes everything back with POST %s',
		async (path) => {
			const seeded = await notes.control.state<NotesState>();
			await notes.control.setState<NotesState>({ key: 'changed' });
			await notes.control.setFaults({ errors: [{ status: 503 }] });
			await notes.control.setWebhook({ url: 'http://127.0.0.1/' });
			await notes.control.setRequestDetail({ bodies: false });
			await notes.call('GET', '/v1/notes');
			expect((await control('POST', path)).status).toBe(204);
			expect(await notes.control.requests()).toEqual([]);
			expect((await notes.control.state<NotesState>()).key).toBe(seeded.key);
			await expect(notes.control.sendSample('note.made')).rejects.toThrow('409');
			expect((await notes.call('POST', '/v1/notes', { body: { name: 'Milk' } })).status).toBe(201);
			expect(await notes.control.requests()).toMatchObject([{ body: { name: 'Milk' } }]);
		},
	);

	it('The control API is not struck by the faults of its services', async () => {
		await notes.control.setFaults({ drop: { when: 'beforeHandling' } });
		expect((await control('GET', '/notes/state')).status).toBe(200);
	});
});
