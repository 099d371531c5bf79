import { ManualClock } from './support/manualClock';
import { notesVendor } from './support/toyVendors';
import { useSimulator } from './support/useSimulator';

const clock = new ManualClock();
const notes = useSimulator('notes', {
	clock,
	vendors: [notesVendor],
	headers: { 'content-type': 'application/json' },
});

describe('the record of requests', () => {
	it('The record of requests has each request as it came, in the order of arrival', async () => {
		const first = clock.now();
		await notes.call('GET', '/v1/n%2Fo%20tes', { query: { a: '1', b: 'x y' } });
		clock.advance(1000);
		await notes.call('POST', '/v1/notes', {
			headers: { 'x-mine': 'yes' },
			body: '{ "name": "Milk" }',
		});
		expect(await notes.control.requests()).toEqual([
			{
				at: first,
				method: 'GET',
				path: '/v1/n%2Fo%20tes',
				query: { a: '1', b: 'x y' },
				headers: expect.objectContaining({ 'content-type': 'application/json' }),
				status: 404,
			},
			{
				at: first + 1000,
				method: 'POST',
				path: '/v1/notes',
				query: {},
				headers: expect.objectContaining({ 'x-mine': 'yes' }),
				body: { name: 'Milk' },
				rawBody: '{ "name": "Milk" }',
				status: 201,
			},
		]);
	});

	it.each([
		['text', 'text/plain', 'Milk', { body: 'Milk', rawBody: 'Milk' }],
		['broken JSON', 'application/json', '{"name"', { rawBody: '{"name"' }],
	])('The record of requests keeps a refused body of %s', async (_what, type, body, expected) => {
		await notes.call('POST', '/v1/notes', { headers: { 'content-type': type }, body });
		const [record] = await notes.control.requests();
		expect(record).toMatchObject({ ...expected, status: 400 });
	});

	it('The record of requests names the fault and the status that was really sent', async () => {
		await notes.control.setFaults({
			rateLimit: { perSecond: 0.001, burst: 3 },
			errors: [{ status: 503, method: 'POST', afterHandling: true }],
			drop: { method: 'DELETE', when: 'midBody' },
		});
		await notes.call('GET', '/v1/notes');
		await notes.call('POST', '/v1/notes', { body: { name: 'Milk' } });
		await notes.call('DELETE', '/v1/notes').catch(() => 'dropped');
		await notes.call('GET', '/v1/notes');
		const records = await notes.control.requests();
		expect(records.map(({ fault, status }) => [fault, status])).toEqual([
			[undefined, 200],
			['error', 503],
			['drop', null],
			['rateLimit', 429],
		]);
	});

	it('The record of requests can leave out what a long run does not need', async () => {
		await notes.control.setRequestDetail({ headers: false });
		await notes.call('POST', '/v1/notes', { body: { name: 'Milk' } });
		await notes.control.setRequestDetail({ bodies: false });
		await notes.call('POST', '/v1/notes', { body: { name: 'Milk' } });
		const [withBody, bare] = await notes.control.requests();
		expect(withBody).toHaveProperty('body');
		for (const key of ['headers', 'body', 'rawBody']) expect(bare).not.toHaveProperty(key);
		expect(withBody).not.toHaveProperty('headers');
	});

	it('The record of requests starts anew when it is cleared', async () => {
		await notes.call('GET', '/v1/notes');
		await notes.control.clearRequests();
		await notes.call('GET', '/v1/files/1');
		expect((await notes.control.requests()).map(({ path }) => path)).toEqual(['/v1/files/1']);
	});
});
