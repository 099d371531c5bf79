import { startSimulator } from '../../../simulator';
import { controlClient } from '../../../simulator/client';
import { ManualClock } from './support/manualClock';
import { notesVendor, silentVendor } from './support/toyVendors';
import { useSimulator } from './support/useSimulator';

const vendors = [notesVendor, silentVendor];
const headers = { 'content-type': 'application/json' };

describe('a vendor in the simulator', () => {
	const notes = useSimulator('notes', { vendors, clock: new ManualClock(), headers });

	it('A simulated service starts from its seed', async () => {
		expect((await notes.call('GET', '/v1/notes')).json()).toEqual([
			'made 2026-03-02T09:00:00.000Z',
		]);
	});

	it('A simulated service knows its own address', async () => {
		const answer = await notes.call('POST', '/v1/notes', { body: { name: 'Milk' } });
		expect(answer.status).toBe(201);
		expect(answer.json()).toEqual({ name: 'Milk', link: `${notes.url}/notes/v1/notes` });
	});

	it.each([
		['an unknown address', 'GET', '/v2', undefined, 404],
		['an unknown method', 'DELETE', '/v1/notes', undefined, 404],
		['a missing parameter', 'POST', '/v1/notes', {}, 400],
		['broken JSON', 'POST', '/v1/notes', '{', 400],
	])(
		'A simulated service answers %s in its own envelope',
		async (_what, method, path, body, status) => {
			const answer = await notes.call(method, path, { body });
			expect(answer.status).toBe(status);
			expect(answer.json()).toEqual({ problem: { status, message: expect.stringMatching(/./) } });
		},
	);

	it('A simulated service says that JSON is broken, even where it expects nothing in particular', async () => {
		const problem = { status: 400, message: 'The body is not valid JSON' };
		expect((await notes.call('POST', '/v1/notes', { body: '{' })).json()).toEqual({ problem });
		expect((await notes.call('PUT', '/v1/callback', { body: '{' })).json()).toEqual({ problem });
	});

	it('A simulated service can read uploads', async () => {
		const form = new FormData();
		form.set('file', new Blob(['12345']), 'five.txt');
		const answer = await fetch(`${notes.url}/notes/v1/files`, { method: 'POST', body: form });
		expect(await answer.json()).toEqual({ name: 'five.txt', size: 5 });
	});

	it("A simulated service can send streams, whole under a fault that can't cut them", async () => {
		for (const faults of [{}, { malformedJson: {} }, { slowBody: { chunkDelayMs: 5 } }]) {
			await notes.control.setFaults(faults);
			expect((await notes.call('GET', '/v1/files/1')).text).toBe('a file as a stream');
		}
	});

	it('A simulated service breaks off a stream where it would break off a body', async () => {
		await notes.control.setFaults({ drop: { when: 'midBody' } });
		await expect(notes.call('GET', '/v1/files/1')).rejects.toThrow('fetch failed');
	});
});

describe('the simulator', () => {
	it('The simulator keeps its services apart', async () => {
		const simulator = await startSimulator({ vendors });
		const [notes, silent] = vendors.map(({ name }) => controlClient(simulator.url, name));
		await notes!.setFaults({ errors: [{ status: 503 }] });
		expect((await fetch(`${simulator.url}/silent/word`)).status).toBe(200);
		expect((await fetch(`${simulator.url}/notes/v1/notes`)).status).toBe(503);
		expect(await silent!.requests()).toMatchObject([{ path: '/word', status: 200 }]);
		expect(await notes!.requests()).toMatchObject([{ path: '/v1/notes', status: 503 }]);
		await simulator.close();
	});

	it('The simulator is reached on the loopback interface, at the given port', async () => {
		const first = await startSimulator({ vendors });
		const { port } = first;
		expect(first.url).toBe(`http://127.0.0.1:${port}`);
		await expect(startSimulator({ vendors, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
		await first.close();
		const second = await startSimulator({ vendors, port });
		expect(second.port).toBe(port);
		await second.close();
	});

	it('Waiting requests end when the simulator is closed', async () => {
		const simulator = await startSimulator({ vendors });
		const control = controlClient(simulator.url, 'silent');
		await control.setFaults({ latencyMs: 3_600_000 });
		const waiting = fetch(`${simulator.url}/silent/word`).catch((error: Error) => error.message);
		while ((await control.requests()).length === 0);
		await simulator.close();
		expect(await waiting).toBe('fetch failed');
	});
});
